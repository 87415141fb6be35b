/// Lines of the audit system that came by way of syslog: those of an event, which share time and serial number, become
/// one record here, too.
struct SyslogAudit {
    /// A line of the portion, and the next one of its event; -1 for the last.
    private struct Found {
        let line: AuditLine
        var next = -1
        var isFirst = true
    }

    /// The stamped lines of the portion in their order; nil until one was met.
    private var found: [Found]?
    private var cursor = 0

    /// The lines of an event of which one was met; empty where it is in the record of an earlier line.
    ///
    /// - Parameter start: Where the line begins, with what stands before the message.
    mutating func lines(of met: AuditLine, in bytes: Span<UInt8>, from start: Int) -> [AuditLine] {
        guard !met.stamp.isEmpty else { return [met] }
        let found = self.found ?? Self.find(in: bytes, from: start)
        self.found = found
        while cursor < found.count, found[cursor].line.stamp.lowerBound < met.stamp.lowerBound { cursor += 1 }
        guard cursor < found.count, found[cursor].line.stamp == met.stamp else { return [met] }
        guard found[cursor].isFirst else { return [] }
        var lines = [met]
        var next = found[cursor].next
        while next >= 0 {
            lines.append(found[next].line)
            next = found[next].next
        }
        return lines
    }

    /// Forgets the lines of a text that was read.
    mutating func removeAll() {
        found = nil
        cursor = 0
    }

    /// Whether the line at `place` belongs to an event of one of the lines before it, which are few.
    static func continues(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        guard let stamp = stamp(bytes, at: place) else { return false }
        var end = place
        for _ in 0..<linesLookedBack where end > 0 {
            let start = bytes.last(0x0A, in: 0..<end - 1).map { $0 + 1 } ?? 0
            if let before = self.stamp(bytes, at: start), AuditLine.isSame(bytes, before, stamp) { return true }
            end = start
        }
        return false
    }

    private static let linesLookedBack = 16

    private static func stamp(_ bytes: Span<UInt8>, at place: Int) -> Range<Int>? {
        line(bytes, place..<bytes.first(0x0A, in: place..<bytes.count))?.stamp
    }

    /// Bytes of a line before the time and number of an event: header, node and type.
    private static let longestHead = 1024

    private static func line(_ bytes: Span<UInt8>, _ range: Range<Int>) -> AuditLine? {
        guard bytes.first("audit(", in: range.prefix(longestHead)) != nil, let header = SyslogHeader(bytes, range),
            let line = AuditLine(bytes, message: header.message, of: header.program), !line.stamp.isEmpty
        else { return nil }
        return line
    }

    private static func find(in bytes: Span<UInt8>, from start: Int) -> [Found] {
        var found: [Found] = []
        /// The last line of each event, and how many it has.
        var latest: [UInt64: (line: Int, count: Int)] = [:]
        var start = start
        while start < bytes.count {
            var end = bytes.first(0x0A, in: start..<bytes.count)
            while end + 1 < bytes.count, end - start < LineLimits.recordLength,
                SyslogReader.continues(bytes, at: end + 1)
            {
                end = bytes.first(0x0A, in: end + 1..<bytes.count)
            }
            let isCRLF = end > start && bytes[end - 1] == 0x0D
            if let line = line(bytes, start..<(isCRLF ? end - 1 : end)) {
                let number = found.count
                found.append(Found(line: line))
                let key = AuditLine.key(bytes, line.stamp)
                if let known = latest[key], known.count < LineLimits.linesPerEvent,
                    AuditLine.isSame(bytes, found[known.line].line.stamp, line.stamp)
                {
                    found[known.line].next = number
                    found[number].isFirst = false
                    latest[key] = (number, known.count + 1)
                } else {
                    latest[key] = (number, 1)
                }
            }
            start = end + 1
        }
        return found
    }
}

extension AuditLine {
    /// A message of syslog that is a line of the audit system: as its daemon forwards it, as the kernel logs it where no
    /// daemon takes it, and as journald writes it, without time and number.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, message: Range<Int>, of program: Range<Int>) {
        guard let first = message.first else { return nil }
        switch bytes[first] {
        case UInt8(ascii: "t"), UInt8(ascii: "n"): self.init(bytes, message)
        case UInt8(ascii: "a"), UInt8(ascii: "["):
            guard bytes.equals(program, "kernel") else { return nil }
            var place = first
            if bytes[first] == UInt8(ascii: "[") { place = bytes.first(UInt8(ascii: "]"), in: message) + 1 }
            guard place < message.upperBound else { return nil }
            var rest = bytes.withoutIndent(place..<message.upperBound)
            if bytes.starts(rest, with: "audit: ") { rest = rest.dropFirst(7) }
            self.init(bytes, rest)
        default:
            guard bytes.equals(program, "audit") else { return nil }
            self.init(bytes, ofJournal: message)
        }
    }

    /// `SYSCALL arch=c000003e ..`, or `<audit-1334> prog-id=8 ..` of a type that it has no name for.
    private init?(_ bytes: Span<UInt8>, ofJournal message: Range<Int>) {
        let word = message.lowerBound..<bytes.wordEnd(message)
        let type =
            bytes.starts(word, with: "<audit-") && bytes.ends(word, with: ">")
            ? word.dropFirst(7).dropLast() : word
        let isName = type.allSatisfy { bytes[$0].isUpperLetter || bytes[$0].isDigit || bytes[$0] == UInt8(ascii: "_") }
        guard type.count > 1, isName, word.upperBound < message.upperBound,
            bytes.first(UInt8(ascii: "="), in: word.upperBound..<message.upperBound) < message.upperBound
        else { return nil }
        self.init(type: type, body: word.upperBound + 1..<message.upperBound)
    }
}
