package import Vocabulary

/// The formats that can be read.
package enum EvidenceFormats {
    /// How many bytes of a file decide its format: enough for several long lines of text.
    package static let headLength = 64 * 1024

    /// Every parser; the first that recognises a file reads it.
    package static let parsers: [any EvidenceParser] =
        [
            EVTXParser(),
            WindowsXMLParser(.utf8),
            WindowsXMLParser(.utf16LittleEndian),
            WindowsXMLParser(.utf16BigEndian),
            ZeekParser(),
            W3CParser(),
            JSONDocumentParser(.utf8),
            JSONDocumentParser(.utf16LittleEndian),
            JSONDocumentParser(.utf16BigEndian),
            JSONLinesParser(.utf8),
            JSONLinesParser(.utf16LittleEndian),
            JSONLinesParser(.utf16BigEndian),
        ] + LineFormats.all + wideText + [
            // Anything with delimiters could be a table: what is known more sharply comes before.
            CSVParser(.utf8),
            CSVParser(.utf16LittleEndian),
            CSVParser(.utf16BigEndian),
        ]

    /// What is written in lines of UTF-8, in UTF-16: what Windows PowerShell and Notepad make of a log.
    private static let wideText: [any EvidenceParser] = [TextEncoding.utf16LittleEndian, .utf16BigEndian].flatMap {
        encoding in
        ([ZeekParser(), W3CParser()] + LineFormats.lines).map { WideTextParser($0, encoding) }
    }

    /// The parser for a file that begins with `head`, or nil where its format is not known.
    package static func parser(
        for head: [UInt8], assuming assumptions: TimeAssumptions = TimeAssumptions()
    ) -> (any EvidenceParser)? {
        if let ends = ReturnEnds(head) {
            let head = ends.replaced(in: head)
            if let parser = parsers.first(where: { $0.recognises(head) }) {
                return ReturnEndedParser(parser.reading(head, assuming: assumptions), ends)
            }
        }
        guard let parser = parsers.first(where: { $0.recognises(head) }) else { return nil }
        // Entries without a mark: a file that has that of something else is none of theirs.
        if parser.format.hasNoMark, UnreadRecognition.heldKind(of: head, isWhole: false) != nil { return nil }
        return parser.reading(head, assuming: assumptions)
    }

    /// How many zeros a log may begin with; what is behind more is not looked for.
    package static let leadingZeros = 16 << 20

    /// The parser for a log behind zeros that are longer than a head; nil where none is known behind them.
    ///
    /// - Parameter start: The zeros, and ``headLength`` bytes behind them or all that the file has.
    package static func parser(
        behindZerosOf start: [UInt8], assuming assumptions: TimeAssumptions = TimeAssumptions()
    ) -> (any EvidenceParser)? {
        guard let first = start.firstIndex(where: { $0 != 0 }), first > 0 else { return nil }
        let head = Array(start[first...].prefix(headLength))
        // Formats without a head of their own, which may begin anywhere.
        let parsers = [JSONLinesParser(.utf8)] + LineFormats.lines
        guard let parser = parsers.first(where: { $0.recognises(head) }) else { return nil }
        return ZeroLedParser(parser.reading(head, assuming: assumptions), zeros: UInt64(first))
    }
}

extension EvidenceFormat {
    /// Whether it is known only by numbers and texts that stand where they should.
    fileprivate var hasNoMark: Bool { self == .loginRecords || self == .lastLog }
}
