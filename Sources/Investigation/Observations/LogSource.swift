/// The logs whose records are looked at, and which of their event codes.
enum LogSource: Hashable, Sendable {
    case security, sysmon, system, remoteConnections, localSessions, remoting, linuxLogons, other
    case desktopClient, desktopTransport, taskScheduler, windowsManagement
    /// What Linux's packet filter says, and servers of DHCP.
    case packets, leases
    case sensor(Sensor)

    /// The logs of Zeek.
    enum Sensor: Sendable { case connections, desktops, shells, calls, files, hashLogons, tickets }

    /// - Parameter name: The channel; the provider where a record has no channel.
    init(_ name: String) {
        switch name.lowercased() {
        case "security", "microsoft-windows-security-auditing": self = .security
        case "system", "service control manager": self = .system
        case "microsoft-windows-sysmon/operational", "microsoft-windows-sysmon": self = .sysmon
        case "microsoft-windows-terminalservices-remoteconnectionmanager/operational": self = .remoteConnections
        case "microsoft-windows-terminalservices-localsessionmanager/operational": self = .localSessions
        case "microsoft-windows-winrm/operational": self = .remoting
        case "microsoft-windows-terminalservices-rdpclient/operational",
            "microsoft-windows-terminalservices-clientactivexcore":
            self = .desktopClient
        case "microsoft-windows-remotedesktopservices-rdpcorets/operational": self = .desktopTransport
        case "microsoft-windows-taskscheduler/operational": self = .taskScheduler
        case "microsoft-windows-wmi-activity/operational": self = .windowsManagement
        case "auth", "authpriv": self = .linuxLogons
        case "kern.log": self = .packets
        case "dhcp": self = .leases
        case "conn": self = .sensor(.connections)
        case "rdp": self = .sensor(.desktops)
        case "ssh": self = .sensor(.shells)
        case "dce_rpc": self = .sensor(.calls)
        case "smb_files": self = .sensor(.files)
        case "ntlm": self = .sensor(.hashLogons)
        case "kerberos": self = .sensor(.tickets)
        default: self = .other
        }
    }

    /// Whether its records are told apart by codes; those of Linux and of sensors have none.
    var hasCodes: Bool {
        switch self {
        case .linuxLogons, .packets, .leases, .sensor: false
        default: true
        }
    }

    /// Whether only Windows writes it.
    var isWindows: Bool { hasCodes && self != .other }

    /// Whether its records are of other computers than the one that wrote them.
    var isSensor: Bool {
        switch self {
        case .leases, .sensor: true
        default: false
        }
    }

    /// Whether the computer that its records name is one that the sensor saw: what a client called itself (`hostname` of
    /// ntlm.log) is nobody's word for having written them.
    var namesOthers: Bool { self == .sensor(.hashLogons) }

    /// Whether records with this code are worth reading; everything else costs one comparison.
    func isRelevant(_ code: Int64) -> Bool {
        switch self {
        case .security:
            switch code {
            case 1102, 4624, 4648, 4688, 4697, 4698, 4702, 4720, 4768, 4769, 4778, 4779, 5140, 5145, 5156: true
            default: false
            }
        case .sysmon: code == 1 || code == 3 || code == 11 || (19...22).contains(code)
        case .system: code == 7045 || code == 104
        case .remoteConnections: code == 1149
        case .localSessions: code == 21 || code == 25
        case .remoting: code == 6
        case .desktopClient: code == 1024 || code == 1102
        case .desktopTransport: code == 131
        case .taskScheduler: code == 106
        case .windowsManagement: code == 5858
        case .linuxLogons, .packets, .leases, .sensor: true
        case .other: false
        }
    }
}
