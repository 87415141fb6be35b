import Vocabulary

/// The histories of bash, with `HISTTIMEFORMAT`, and of zsh, with `EXTENDED_HISTORY`: commands with their times.
///
/// bash writes a time as a comment on a line of its own, and the lines up to the next one are one command; lines before
/// the first time are a command each. zsh writes `: 1772359200:0;command`, and a backslash before each line feed inside
/// of a command; bytes that have a meaning of their own for it, it writes as two.
struct ShellHistoryReader: LineReader {
    static var format: EvidenceFormat { .shellHistory }
    /// Times stand on lines of their own, and commands can have several.
    static var linesForEachThatFits: Int { 4 }

    /// The time of a command, by which it is known to begin.
    private struct Mark {
        let start: Int
        let text: Range<Int>
        let seconds: Int
        var duration = 0..<0
        /// Where the command begins, for zsh.
        var command: Int?
    }

    private let command: FieldID
    private let timestamp: FieldID
    private let duration: FieldID
    private let commandLine: FieldID
    private let channel: FieldID
    /// The command that further lines can belong to.
    private var open: (mark: Mark, lines: Range<Int>?)?

    init(_ records: inout LineRecords) {
        command = records.field("command")
        timestamp = records.field("timestamp")
        duration = records.field("duration")
        commandLine = records.secondName("CommandLine")
        channel = records.secondName("Channel")
    }

    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool { mark(bytes, line) != nil }

    static func mayBegin(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        mark(bytes, place..<bytes.first(0x0A, in: place..<bytes.count)) != nil
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords) {
        if let mark = Self.mark(bytes, line) {
            finish(bytes, into: &records)
            open = (mark, mark.command.map { $0..<line.upperBound })
        } else if let begun = open {
            open = (begun.mark, (begun.lines?.lowerBound ?? line.lowerBound)..<line.upperBound)
        } else {
            records.begin(at: line.lowerBound)
            add(line, into: &records)
            records.end(at: line.lowerBound)
        }
    }

    mutating func finish(_ bytes: Span<UInt8>, into records: inout LineRecords) {
        guard let (mark, lines) = open else { return }
        open = nil
        records.begin(at: mark.start)
        if let moment = Timestamp(unixSeconds: Int64(mark.seconds)) {
            records.builder.setTime(moment, zone: .stated)
        } else {
            records.badTime(at: mark.start)
        }
        records.add(timestamp, mark.text)
        records.builder.mark(.originalTime)
        if !mark.duration.isEmpty { records.add(duration, mark.duration) }
        if let lines {
            if mark.command != nil, let text = Self.unescaped(bytes, lines) {
                records.add(command, text: text)
                records.add(commandLine, text: text)
                addChannel(into: &records)
            } else {
                add(lines, into: &records)
            }
        }
        records.end(at: mark.start)
    }

    /// What stands before a byte that zsh wrote as another: `Meta` of its `zsh.h`.
    private static let meta: UInt8 = 0x83

    /// The text in which zsh wrote zero and the bytes 0x83 to 0xA2, of which letters of UTF-8 are made, as ``meta`` and
    /// the byte with its sixth bit turned; nil where there are none.
    private static func unescaped(_ bytes: Span<UInt8>, _ text: Range<Int>) -> [UInt8]? {
        guard bytes.first(meta, in: text) < text.upperBound else { return nil }
        var plain: [UInt8] = []
        var place = text.lowerBound
        while place < text.upperBound {
            var byte = bytes[place]
            place += 1
            if byte == meta, place < text.upperBound,
                case let turned = bytes[place] ^ 0x20, turned == 0 || (meta...0xA2).contains(turned)
            {
                byte = turned
                place += 1
            }
            plain.append(byte)
        }
        return plain
    }

    private func add(_ text: Range<Int>, into records: inout LineRecords) {
        records.add(command, text)
        records.add(commandLine, text)
        addChannel(into: &records)
    }

    private func addChannel(into records: inout LineRecords) {
        records.add(channel, records.constants.shellHistory)
        records.builder.mark(.channel)
    }

    /// Reads `#1772359200` or `: 1772359200:0;command`.
    private static func mark(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Mark? {
        if bytes.starts(line, with: "#") {
            let text = line.lowerBound + 1..<line.upperBound
            return seconds(bytes, text).map { Mark(start: line.lowerBound, text: text, seconds: $0) }
        }
        guard bytes.starts(line, with: ": ") else { return nil }
        let colon = bytes.first(UInt8(ascii: ":"), in: line.lowerBound + 2..<line.upperBound)
        let text = bytes.trimmed(line.lowerBound + 2..<colon)
        guard colon < line.upperBound, let seconds = seconds(bytes, text) else { return nil }
        let semicolon = bytes.first(UInt8(ascii: ";"), in: colon + 1..<line.upperBound)
        guard semicolon < line.upperBound, bytes.areDigits(colon + 1..<semicolon) else { return nil }
        return Mark(
            start: line.lowerBound, text: text, seconds: seconds, duration: colon + 1..<semicolon,
            command: semicolon + 1)
    }

    /// Nine or ten digits: the years 1973 to 2286.
    private static func seconds(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Int? {
        (9...10).contains(text.count) ? bytes.number(text) : nil
    }
}
