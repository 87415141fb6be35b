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
        ] + LineFormats.all + [
            // Anything with delimiters could be a table: what is known more sharply comes before.
            CSVParser(.utf8),
            CSVParser(.utf16LittleEndian),
            CSVParser(.utf16BigEndian),
        ]

    /// The parser for a file that begins with `head`, or nil where its format is not known.
    package static func parser(
        for head: [UInt8], assuming assumptions: TimeAssumptions = TimeAssumptions()
    ) -> (any EvidenceParser)? {
        guard let parser = parsers.first(where: { $0.recognises(head) }) else { return nil }
        // Entries without a mark: a file that has that of something else is none of theirs.
        if parser.format.hasNoMark, UnreadRecognition.heldKind(of: head, isWhole: false) != nil { return nil }
        return parser.reading(head, assuming: assumptions)
    }
}

extension EvidenceFormat {
    /// Whether it is known only by numbers and texts that stand where they should.
    fileprivate var hasNoMark: Bool { self == .loginRecords || self == .lastLog }
}
