/// What an evidence file holds, recognised by its content.
package enum EvidenceFormat: String, Hashable, Sendable, Codable {
    case evtx
    case jsonLines = "jsonl"
    /// JSON that is no JSON lines: arrays, records spread over lines, lists in the answers of interfaces.
    case json
    /// Comma-separated values, and their like with another delimiter.
    case csv
    /// Zeek's tab-separated logs.
    case zeek
    /// Logs in W3C's extended format: IIS, the firewall of Windows, Exchange's message tracking, proxies.
    case w3c
    /// Windows events as XML.
    case windowsXML = "windows-xml"
    /// Syslog after RFC 3164 or RFC 5424, and Sysmon for Linux inside of it.
    case syslog
    /// The export format of systemd's journal.
    case journalExport = "journal-export"
    /// A file of systemd's journal.
    case journalFile = "journal"
    /// The log of Linux auditd.
    case auditd
    /// The access log of a web server, common or combined, or the error log of Apache or nginx.
    case webLog = "web-log"
    /// Events of firewalls and other appliances, a line each: CEF, LEEF, pairs of keys and values.
    case applianceLog = "appliance-log"
    /// The log of a container, as containerd and CRI-O write it.
    case containerLog = "container-log"
    /// The audit log of Windows' DHCP server.
    case dhcpServer = "dhcp-server"
    /// A history of bash or zsh with times.
    case shellHistory = "shell-history"
    /// utmp, wtmp or btmp.
    case loginRecords = "utmp"
    case lastLog = "lastlog"
    /// Containers: what is in them is evidence of its own.
    case gzip, bzip2, xz, zstd, zip, tar
    case sevenZip = "7z"
    /// Sealed and listed, not read.
    case unknown

    /// Whether it holds other files, and no records of its own.
    package var isContainer: Bool {
        switch self {
        case .gzip, .bzip2, .xz, .zstd, .zip, .tar, .sevenZip: true
        default: false
        }
    }
}
