package import Vocabulary

/// Reads the files of systemd's journal, as they lie in `/var/log/journal`: see ``JournalLayout``.
///
/// Entries come in the order of the file, with the fields that `journalctl -o export` writes. What an entry names lies
/// before it, often far before it, and so the data of all earlier portions is held.
package struct JournalFileParser: EvidenceParser {
    private var header: JournalHeader?
    private var assumptions = TimeAssumptions()
    /// The data of the portions before, in file order.
    private var held: [JournalData] = []
    private var heldBytes = 0

    package init() {}

    package var format: EvidenceFormat { .journalFile }

    package func recognises(_ head: [UInt8]) -> Bool { head.starts(with: JournalLayout.signature) }

    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        var parser = self
        parser.header = JournalHeader(head.span)
        parser.assumptions = assumptions
        return parser
    }

    /// Whole objects, about ``JournalLimits/portionLength`` bytes of them.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let bytes = window.span
        if isLast, bytes.count <= JournalLimits.portionLength { return bytes.count }
        var walk = JournalWalk(from: offset == 0 ? known(bytes).size : 0, isLast: isLast)
        while let step = walk.next(bytes) {
            if case .cut(let start) = step, !isLast { return start }
            if walk.place >= JournalLimits.portionLength { return walk.place }
        }
        return isLast ? bytes.count : 0
    }

    package func following(_ portion: EvidencePortion) -> any EvidenceParser {
        var parser = self
        guard heldBytes < JournalLimits.heldData else { return parser }
        let data = JournalData(portion, known(portion.bytes.span))
        parser.heldBytes += data.bytes.count
        parser.held.append(data)
        return parser
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        let header = known(portion.bytes.span)
        var text = JournalText(portion, header, held: held)
        text.readAll()
        return text.records(assuming: assumptions)
    }

    /// The header, which a parser that was not made for a file looks for in the bytes themselves.
    private func known(_ bytes: Span<UInt8>) -> JournalHeader { header ?? JournalHeader(bytes) }
}
