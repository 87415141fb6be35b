/// The logs of Unix systems that can be read: lines of text, and what is kept beside them in forms of its own.
package enum LineFormats {
    package static let syslog: any EvidenceParser = LineParser<SyslogReader>()
    package static let auditd: any EvidenceParser = LineParser<AuditReader>()
    package static let webLog: any EvidenceParser = LineParser<WebLogReader>()
    package static let applianceLog: any EvidenceParser = LineParser<ApplianceReader>()
    package static let containerLog: any EvidenceParser = LineParser<ContainerLogReader>()
    package static let dhcpServer: any EvidenceParser = DHCPServerParser()
    package static let shellHistory: any EvidenceParser = LineParser<ShellHistoryReader>()
    package static let journalExport: any EvidenceParser = JournalExportParser()
    package static let journalFile: any EvidenceParser = JournalFileParser()
    package static let loginRecords: [any EvidenceParser] = [
        LoginRecordsParser(.narrowTime), LoginRecordsParser(.wideTime),
    ]
    package static let lastLog: any EvidenceParser = LastLogParser()

    /// Those of lines of text, in the order in which a file is asked for them.
    static let lines: [any EvidenceParser] = [
        containerLog, dhcpServer, syslog, auditd, webLog, applianceLog, shellHistory,
    ]

    /// In the order in which a file is asked for them.
    package static let all: [any EvidenceParser] = [journalFile, journalExport] + lines + loginRecords + [lastLog]
}
