import Vocabulary

/// Lines of syslog after RFC 3164 and RFC 5424, with RFC 3339 times too, as rsyslog and syslog-ng write files.
///
/// What well-known programs say is read further (``MessageReader``). Lines that begin with a blank belong to the line
/// before them.
struct SyslogReader: LineReader {
    static var format: EvidenceFormat { .syslog }

    private let priority: FieldID
    private let timestamp: FieldID
    private let hostname: FieldID
    private let severity: FieldID
    private let messageID: FieldID
    private var messages: MessageReader

    init(_ records: inout LineRecords) {
        priority = records.field("priority")
        timestamp = records.field("timestamp")
        hostname = records.field("hostname")
        severity = records.field("severity")
        messageID = records.field("msgid")
        messages = MessageReader(&records)
    }

    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        guard let header = SyslogHeader(bytes, line) else { return false }
        // Cisco's devices need not name themselves.
        return header.isConvincing || CiscoMessage.Head(bytes, header.message) != nil
    }

    static func timeWithoutYear(_ bytes: Span<UInt8>, _ line: Range<Int>) -> CivilTime? {
        guard let time = SyslogHeader(bytes, line)?.time, !time.hasYear else { return nil }
        return time.civil
    }

    static func continues(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        bytes[place] == 0x20 || bytes[place] == 0x09
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords) {
        guard let header = SyslogHeader(bytes, line) else {
            return records.addUnknown(line, as: messages.message, "the line is not one of syslog")
        }
        records.begin(at: line.lowerBound)
        if !header.priority.isEmpty { records.add(priority, header.priority) }
        if !header.timeText.isEmpty {
            records.add(timestamp, header.timeText)
            records.builder.mark(.originalTime)
        }
        if let time = header.time { records.setTime(time, at: line.lowerBound) }
        if !header.host.isEmpty {
            records.add(hostname, header.host)
            records.builder.mark(.host)
        }
        if !header.severity.isEmpty { records.add(severity, header.severity) }
        if !header.messageID.isEmpty { records.add(messageID, header.messageID) }
        if !header.structuredData.isEmpty { StructuredData.read(bytes, header.structuredData, into: &records) }
        messages.read(
            bytes,
            SystemMessage(
                program: header.program, module: header.module, pid: header.pid, text: header.message,
                facility: bytes.number(header.priority).map { $0 / 8 }),
            into: &records)
        records.end(at: line.lowerBound)
    }
}
