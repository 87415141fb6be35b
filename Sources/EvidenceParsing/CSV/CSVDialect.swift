import Vocabulary

/// What is known of the tables that one program writes, beyond what ``CommonFieldTable`` says of any record. To know
/// another program, add a line to ``all``.
struct CSVDialect: Sendable {
    typealias Meaning = CommonFieldTable.Meaning

    /// What a column means.
    struct Column: Sendable {
        let name: String
        /// Nil where it means nothing here, whatever it does elsewhere.
        let meaning: Meaning?
        var alias: String?
        var reading = TimeReading.asWritten

        init(_ name: String, _ meaning: Meaning?, alias: String? = nil, _ reading: TimeReading = .asWritten) {
            self.name = name
            self.meaning = meaning
            self.alias = alias
            self.reading = reading
        }
    }

    /// Columns that give the program away.
    let signature: [String]
    var columns: [Column] = []
    /// The log that the records are of.
    var log: String?
    /// What a column without a name is called.
    var nameless: String?
    /// The columns that state date, time of day and zone.
    var splitTime: (date: String, time: String, zone: String)?
    /// Columns whose cells hold several values, each on a line of its own.
    var lists: Set<String> = []

    func fits(_ names: [String]) -> Bool { signature.allSatisfy(names.contains) }

    static func isTime(_ name: String) -> Bool {
        CommonFieldTable.standard.rows(named: name).contains { $0.meaning == .time }
    }

    /// The table of common fields for this program's records.
    var table: CommonFieldTable {
        var rows: [String: [CommonFieldTable.Row]] = [:]
        for (rank, column) in columns.enumerated() {
            rows[column.name] =
                column.meaning.map {
                    // Before all ranks of the standard table.
                    [.init(meaning: $0, rank: rank - columns.count, alias: column.alias, reading: column.reading)]
                } ?? []
        }
        return CommonFieldTable.standard.replacing(rows)
    }

    /// Event Viewer, "Save all events as", in the language of its Windows: the message has no column name.
    private static let eventViewer: [CSVDialect] = [
        ("Date and Time", "Source", "Event ID"),
        ("Datum und Uhrzeit", "Quelle", "Ereignis-ID"),
        ("Date et heure", "Source", "ID de l’événement"),
        ("Date et heure", "Source", "ID de l'événement"),
        ("Fecha y hora", "Origen", "Id. del evento"),
        ("Data e ora", "Origine", "ID evento"),
        ("Data e Hora", "Fonte", "Identificação do Evento"),
        ("Datum en tijd", "Bron", "Gebeurtenis-id"),
    ].map { time, source, code in
        CSVDialect(
            signature: [time, source, code],
            columns: [
                Column(time, .time), Column(source, .provider, alias: "Provider_Name"),
                Column(code, .eventCode, alias: "EventID"),
            ], nameless: "Message")
    }

    static let all: [CSVDialect] =
        eventViewer + [
            // EvtxECmd; times are UTC and do not say so.
            CSVDialect(
                signature: ["EventRecordId", "TimeCreated", "PayloadData1"],
                columns: [Column("TimeCreated", .time, .utc)]),
            // Splunk: what it extracted of Windows events has a value for each time that a label comes in the text.
            CSVDialect(
                signature: ["_time", "_raw"],
                lists: [
                    "Account_Name", "Account_Domain", "Security_ID", "Logon_ID", "Source_Network_Address", "user",
                    "src",
                    "dest", "src_ip", "dest_ip",
                ]),
            // Get-EventLog | Export-Csv
            CSVDialect(
                signature: ["EntryType", "InstanceId", "TimeGenerated"],
                columns: [
                    Column("TimeGenerated", .time), Column("Source", .provider, alias: "Provider_Name"),
                    Column("Index", .number),
                ]),
            // L2T CSV of log2timeline and plaso.
            CSVDialect(
                signature: ["date", "time", "timezone", "MACB", "sourcetype"],
                columns: [
                    Column("date", nil), Column("time", nil), Column("source", nil), Column("sourcetype", .channel),
                    Column("host", .host),
                ], splitTime: ("date", "time", "timezone")),
            // plaso's dynamic output, and Timesketch.
            CSVDialect(
                signature: ["datetime", "timestamp_desc"],
                columns: [
                    Column("datetime", .time), Column("timestamp", .time), Column("source", nil),
                    Column("data_type", .channel), Column("source_long", .channel), Column("parser", .provider),
                ]),
            // TLN
            CSVDialect(
                signature: ["Time", "Source", "Host", "User", "Description"],
                columns: [Column("Time", .time), Column("Source", .channel), Column("Host", .host)]),
            // Microsoft 365's audit log; the record itself is in `AuditData`.
            CSVDialect(
                signature: ["AuditData", "CreationDate"],
                columns: [Column("CreationDate", .time, .utc), Column("Operations", .eventCode)], log: "m365"),
            // Entra's sign-ins and audit, as downloaded from the portal; `User` is the name that is shown.
            CSVDialect(
                signature: ["Date (UTC)", "Request ID", "Username"],
                columns: [Column("Username", .account, alias: "userPrincipalName")], log: "signinlogs"),
            CSVDialect(
                signature: ["Date (UTC)", "Activity", "Service"],
                columns: [Column("Activity", .eventCode), Column("Service", .provider)], log: "auditlogs"),
            // CloudTrail as a table of Athena, whose names are in small letters, and from AWS' console.
            CSVDialect(
                signature: ["eventversion", "eventtime", "eventsource", "eventname"],
                columns: [
                    Column("eventtime", .time, .utc), Column("eventname", .eventCode, alias: "eventName"),
                    Column("eventsource", .provider, alias: "eventSource"),
                ], log: "cloudtrail"),
            CSVDialect(
                signature: ["Event time", "Event name", "Event source", "User name"],
                columns: [
                    Column("Event time", .time, .utc), Column("Event name", .eventCode, alias: "eventName"),
                    Column("Event source", .provider, alias: "eventSource"),
                ], log: "cloudtrail"),
            // Defender's timeline of a device.
            CSVDialect(signature: ["Event Time", "Machine Id", "Computer Name", "Action Type"], log: "defender"),
        ]
}
