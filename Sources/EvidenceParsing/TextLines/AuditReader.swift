import Vocabulary

/// The log of Linux auditd: the lines of one event, which share time and serial number, become one record.
///
/// Fields keep their names, below the type of their line. Text that the kernel wrote as hexadecimal digits, since it came
/// from a user, is decoded; the digits stay as `<name>_hex`.
struct AuditReader: LineReader {
    static var format: EvidenceFormat { .auditd }

    /// A line that was seen, and the next one of its event; -1 for the last.
    private struct Held {
        let line: AuditLine
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
    private var open: [Open] = []
    private var nextOpen = 0
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

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords) {
        guard let line = AuditLine(bytes, line) else {
            // Keeps its place among the events before it.
            finish(bytes, into: &records)
            return records.addUnknown(line, as: message, "the line is not one of the audit log")
        }
        let number = held.count
        held.append(Held(line: line))
        // The event of the line before is the likeliest.
        for index in open.indices.reversed() where AuditLine.isSame(bytes, open[index].stamp, line.stamp) {
            guard open[index].lines < LineLimits.linesPerEvent else { break }
            held[open[index].last].next = number
            held[number].isFirst = false
            open[index].last = number
            open[index].lines += 1
            return
        }
        let begun = Open(stamp: line.stamp, last: number)
        if open.count < LineLimits.openEvents {
            open.append(begun)
        } else {
            open[nextOpen] = begun
            nextOpen = (nextOpen + 1) % LineLimits.openEvents
        }
    }

    mutating func finish(_ bytes: Span<UInt8>, into records: inout LineRecords) {
        for index in held.indices where held[index].isFirst {
            event.begin(bytes, held[index].line, into: &records)
            var next = index
            while next >= 0 {
                event.add(bytes, held[next].line, into: &records)
                next = held[next].next
            }
            event.end(bytes, into: &records)
        }
        held.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        nextOpen = 0
    }
}
