/// The logs whose records are looked at, and which of their event codes.
enum LogSource: Sendable {
    case security, sysmon, system, remoteConnections, localSessions, remoting, linuxLogons, other

    /// - Parameter name: The channel; the provider where a record has no channel.
    init(_ name: String) {
        switch name.lowercased() {
        case "security", "microsoft-windows-security-auditing": self = .security
        case "system", "service control manager": self = .system
        case "microsoft-windows-sysmon/operational", "microsoft-windows-sysmon": self = .sysmon
        case "microsoft-windows-terminalservices-remoteconnectionmanager/operational": self = .remoteConnections
        case "microsoft-windows-terminalservices-localsessionmanager/operational": self = .localSessions
        case "microsoft-windows-winrm/operational": self = .remoting
        case "auth", "authpriv": self = .linuxLogons
        default: self = .other
        }
    }

    /// Whether records with this code are worth reading; everything else costs one comparison.
    func isRelevant(_ code: Int64) -> Bool {
        switch self {
        case .security:
            switch code {
            case 1102, 4624, 4648, 4688, 4697, 4698, 4702, 4720, 4768, 4769, 4778, 5140, 5145: true
            default: false
            }
        case .sysmon: code == 1 || code == 3 || (19...22).contains(code)
        case .system: code == 7045 || code == 104
        case .remoteConnections: code == 1149
        case .localSessions: code == 21 || code == 25
        case .remoting: code == 6
        case .linuxLogons: true
        case .other: false
        }
    }
}
