/// Which fields of which products say when, where and what a record is. To know another product, add a line.
///
/// Within each list the first name that a record has, with a value, is taken: put what a product defines most
/// sharply first. Names are those that ``StructurePlace`` gives.
enum CommonFieldTable {
    /// What a field says about its record.
    enum Meaning: Int, CaseIterable {
        case host, channel, provider, eventCode, number
        case time
        /// From where a program read the record; says its channel in some (``WindowsChannels``).
        case source
        /// When the record was taken in by the program that wrote it, on the same clock and in the same zone.
        case takenIn
    }

    /// One line of the table.
    struct Row {
        let meaning: Meaning
        /// Place in its list.
        let rank: Int
        /// The name by which rules look for it, where its own is another one.
        let alias: String?
        let reading: TimeReading
    }

    /// The lines for a field name; empty for most.
    static func rows(named name: String) -> [Row] { rowsByName[name] ?? [] }

    private static let hosts: [(name: String, alias: String?)] = [
        ("Computer", nil),
        ("winlog.computer_name", "Computer"),
        ("Hostname", "Computer"),  // NXLog; its `host` is the collector
        ("MachineName", "Computer"),  // PowerShell
        ("computer_name", "Computer"),  // Winlogbeat before 7
        ("ComputerName", "Computer"),  // Splunk
        ("host.name", "Computer"),
        ("host.hostname", "Computer"),
        ("_HOSTNAME", nil),  // journald
        ("NODE", nil),  // Laurel
        ("hostIdentifier", nil),  // osquery
        ("hostname", nil),
        ("host", nil),
        ("agent.hostname", nil),
    ]

    private static let channels: [(name: String, alias: String?)] = [
        ("Channel", nil),
        ("winlog.channel", "Channel"),
        ("LogName", "Channel"),  // PowerShell
        ("log_name", "Channel"),  // Winlogbeat before 7
        ("event.dataset", nil),
        ("data_stream.dataset", nil),
        ("_path", nil),  // Zeek
        ("logName", nil),  // Google Cloud
        ("log.file.path", nil),
    ]

    private static let providers: [(name: String, alias: String?)] = [
        ("Provider_Name", nil),
        ("winlog.provider_name", "Provider_Name"),
        ("SourceName", "Provider_Name"),  // NXLog
        ("Provider", "Provider_Name"),  // EvtxECmd
        ("ProviderName", "Provider_Name"),  // PowerShell
        ("source_name", "Provider_Name"),  // Winlogbeat before 7
        ("event.provider", nil),
        ("eventSource", nil),  // CloudTrail
        ("SYSLOG_IDENTIFIER", nil),  // journald
        ("program", nil),
    ]

    private static let eventCodes: [(name: String, alias: String?)] = [
        ("EventID", nil),
        ("winlog.event_id", "EventID"),
        ("event.code", "EventID"),
        ("EventId", "EventID"),  // EvtxECmd
        ("event_id", "EventID"),  // Winlogbeat before 7
        ("EventCode", "EventID"),  // Splunk
        ("eventName", nil),  // CloudTrail
        ("protoPayload.methodName", nil),  // Google Cloud
        ("operationName", nil),  // Azure
        ("Operation", nil),  // Microsoft 365
        ("event_type", nil),  // Suricata
    ]

    private static let numbers = [
        "EventRecordID", "winlog.record_id", "RecordNumber", "EventRecordId", "event_record_id", "record_number",
        "RecordID",
    ]

    private static let times: [(name: String, reading: TimeReading)] = [
        ("TimeCreated_SystemTime", .utc),
        ("UtcTime", .utc),  // Sysmon
        ("SystemTime", .utc),
        ("TimeCreated", .asWritten),
        ("EventTime", .asWritten),  // NXLog, in the zone of the host
        ("eventTime", .asWritten),  // CloudTrail, with zone
        ("@timestamp", .utc),
        ("t.$date", .asWritten),  // MongoDB
        ("__REALTIME_TIMESTAMP", .asWritten),  // journald
        ("timestamp", .asWritten),
        ("Timestamp", .asWritten),
        ("timeStamp", .asWritten),
        ("time", .asWritten),
        ("ts", .asWritten),  // Zeek, Caddy
        ("t", .asWritten),  // Grafana
        ("_time", .asWritten),  // Splunk
        ("TimeGenerated", .utc),  // Azure
        ("eventTimestamp", .asWritten),
        ("CreationTime", .utc),  // Microsoft 365
        ("StartUTC", .utc),  // Traefik
        ("unixTime", .asWritten),  // osquery
        ("ID", .auditID),  // Laurel
        ("datetime", .asWritten),
        ("asctime", .asWritten),
    ]

    private static let takenIn = ["EventReceivedTime"]

    private static let sources = ["source", "sourcetype"]  // Splunk

    private static let rowsByName: [String: [Row]] = {
        var rows: [String: [Row]] = [:]
        func add(
            _ name: String, _ meaning: Meaning, _ rank: Int, alias: String? = nil, _ reading: TimeReading = .asWritten
        ) {
            rows[name, default: []].append(Row(meaning: meaning, rank: rank, alias: alias, reading: reading))
        }
        for (meaning, list) in [
            (Meaning.host, hosts), (.channel, channels), (.provider, providers), (.eventCode, eventCodes),
        ] {
            for (rank, line) in list.enumerated() { add(line.name, meaning, rank, alias: line.alias) }
        }
        for (rank, name) in numbers.enumerated() { add(name, .number, rank) }
        for (rank, line) in times.enumerated() { add(line.name, .time, rank, line.reading) }
        for (rank, name) in takenIn.enumerated() { add(name, .takenIn, rank) }
        for (rank, name) in sources.enumerated() { add(name, .source, rank) }
        return rows
    }()
}
