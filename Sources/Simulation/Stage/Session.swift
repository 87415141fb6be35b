import Vocabulary

/// A logon session on one host.
struct Session {
    let account: Account
    /// Unique on its host since it was started.
    let logonID: UInt64
    /// Of the Kerberos logon; zero where there was none.
    let guid: GUID
    let type: LogonType
    let start: Timestamp
    /// Whether its processes may have an administrator's rights.
    let privileged: Bool
}

/// How a session came about (`LogonType` of event 4624).
enum LogonType: UInt32 {
    case interactive = 2
    case network = 3
    case batch = 4
    case service = 5
    case unlock = 7
    case remoteInteractive = 10
}

/// Where a logon or a connection comes from.
struct Origin {
    let address: String
    let port: UInt16
}

/// A running process on one host.
struct Process {
    let guid: GUID
    let id: UInt32
    let image: String
    let commandLine: String
    let session: Session
    let integrity: Integrity
}

enum Integrity: String {
    case medium = "Medium"
    case high = "High"
    case system = "System"

    var label: SID {
        switch self {
        case .medium: SID(16, 8192)
        case .high: SID(16, 12288)
        case .system: SID(16, 16384)
        }
    }

    /// `TokenElevationType` of event 4688: full token, elevated, limited.
    var elevation: String {
        switch self {
        case .system: "%%1936"
        case .high: "%%1937"
        case .medium: "%%1938"
        }
    }
}
