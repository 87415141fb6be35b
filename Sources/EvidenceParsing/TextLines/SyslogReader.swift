import Vocabulary

/// Lines of syslog after RFC 3164 and RFC 5424, with RFC 3339 times too, as rsyslog and syslog-ng write files.
///
/// What well-known programs say is read further (``MessageReader``), and so are the lines of the audit system
/// (``SyslogAudit``). Lines that begin with a blank belong to the line
/// before them.
struct SyslogReader: LineReader {
    static var format: EvidenceFormat { .syslog }

    private let priority: FieldID
    private let timestamp: FieldID
    private let hostname: FieldID
    private let severity: FieldID
    private let messageID: FieldID
    private let program: FieldID
    private let pid: FieldID
    private var messages: MessageReader
    private var audit = SyslogAudit()
    private var auditEvent: AuditEvent

    init(_ records: inout LineRecords) {
        priority = records.field("priority")
        timestamp = records.field("timestamp")
        hostname = records.field("hostname")
        severity = records.field("severity")
        messageID = records.field("msgid")
        program = records.field("program")
        pid = records.field("pid")
        messages = MessageReader(&records)
        auditEvent = AuditEvent(&records)
    }

    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        guard let header = SyslogHeader(bytes, line) else { return false }
        // Cisco's devices need not name themselves.
        return header.isConvincing || CiscoMessage.Head(bytes, header.message) != nil
    }

    static var canLackYear: Bool { true }

    static func timeWithoutYear(_ bytes: Span<UInt8>, _ line: Range<Int>) -> CivilTime? {
        guard let time = SyslogHeader(bytes, line)?.time, !time.hasYear else { return nil }
        return time.civil
    }

    static func continues(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        bytes[place] == 0x20 || bytes[place] == 0x09
    }

    static func mayBegin(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        !continues(bytes, at: place) && !SyslogAudit.continues(bytes, at: place)
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords) {
        guard let header = SyslogHeader(bytes, line) else {
            return records.addUnknown(line, as: messages.message, "the line is not one of syslog")
        }
        if let first = AuditLine(bytes, message: header.message, of: header.program) {
            return readAudit(bytes, first, header, line, into: &records)
        }
        records.begin(at: line.lowerBound)
        addHead(bytes, header, marksTime: true, into: &records)
        if let time = header.time { records.setTime(time, at: line.lowerBound) }
        if !header.severity.isEmpty { records.add(severity, header.severity) }
        if !header.messageID.isEmpty { records.add(messageID, header.messageID) }
        if !header.structuredData.isEmpty { StructuredData.read(bytes, header.structuredData, into: &records) }
        messages.read(
            bytes,
            SystemMessage(
                program: header.program, module: header.module, pid: header.pid, text: header.message,
                facility: header.facility(bytes)),
            into: &records)
        records.end(at: line.lowerBound)
    }

    mutating func finish(_ bytes: Span<UInt8>, into records: inout LineRecords) { audit.removeAll() }

    /// Adds what stands before the message.
    ///
    /// - Parameters:
    ///   - marksTime: The record has no time of its own.
    ///   - marksHost: The record names no host of its own.
    @inline(__always)
    private func addHead(
        _ bytes: Span<UInt8>, _ header: SyslogHeader, marksTime: Bool, marksHost: Bool = true,
        into records: inout LineRecords
    ) {
        if !header.priority.isEmpty { records.add(priority, header.priority) }
        if !header.timeText.isEmpty {
            records.add(timestamp, header.timeText)
            if marksTime { records.builder.mark(.originalTime) }
        }
        if !header.host.isEmpty {
            records.add(hostname, header.host)
            if marksHost { records.builder.mark(.host) }
        }
    }

    /// Reads the event of which a line was met, unless it was read with an earlier line.
    private mutating func readAudit(
        _ bytes: Span<UInt8>, _ met: AuditLine, _ header: SyslogHeader, _ line: Range<Int>,
        into records: inout LineRecords
    ) {
        let lines = audit.lines(of: met, in: bytes, from: line.lowerBound)
        guard let first = lines.first else { return }
        auditEvent.begin(bytes, first, at: line.lowerBound, into: &records)
        addHead(
            bytes, header, marksTime: first.stamp.isEmpty, marksHost: first.node.isEmpty, into: &records)
        if first.stamp.isEmpty, let time = header.time { records.setTime(time, at: line.lowerBound) }
        if !header.program.isEmpty { records.add(program, header.program) }
        if !header.pid.isEmpty { records.add(pid, header.pid) }
        for line in lines { auditEvent.add(bytes, line, into: &records) }
        auditEvent.end(bytes, into: &records)
    }
}
