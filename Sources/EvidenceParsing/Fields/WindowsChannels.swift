/// The channels of Windows events that do not state theirs: Sigma rules are chosen by it.
enum WindowsChannels {
    /// The channel of a provider, where it writes to no other that matters.
    static func channel(ofProvider provider: String) -> String? { byProvider[provider] }

    /// The channel in what Splunk calls the source of an event, `XmlWinEventLog:Security`.
    static func channel(inSource source: String) -> String? {
        for prefix in ["XmlWinEventLog:", "WinEventLog:"] where source.hasPrefix(prefix) {
            let channel = source.dropFirst(prefix.count)
            return channel.isEmpty ? nil : String(channel)
        }
        return nil
    }

    /// Providers that also write elsewhere are left out: Microsoft-Windows-Eventlog says in Security and in System
    /// that a log was cleared.
    private static let byProvider: [String: String] = [
        "Linux-Sysmon": "Linux-Sysmon/Operational",
        "Microsoft-Windows-Bits-Client": "Microsoft-Windows-Bits-Client/Operational",
        "Microsoft-Windows-CodeIntegrity": "Microsoft-Windows-CodeIntegrity/Operational",
        "Microsoft-Windows-PowerShell": "Microsoft-Windows-PowerShell/Operational",
        "Microsoft-Windows-Security-Auditing": "Security",
        "Microsoft-Windows-Sysmon": "Microsoft-Windows-Sysmon/Operational",
        "Microsoft-Windows-TaskScheduler": "Microsoft-Windows-TaskScheduler/Operational",
        "Microsoft-Windows-TerminalServices-LocalSessionManager":
            "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational",
        "Microsoft-Windows-WMI-Activity": "Microsoft-Windows-WMI-Activity/Operational",
        "Microsoft-Windows-Windows Defender": "Microsoft-Windows-Windows Defender/Operational",
        "Microsoft-Windows-Windows Firewall With Advanced Security":
            "Microsoft-Windows-Windows Firewall With Advanced Security/Firewall",
        "OpenSSH": "OpenSSH/Operational",
        "PowerShell": "Windows PowerShell",
        "Service Control Manager": "System",
    ]
}
