package import Vocabulary

/// Reads JSON lines: one JSON object (RFC 8259) a line, as log shippers, EVTX tools and clouds write them.
///
/// Each object becomes a record. Nested names are joined with dots, items of arrays repeat the name of their array, and
/// what tools print of Windows events gets the names it has in EVTX files (``StructurePlace``). A value that rules look for
/// under another name has a second one without a path, which is not written out again. A byte order mark, CRLF, blank
/// lines, several objects on a line and the separators of RFC 7464 are no damage; lines of syslog between them are read; what is damaged is an issue, up to the
/// end of its line.
package struct JSONLinesParser: EvidenceParser {
    private let encoding: TextEncoding
    private let assumptions: TimeAssumptions
    private let dates: DateOrder
    /// Portions go on within a line that was too long to be read.
    private var isWithinLine = false

    package init(_ encoding: TextEncoding = .utf8, assuming assumptions: TimeAssumptions = TimeAssumptions()) {
        self.init(encoding, assumptions, DateOrder(stated: assumptions.dateOrder))
    }

    private init(_ encoding: TextEncoding, _ assumptions: TimeAssumptions, _ dates: DateOrder) {
        self.dates = dates
        self.encoding = encoding
        self.assumptions = assumptions
    }

    package var format: EvidenceFormat { .jsonLines }

    /// Whether any whole line of the head holds JSON objects and nothing else, or the head is one line that begins as
    /// an object. A document that is spread over lines, or an array, is not JSON lines.
    package func recognises(_ head: [UInt8]) -> Bool {
        guard encoding.fits(head) else { return false }
        let text = encoding.text(of: EvidencePortion(bytes: head, offset: 0))
        return JSONLinesRecognition.isLines(text.bytes.span)
    }

    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        JSONLinesParser(encoding, assumptions, DateOrder(stated: assumptions.dateOrder)).knowingDates(
            of: EvidencePortion(bytes: head, offset: 0))
    }

    package func following(_ portion: EvidencePortion) -> any EvidenceParser {
        var parser = dates.isOpen ? knowingDates(of: portion) : self
        // All but the last end with a line, unless one is cut.
        parser.isWithinLine =
            portion.length > JSONLimits.lineLength && encoding.endOfLastLine(in: portion.bytes[...]) == nil
        return parser
    }

    private func knowingDates(of portion: EvidencePortion) -> JSONLinesParser {
        var dates = dates
        _ = parse(portion, &dates)
        return JSONLinesParser(encoding, assumptions, dates.following)
    }

    /// Whole lines, about ``JSONLimits/portionLength`` bytes of them. A line past ``JSONLimits/lineLength`` is cut, and
    /// is one issue.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let aim = min(window.count, JSONLimits.portionLength)
        if isLast, aim == window.count { return aim }
        if let end = encoding.endOfLastLine(in: window.prefix(aim)) { return end }
        if let end = encoding.endOfFirstLine(in: window, from: aim) { return end }
        if isLast { return window.count }
        // A cut keeps units of two bytes together.
        let whole = encoding == .utf8 ? window.count : window.count & ~1
        return whole > JSONLimits.lineLength ? whole : 0
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        dates.parse(at: portion.offset) { parse(portion, &$0) }
    }

    private func parse(_ portion: EvidencePortion, _ dates: inout DateOrder) -> ParsedPortion {
        let text = encoding.text(of: portion)
        var reader = JSONLineReader()
        var assembly = RecordAssembly(assuming: assumptions)
        assembly.dates = dates
        var issues = IssueList(limit: JSONLimits.issuesPerPortion)
        var tally = PortionTally()
        let bytes = text.bytes
        assembly.begin(bytes)
        var stray: StrayLineReader?
        var start = 0
        if isWithinLine {
            let end = ByteSearch.lineFeed(in: bytes.span, 0..<bytes.count)
            tally.skipRest(text.length(from: text.offset(of: 0), to: end))
            start = end + 1
        }
        while start < bytes.count {
            var end = ByteSearch.lineFeed(in: bytes.span, start..<bytes.count)
            var place = start
            // Each step reads one object, or gives up on the line.
            while !JSONScanner.isBlank(bytes.span, place..<end) {
                let offset = text.offset(of: place)
                if let mark = JSONDocumentShape.endOfRecordMark(in: bytes.span, at: place), mark == end {
                    place = end
                    continue
                }
                do throws(JSONDamage) {
                    guard end - place <= JSONLimits.lineLength else { throw JSONDamage.tooLong }
                    place = try reader.read(bytes.span, place..<end)
                    for issue in assembly.add(&reader.draft, bytes.span, at: offset) { issues.add(issue) }
                    tally.read(text.length(from: offset, to: place))
                } catch {
                    if error == .notAnObject, place == start, let last = StrayLineReader.end(bytes.span, place..<end) {
                        if stray == nil { stray = StrayLineReader(&assembly.builder, assuming: assumptions) }
                        let found = stray?.read(bytes.span, place..<last, at: offset, into: &assembly.builder)
                        for issue in found ?? [] { issues.add(issue) }
                        (place, end) = (last, last)
                        tally.read(text.length(from: offset, to: place))
                        continue
                    }
                    issues.add(error.issue(at: offset, terminated: end < bytes.count))
                    place = end
                    tally.skip(text.length(from: offset, to: place))
                }
            }
            start = end + 1
        }
        if let issue = assembly.issueOfTimes(in: portion) { issues.add(issue) }
        dates = assembly.dates
        return ParsedPortion(assembly.builder.finish(), issues.finish(), tally, of: portion)
    }
}
