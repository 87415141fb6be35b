import Vocabulary

/// Reads the records of one kind of log; one reader is made for each portion.
protocol LineReader {
    static var format: EvidenceFormat { get }

    /// A file is of the format where more than one line of so many fits it.
    static var linesForEachThatFits: Int { get }

    /// Whether a whole line is of this kind; decides the format of a file by its head.
    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool

    /// The time of a line that states no year; nil for other lines, and where lines of the kind state one.
    static func timeWithoutYear(_ bytes: Span<UInt8>, _ line: Range<Int>) -> CivilTime?

    /// Whether lines of the kind can state times without a year.
    static var canLackYear: Bool { get }

    /// Whether lines of the kind can state dates by the habits of a country.
    static var hasLocalDates: Bool { get }

    /// Whether a line that is longer than the head begins as one of this kind.
    static func begins(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool

    /// Whether a line only parts records, and says nothing that they do not.
    static func isSeparator(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool

    /// Whether the line that begins at `place` belongs to the record of the line before it.
    static func continues(_ bytes: Span<UInt8>, at place: Int) -> Bool

    /// Whether a portion may begin at `place`, where a line begins.
    static func mayBegin(_ bytes: Span<UInt8>, at place: Int) -> Bool

    /// Whether a portion is cut only where as many bytes are known as it may have, unless the file ends before.
    static var needsWholePortions: Bool { get }

    /// Where a portion of about `aim` bytes should end, of the known bytes from its beginning on; nil for before any line that
    /// may begin one.
    static func endOfPortion(_ bytes: Span<UInt8>, aim: Int) -> Int?

    init(_ records: inout LineRecords)

    /// Reads a line, with the lines that continue it and without the line feed at its end.
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords)

    /// Adds what was held back until all lines were seen.
    mutating func finish(_ bytes: Span<UInt8>, into records: inout LineRecords)
}

extension LineReader {
    static var linesForEachThatFits: Int { 2 }
    static func timeWithoutYear(_ bytes: Span<UInt8>, _ line: Range<Int>) -> CivilTime? { nil }
    static var canLackYear: Bool { false }
    static var hasLocalDates: Bool { false }
    static var needsWholePortions: Bool { false }
    static func endOfPortion(_ bytes: Span<UInt8>, aim: Int) -> Int? { nil }
    static func begins(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool { fits(bytes, line) }
    static func isSeparator(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool { false }
    static func continues(_ bytes: Span<UInt8>, at place: Int) -> Bool { false }
    static func mayBegin(_ bytes: Span<UInt8>, at place: Int) -> Bool { !continues(bytes, at: place) }
    mutating func finish(_ bytes: Span<UInt8>, into records: inout LineRecords) {}
}

/// Reads logs that are written line by line.
///
/// A file is known by most of the lines of its head. Every line that is not blank becomes a record or a part of one: a
/// line of another kind is kept as a record with its text as `message`, and is an issue. A byte order mark and CRLF are
/// no damage.
struct LineParser<Reader: LineReader>: EvidenceParser {
    var assumptions = TimeAssumptions()
    /// Of the times of the portions before.
    private var years = AssumedYears()
    private var dates = DateOrder()
    /// The same times, where nobody said the year of the first.
    private var span = YearSpan()

    var format: EvidenceFormat { Reader.format }

    func recognises(_ head: [UInt8]) -> Bool {
        let bytes = head.span
        var lines = 0
        var fitting = 0
        var start = Self.lengthOfMark(bytes)
        while start < bytes.count, lines < LineLimits.recognisedLines {
            let end = bytes.first(0x0A, in: start..<bytes.count)
            // The head may end inside of a line.
            if end == bytes.count, lines > 0 { break }
            let line = Self.withoutReturn(bytes, Self.withoutZeros(bytes, start..<end))
            if !bytes.trimmed(line).isEmpty, !Reader.isSeparator(bytes, line) {
                if start == 0 || !Reader.continues(bytes, at: start) { lines += 1 }
                if end == bytes.count ? Reader.begins(bytes, line) : Reader.fits(bytes, line) { fitting += 1 }
            }
            start = end + 1
        }
        return fitting * Reader.linesForEachThatFits > lines
    }

    func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        var parser = self
        parser.assumptions = assumptions
        if Reader.canLackYear, head.count < EvidenceFormats.headLength { parser.findYear(of: head.span) }
        guard Reader.hasLocalDates else { return parser }
        parser.dates = DateOrder(stated: assumptions.dateOrder)
        return parser.knowingDates(of: EvidencePortion(bytes: head, offset: 0))
    }

    /// Finds the year of the first time of a whole file, whose date says that of the last, where its times reach over more
    /// than a year or are of a day that not every year has.
    private mutating func findYear(of bytes: Span<UInt8>) {
        guard assumptions.year == nil, assumptions.reference != nil else { return }
        var span = YearSpan()
        Self.eachTimeWithoutYear(bytes) { span.note($0) }
        guard span.isLong || !span.leapYears.isEmpty, let last = span.last,
            let moment = assumptions.momentWithoutYear(of: last)
        else { return }
        let local = moment.advanced(bySeconds: 60 * Int64(assumptions.offsetInMinutes))
        assumptions.year = span.firstYear(endingIn: CivilTime(local).year)
    }

    private static func eachTimeWithoutYear(_ bytes: Span<UInt8>, _ body: (CivilTime) -> Void) {
        var start = 0
        while start < bytes.count {
            let end = bytes.first(0x0A, in: start..<bytes.count)
            if let civil = Reader.timeWithoutYear(bytes, start..<end) { body(civil) }
            start = end + 1
        }
    }

    /// Lines of a portion that are looked at to know whether its file spans years: all would take too long.
    private static var sampledLines: Int { 16 }

    private func knowingYears(of bytes: Span<UInt8>) -> LineParser {
        guard assumptions.reference != nil, !span.isLong else { return self }
        var parser = self
        for sample in 0..<Self.sampledLines {
            var start = bytes.count / Self.sampledLines * sample
            if start > 0 { start = bytes.first(0x0A, in: start..<bytes.count) + 1 }
            guard start < bytes.count else { break }
            let end = bytes.first(0x0A, in: start..<bytes.count)
            if let civil = Reader.timeWithoutYear(bytes, start..<end) { parser.span.note(civil) }
        }
        return parser
    }

    private func knowingDates(of portion: EvidencePortion) -> LineParser {
        var dates = dates
        _ = parse(portion, &dates)
        var parser = self
        parser.dates = dates.following
        return parser
    }

    func following(_ portion: EvidencePortion) -> any EvidenceParser {
        if Reader.hasLocalDates, dates.isOpen { return knowingDates(of: portion) }
        guard Reader.canLackYear else { return self }
        guard let first = assumptions.year else { return knowingYears(of: portion.bytes.span) }
        var parser = self
        Self.eachTimeWithoutYear(portion.bytes.span) { _ = parser.years.year(of: $0, from: first) }
        return parser
    }

    /// Whole records, about ``LineLimits/portionLength`` bytes of them. A record past ``LineLimits/recordLength`` is cut.
    func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let bytes = window.span
        let aim = min(bytes.count, LineLimits.portionLength)
        if isLast, aim == bytes.count { return aim }
        if Reader.needsWholePortions, !isLast, bytes.count < LineLimits.portionLength { return 0 }
        if let end = Reader.endOfPortion(bytes, aim: aim) { return end }
        var upper = aim
        for _ in 0..<LineLimits.linesHeldBack {
            guard let feed = bytes.last(0x0A, in: 0..<upper) else { break }
            if feed + 1 < bytes.count, Reader.mayBegin(bytes, at: feed + 1) { return feed + 1 }
            upper = feed
        }
        var place = bytes.first(0x0A, in: aim..<bytes.count) + 1
        while place < bytes.count {
            if Reader.mayBegin(bytes, at: place) { return place }
            place = bytes.first(0x0A, in: place..<bytes.count) + 1
        }
        if isLast { return bytes.count }
        guard bytes.count > LineLimits.recordLength else { return 0 }
        return bytes.last(0x0A, in: 0..<bytes.count).map { $0 + 1 } ?? bytes.count
    }

    func parse(_ portion: EvidencePortion) -> ParsedPortion {
        guard Reader.hasLocalDates else {
            var dates = DateOrder()
            return parse(portion, &dates)
        }
        return dates.parse(at: portion.offset) { parse(portion, &$0) }
    }

    private func parse(_ portion: EvidencePortion, _ dates: inout DateOrder) -> ParsedPortion {
        var records = LineRecords(portion, assuming: assumptions, years: years, span: span)
        records.dates = dates
        var reader = Reader(&records)
        let bytes = portion.bytes.span
        var start = portion.offset == 0 ? Self.lengthOfMark(bytes) : 0
        while start < bytes.count {
            var end = bytes.first(0x0A, in: start..<bytes.count)
            while end + 1 < bytes.count, end - start < LineLimits.recordLength, Reader.continues(bytes, at: end + 1) {
                end = bytes.first(0x0A, in: end + 1..<bytes.count)
            }
            let line = Self.withoutReturn(bytes, Self.withoutZeros(bytes, start..<end))
            if !line.isEmpty, !Reader.isSeparator(bytes, line) {
                reader.read(bytes, line, into: &records)
                records.countRead(line.lowerBound..<min(end + 1, bytes.count))
            }
            start = end + 1
        }
        reader.finish(bytes, into: &records)
        dates = records.dates
        return records.finish()
    }

    /// A file system that lost its power leaves zeros where lines should be, and the next line stands behind them.
    @inline(__always)
    private static func withoutZeros(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
        var first = line.lowerBound
        while first < line.upperBound, bytes[first] == 0 { first += 1 }
        return first..<line.upperBound
    }

    @inline(__always)
    private static func withoutReturn(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
        !line.isEmpty && bytes[line.upperBound - 1] == 0x0D ? line.lowerBound..<line.upperBound - 1 : line
    }

    private static func lengthOfMark(_ bytes: Span<UInt8>) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }
}
