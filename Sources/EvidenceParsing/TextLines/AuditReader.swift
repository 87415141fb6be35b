import Vocabulary

/// The log of Linux auditd: the lines of one event, which share time and serial number, become one record.
///
/// Fields keep their names, below the type of their line. Text that the kernel wrote as hexadecimal digits, since it came
/// from a user, is decoded; the digits stay as `<name>_hex`.
struct AuditReader: LineReader {
    static var format: EvidenceFormat { .auditd }

    /// A line that was seen, and the next one of its event; -1 for the last. Nil for a line of another kind, which keeps
    /// its place among the events.
    private struct Held {
        let text: Range<Int>
        let line: AuditLine?
        var next = -1
        var isFirst = true
    }

    /// An event that further lines may belong to.
    private struct Open {
        let stamp: Range<Int>
        var last: Int
        var lines = 1
    }

    private var held: [Held] = []
    /// All events of the portion: how far apart their lines lie depends on how many processors write at once.
    private var open: [UInt64: Open] = [:]
    /// That of the line before.
    private var latest = Open(stamp: 0..<0, last: 0)
    private let message: FieldID
    private var event: AuditEvent

    init(_ records: inout LineRecords) {
        message = records.field("message")
        event = AuditEvent(&records)
    }

    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool { AuditLine(bytes, line) != nil }

    /// Lines that a portion looks back over, so that it does not end inside of an event.
    private static let linesLookedBack = 16

    static func mayBegin(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        guard let stamp = stamp(bytes, at: place) else { return false }
        var end = place
        for _ in 0..<linesLookedBack where end > 0 {
            let start = bytes.last(0x0A, in: 0..<end - 1).map { $0 + 1 } ?? 0
            if let before = self.stamp(bytes, at: start), AuditLine.isSame(bytes, before, stamp) { return false }
            end = start
        }
        return true
    }

    private static func stamp(_ bytes: Span<UInt8>, at place: Int) -> Range<Int>? {
        AuditLine(bytes, place..<bytes.first(0x0A, in: place..<bytes.count))?.stamp
    }

    /// What ausearch writes between events.
    static func isSeparator(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        bytes.equals(line, "----") || bytes.starts(line, with: "time->")
    }

    static var needsWholePortions: Bool { true }

    static var hasLocalDates: Bool { true }

    static func endOfPortion(_ bytes: Span<UInt8>, aim: Int) -> Int? { AuditCut.end(bytes, aim: aim) }

    mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, into records: inout LineRecords) {
        let number = held.count
        guard let line = AuditLine(bytes, text) else { return held.append(Held(text: text, line: nil)) }
        held.append(Held(text: text, line: line))
        // The event of the line before is the likeliest.
        if !AuditLine.isSame(bytes, latest.stamp, line.stamp) {
            if !latest.stamp.isEmpty { open[AuditLine.key(bytes, latest.stamp)] = latest }
            let known = open[AuditLine.key(bytes, line.stamp)]
            if let known, AuditLine.isSame(bytes, known.stamp, line.stamp) {
                latest = known
            } else {
                return latest = Open(stamp: line.stamp, last: number)
            }
        }
        guard latest.lines < LineLimits.linesPerEvent else { return latest = Open(stamp: line.stamp, last: number) }
        held[latest.last].next = number
        held[number].isFirst = false
        latest.last = number
        latest.lines += 1
    }

    mutating func finish(_ bytes: Span<UInt8>, into records: inout LineRecords) {
        for index in held.indices where held[index].isFirst {
            guard let first = held[index].line else {
                records.addUnknown(held[index].text, as: message, "the line is not one of the audit log")
                continue
            }
            event.begin(bytes, first, into: &records)
            var next = index
            while next >= 0 {
                if let line = held[next].line { event.add(bytes, line, into: &records) }
                next = held[next].next
            }
            event.end(bytes, into: &records)
        }
        held.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        latest = Open(stamp: 0..<0, last: 0)
    }
}
