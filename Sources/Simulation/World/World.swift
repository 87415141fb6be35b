/// A made-up company: its domain, its computers and its people. Names and addresses are of the reserved ranges.
struct World {
    let domain: Domain
    /// Where the intrusion begins.
    let workstation: Host
    let fileServer: Host
    let controller: Host
    /// The administrators' own computer; nothing collects its logs.
    let jumpHost: Host
    /// Other workstations whose users visit the file server; nothing collects their logs.
    let neighbours: [Host]

    /// The user of `workstation`.
    let user: Account
    /// The users of `neighbours`, in their order.
    let colleagues: [Account]
    let helpdesk: Account
    let backup: Account

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed, stream: "world")
        let domain = Domain(name: "corp.example", shortName: "CORP", random: &random)
        var relative: UInt32 = 1104
        func account(_ name: String) -> Account {
            relative += 1
            return Account(name: name, domain: domain.shortName, sid: domain.sid.account(relative))
        }
        func host(_ name: String, _ address: String) -> Host {
            relative += 1
            return Host(
                name: name, fullName: "\(name).\(domain.name)", address: address, sid: domain.sid.account(relative),
                machineNumber: UInt32(truncatingIfNeeded: random.next()))
        }
        self.domain = domain
        controller = host("DC-01", "10.20.1.10")
        fileServer = host("FS-01", "10.20.1.21")
        jumpHost = host("JMP-01", "10.20.5.9")
        workstation = host("WKS-014", "10.20.14.37")
        neighbours = [
            host("WKS-007", "10.20.14.22"), host("WKS-022", "10.20.14.51"), host("WKS-031", "10.20.15.8"),
        ]
        user = account("jmoreau")
        colleagues = [account("apetrov"), account("lnguyen"), account("smeyer")]
        helpdesk = account("adm-hoffmann")
        backup = account("svc-backup")
    }
}

/// An Active Directory domain.
struct Domain {
    /// `corp.example`
    let name: String
    /// `CORP`
    let shortName: String
    let sid: SID

    init(name: String, shortName: String, random: inout SeededRandom) {
        self.name = name
        self.shortName = shortName
        func part() -> UInt32 { UInt32(truncatingIfNeeded: random.next()) | 0x4000_0000 }
        sid = SID(authority: 5, parts: [21, part(), part(), part()])
    }

    /// The Kerberos realm, `CORP.EXAMPLE`.
    var realm: String { name.uppercased() }
    /// `DC=corp,DC=example`
    var distinguishedName: String { name.split(separator: ".").map { "DC=\($0)" }.joined(separator: ",") }
    /// The service that grants tickets.
    var ticketService: SID { sid.account(502) }
    var administrators: SID { sid.account(512) }
}

/// A computer of the company.
struct Host: Hashable {
    let name: String
    let fullName: String
    let address: String
    /// Of its account in the domain.
    let sid: SID
    /// What Sysmon marks its GUIDs with.
    let machineNumber: UInt32
}

/// Who acts: a person, a service, or the computer itself.
struct Account: Hashable {
    let name: String
    let domain: String
    let sid: SID

    /// The name as Sysmon writes it. The local system acts as the computer's account in the Security log.
    var qualifiedName: String { sid == .localSystem ? "NT AUTHORITY\\SYSTEM" : "\(domain)\\\(name)" }

    static func localSystem(of host: Host, in domain: Domain) -> Account {
        Account(name: host.name + "$", domain: domain.shortName, sid: .localSystem)
    }

    /// The account a computer uses towards others.
    static func computer(_ host: Host, in domain: Domain) -> Account {
        Account(name: host.name + "$", domain: domain.shortName, sid: host.sid)
    }
}
