/// The lines of ``CommonFieldTable``. To know another product, add a line.
///
/// Within each list the first name that a record has, with a value, is taken: put what a product defines most sharply
/// first.
enum CommonFieldLists {
    static let hosts: [(name: String, alias: String?)] = [
        ("Computer", nil),
        ("winlog.computer_name", "Computer"),
        ("Hostname", "Computer"),  // NXLog; its `host` is the collector
        ("MachineName", "Computer"),  // PowerShell
        ("computer_name", "Computer"),  // Winlogbeat before 7
        ("ComputerName", "Computer"),  // Splunk
        ("host.name", "Computer"),
        ("host.hostname", "Computer"),
        ("data.win.system.computer", "Computer"),  // Wazuh
        ("_HOSTNAME", nil),  // journald
        ("NODE", nil),  // Laurel
        ("hostIdentifier", nil),  // osquery
        ("hostname", nil),
        ("host", nil),
        ("agent.hostname", nil),
        ("agent.name", nil),  // Wazuh
        ("DeviceName", nil),  // Defender
        ("computerDnsName", nil),
        ("Computer Name", nil),  // Defender's timeline
        ("evidence.deviceDnsName", nil),  // Microsoft Graph's alerts
        ("evidence.hostName", nil),
    ]

    static let channels: [(name: String, alias: String?)] = [
        ("Channel", nil),
        ("winlog.channel", "Channel"),
        ("LogName", "Channel"),  // PowerShell
        ("log_name", "Channel"),  // Winlogbeat before 7
        ("data.win.system.channel", "Channel"),  // Wazuh
        ("event.dataset", nil),
        ("data_stream.dataset", nil),
        ("_path", nil),  // Zeek
        ("@stream", "_path"),
        ("logName", nil),  // Google Cloud
        ("log.file.path", nil),
        ("data_type", nil),  // plaso
    ]

    static let providers: [(name: String, alias: String?)] = [
        ("Provider_Name", nil),
        ("winlog.provider_name", "Provider_Name"),
        ("SourceName", "Provider_Name"),  // NXLog
        ("Provider", "Provider_Name"),  // EvtxECmd
        ("ProviderName", "Provider_Name"),  // PowerShell
        ("source_name", "Provider_Name"),  // Winlogbeat before 7
        ("data.win.system.providerName", "Provider_Name"),  // Wazuh
        ("event.provider", nil),
        ("eventSource", nil),  // CloudTrail
        ("SYSLOG_IDENTIFIER", nil),  // journald
        ("program", nil),
        ("decoder.name", nil),  // Wazuh
        ("Workload", nil),  // Microsoft 365
        ("loggedByService", nil),  // Entra
        ("LoggedByService", nil),
        ("serviceSource", nil),  // Defender
        ("Event.System.Provider", "Provider_Name"),  // Chainsaw's tables
    ]

    static let eventCodes: [(name: String, alias: String?)] = [
        ("EventID", nil),
        ("winlog.event_id", "EventID"),
        ("event.code", "EventID"),
        ("event_id", "EventID"),  // Winlogbeat before 7
        ("EventCode", "EventID"),  // Splunk
        ("data.win.system.eventID", "EventID"),  // Wazuh
        ("eventName", nil),  // CloudTrail
        ("EventId", "EventID"),  // EvtxECmd; beside CloudTrail's name it is another id
        ("protoPayload.methodName", nil),  // Google Cloud
        ("operationName", nil),  // Azure
        ("Operation", nil),  // Microsoft 365
        ("event_type", nil),  // Suricata
        ("ActionType", nil),  // Defender
        ("activityDisplayName", nil),  // Entra
        ("OperationName", nil),
        ("rule.id", nil),  // Wazuh
        ("Action Type", "ActionType"),  // Defender's timeline
        ("eventType", nil),  // Okta
        ("Event ID", "EventID"),  // Chainsaw's tables
    ]

    static let numbers = [
        "EventRecordID", "winlog.record_id", "RecordNumber", "EventRecordId", "event_record_id", "record_number",
        "RecordID", "RecordId", "data.win.system.eventRecordID",
        "Record ID",
    ]

    static let times: [(name: String, reading: TimeReading)] = [
        ("TimeCreated_SystemTime", .utc),
        ("UtcTime", .utc),  // Sysmon
        ("SystemTime", .utc),
        ("data.win.system.systemTime", .utc),  // Wazuh
        ("TimeCreated", .asWritten),
        ("TimeCreated.value", .asWritten),  // PowerShell
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
        ("TimeGenerated [UTC]", .utc),
        ("eventTimestamp", .asWritten),
        ("event_timestamp", .asWritten),  // Azure's activity log
        ("CreationTime", .utc),  // Microsoft 365
        ("createdDateTime", .utc),  // Entra, Defender
        ("activityDateTime", .utc),
        ("Date (UTC)", .utc),
        ("CreationDate", .utc),
        ("alertCreationTime", .utc),
        ("StartUTC", .utc),  // Traefik
        ("unixTime", .asWritten),  // osquery
        ("ID", .auditID),  // Laurel
        ("datetime", .asWritten),
        ("asctime", .asWritten),
        ("Event Time", .utc),  // Defender's timeline
        ("eventtime", .utc),  // CloudTrail by Athena
        ("Event time", .utc),  // CloudTrail's console
        ("utc_time", .utc),  // OpenCanary
    ]

    /// Times that count only where a record has no other: in many products they are those of something else.
    static let lastTimes: [(name: String, reading: TimeReading)] = [
        ("requestReceivedTimestamp", .utc),  // Kubernetes
        ("stageTimestamp", .utc),
        ("published", .asWritten),  // Okta
        ("service.eventLastSeen", .utc),  // GuardDuty
        ("Service.EventLastSeen", .utc),
        ("updatedAt", .asWritten),
        ("UpdatedAt", .asWritten),
        ("created_at", .asWritten),  // OneLogin
    ]

    static let takenIn = ["EventReceivedTime"]

    static let sources = ["source", "sourcetype"]  // Splunk
}
