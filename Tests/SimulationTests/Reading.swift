import EvidenceParsing
import Simulation
import Testing
import Vocabulary

/// What Cordon's own parsers make of a written file.
struct Reading {
    private(set) var records: [LogRecord] = []
    private(set) var issues: [ParseIssue] = []
    private(set) var format: EvidenceFormat?

    init(_ bytes: [UInt8]) {
        guard let parser = EvidenceFormats.parser(for: Array(bytes.prefix(EvidenceFormats.headLength))) else { return }
        format = parser.format
        var offset = 0
        while offset < bytes.count {
            let length = parser.portionLength(of: bytes[offset...], at: UInt64(offset), isLast: true)
            guard length > 0 else { return }
            let portion = EvidencePortion(bytes: Array(bytes[offset..<offset + length]), offset: UInt64(offset))
            let parsed = parser.parse(portion)
            for index in 0..<parsed.batch.count { records.append(parsed.batch[index]) }
            issues += parsed.issues
            offset += length
        }
    }
}

extension LogRecord {
    /// The text of the value whose name, or whose last part of a dotted name, is `name`.
    func text(_ name: String) -> String? {
        fields.first { $0.name.name == name || $0.name.name.hasSuffix("." + name) }?.value.text
    }

    var code: String { eventCode?.text ?? "" }
}

/// Simple events for logs that only need to be logs.
struct Events {
    let moment: Timestamp

    init() throws {
        moment = try #require(Timestamp(iso8601: "2026-03-02T06:00:00.1234567Z"))
    }

    /// One file-creation record of Sysmon for each number, a second apart.
    func numbered(_ numbers: Range<Int>) -> [WindowsEvent] {
        numbers.map { number in
            event(
                at: moment.advanced(bySeconds: Int64(number)),
                .eventData([
                    EventField("Image", .string("C:\\Windows\\explorer.exe")),
                    EventField("TargetFilename", .string("C:\\Temp\\\(number).txt")),
                ]))
        }
    }

    func event(at time: Timestamp? = nil, _ body: EventBody) -> WindowsEvent {
        WindowsEvent(
            kind: EventKind(
                provider: EventProvider(
                    "Microsoft-Windows-Sysmon", GUID(0x5770_385F, 0xC22A, 0x43E0, 0xBF4C_06F5_698F_FBD9)),
                channel: "Microsoft-Windows-Sysmon/Operational", id: 11, version: 2, task: 11,
                keywords: 0x8000_0000_0000_0000),
            time: time ?? moment, processID: 1204, threadID: 88, computer: "WKS-1.corp.example", user: .localSystem,
            body: body)
    }

    static func log(_ events: [WindowsEvent]) -> [UInt8] {
        var writer = EVTXWriter()
        for event in events { writer.append(event) }
        return writer.finish()
    }
}
