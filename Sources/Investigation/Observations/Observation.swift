import Vocabulary

/// Something a record says that bears on how an intruder moves: when, on whose log, where it is written, and what.
struct Observation<Act: Sendable>: Sendable, Comparable {
    let time: Timestamp
    /// The computer that wrote the record, as it names itself.
    let host: String
    let reference: EvidenceReference
    /// The number of the session that it belongs to, unique per host and boot; 0 where the record does not say.
    let session: Int64
    let act: Act

    // Time first, so that a full store keeps the beginning of the story; the reference makes the order total.
    static func < (left: Self, right: Self) -> Bool { (left.time, left.reference) < (right.time, right.reference) }
    static func == (left: Self, right: Self) -> Bool { left.time == right.time && left.reference == right.reference }
}

/// A session opened on the host that wrote the record (Security 4624).
struct Logon: Sendable {
    /// At the computer itself, or there with credentials it remembers.
    static let keyboard = [2, 11]
    static let network = 3
    static let remoteDesktop = 10
    /// OpenSSH's server accepted it; a number that Windows does not use.
    static let secureShell = 1_022

    let type: Int
    let account: AccountName
    /// Where it came from; empty where the record names no other computer.
    let address: String
    /// The name the client gave itself. Only NTLM fills it, and a client can claim any name.
    let workstation: String
    /// Fingerprint of the key that proved it; empty where it was no key, or none is named.
    var key = ""
    /// The port it came from; 0 where unknown.
    var port = 0

    /// Proved by NTLM, which a stolen hash suffices for: only such records name the client.
    var provesByHash: Bool { type == Self.network && !workstation.isEmpty }

    /// Sessions that leave credentials in the memory of the host.
    var leavesCredentials: Bool { [2, Self.remoteDesktop, 11].contains(type) }
}

/// A process began (Security 4688, Sysmon 1).
struct ProcessStart: Sendable {
    /// The service host that started the process, where that says how it was asked for.
    enum Launcher: Int64, Sendable { case dcom, other }

    let image: String
    /// The name the program was built with (Sysmon only); a renamed tool keeps it.
    let originalName: String
    let parent: String
    let launcher: Launcher
    /// Nil for the system's own accounts.
    let account: AccountName?
    /// As Sysmon writes them, `SHA256=..,MD5=..`; empty for Security 4688.
    let hashes: String
}

/// Something set up on the host that runs code later (7045, 4697; 4698, 4702, 106; Sysmon 19 to 21), or a program that
/// the system itself wrote, as it does for who comes by a share (Sysmon 11).
struct Installation: Sendable {
    enum Kind: Int64, Sendable { case service, task, wmiSubscription, program }

    let kind: Kind
    let account: AccountName?
    /// Another computer, where it was done in its own name; else empty.
    var computer = ""
}

/// An administrative share or pipe was used from another computer (Security 5145).
struct ShareUse: Sendable {
    enum Kind: Int64, Sendable { case write, servicePipe, taskPipe, registryPipe }

    let kind: Kind
    /// Nil where another computer did it in its own name.
    let account: AccountName?
    let address: String
}

/// A connection to a port that remote administration uses (Sysmon 3, Security 5156, RdpCoreTS 131, Zeek's conn.log).
struct Flow: Sendable {
    /// True when this host began it.
    let outbound: Bool
    /// The address at the other end.
    let peer: String
    /// The port of the side that was connected to.
    let port: Int
    /// Base name of the program, lower case.
    let program: String
    /// Nil for the system's own accounts.
    let account: AccountName?
    /// The port of the side that began it; 0 where unknown.
    var originPort = 0
    /// The address of this host where it began it and says so; else empty.
    var own = ""
}

/// A program that stands where any user may write spoke to a web server of the internet (Sysmon 3).
struct WebContact: Sendable {
    static let ports: Set<Int> = [80, 443, 8_080]

    /// The whole path.
    let program: String
    let peer: String
}

/// This host used another name's credentials, or a client of remoting or remote desktops, towards a server (Security
/// 4648, WinRM 6, RDPClient 1024 and 1102).
struct OutgoingLogon: Sendable {
    enum Kind: Int64, Sendable { case explicitCredentials, remoting, remoteDesktop }

    let kind: Kind
    let account: AccountName?
    let server: String
}

/// A domain controller gave an account a ticket for a service (Security 4769).
struct Ticket: Sendable {
    let account: AccountName
    let service: String
    let address: String
}

/// A remote desktop session was opened or taken up again (1149, 21, 25, 4778).
struct DesktopSession: Sendable {
    let account: AccountName?
    let address: String
}

/// An account was created (Security 4720).
struct AccountCreation: Sendable {
    let account: AccountName
}

/// A log was emptied (Security 1102, System 104).
struct LogClearing: Sendable {}
