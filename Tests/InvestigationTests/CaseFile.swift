import Vocabulary

@testable import Investigation

/// A made-up evidence file, written down record by record.
///
///     CaseFile(1) {
///         $0.record("WS1", .security, 4624, second: 5, ["LogonType": "3"])
///     }
struct CaseFile {
    enum Channel: String {
        case security = "Security"
        case sysmon = "Microsoft-Windows-Sysmon/Operational"
        case system = "System"
        case linuxLogons = "auth"
        case packets = "kern.log"
        case leases = "dhcp"
        case taskScheduler = "Microsoft-Windows-TaskScheduler/Operational"
        case windowsManagement = "Microsoft-Windows-WMI-Activity/Operational"
        case desktopClient = "Microsoft-Windows-TerminalServices-RDPClient/Operational"
        case desktopTransport = "Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational"
        // Logs of Zeek.
        case connections = "conn"
        case calls = "dce_rpc"
        case files = "smb_files"
        case hashLogons = "ntlm"
        case shells = "ssh"
        case desktops = "rdp"
        case tickets = "kerberos"
        case remoteConnections = "Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational"
    }

    let evidence: EvidenceID
    private var builder = RecordBatchBuilder()

    init(_ number: Int, _ fill: (inout CaseFile) throws -> Void) throws {
        let digits = String(number)
        evidence = try EvidenceID(hex: String(repeating: "0", count: 64 - digits.count) + digits).orThrow()
        try fill(&self)
    }

    /// Adds a record; its number in the file is the count of those before. A host without name says nothing of itself.
    @discardableResult
    mutating func record(
        _ host: String, _ channel: Channel, _ code: Int, second: Int64, _ values: KeyValuePairs<String, String> = [:]
    ) throws -> EvidenceReference {
        let reference = EvidenceReference(evidence: evidence, record: builder.count)
        builder.beginRecord(position: 0, number: 0)
        if !host.isEmpty {
            append("Computer", host)
            builder.mark(.host)
        }
        append("Channel", channel.rawValue)
        builder.mark(.channel)
        append("EventID", String(code))
        builder.mark(.eventCode)
        for (name, value) in values { append(name, value) }
        builder.setTime(try CaseFile.moment(second), zone: .stated)
        builder.endRecord()
        return reference
    }

    private mutating func append(_ name: String, _ value: String) {
        let field = builder.intern(FieldName(name, path: [.element("EventData"), .namedData(name)]))
        builder.append(field, .utf8, value.utf8)
    }

    var batch: RecordBatch {
        var copy = builder
        return copy.finish()
    }

    func observed() -> ObservationCollector {
        var collector = ObservationCollector(evidence: evidence)
        collector.observe(batch, firstRecord: 0)
        return collector
    }

    /// Seconds after noon of a day in March 2026.
    static func moment(_ second: Int64) throws -> Timestamp {
        try Timestamp(iso8601: "2026-03-02T12:00:00Z").orThrow().advanced(bySeconds: second)
    }
}

/// A rule match made up for a test.
func finding(
    _ title: String, _ level: Severity, on host: String, second: Int64, tags: [String] = [],
    _ evidence: EvidenceReference...
) throws -> FindingSighting {
    let time = try CaseFile.moment(second)
    return FindingSighting(
        rule: RuleSummary(id: title, title: title, level: level, tags: tags, source: "test.yml"), host: host,
        count: evidence.count, first: time, last: time, evidence: evidence)
}

struct MissingValue: Error {}

extension Optional {
    func orThrow() throws -> Wrapped {
        guard let self else { throw MissingValue() }
        return self
    }
}

extension Investigator {
    /// Assesses whole files.
    static func assess(_ files: [ObservationCollector], findings: [FindingSighting]) -> ScopeAssessment {
        var observations = CaseObservations()
        for file in files { observations.add(file) }
        return assess(observations, findings: findings)
    }
}
