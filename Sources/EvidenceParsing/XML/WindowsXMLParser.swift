package import Vocabulary

/// Reads Windows events as XML, as `wevtutil qe /f:xml`, Event Viewer and EVTX tools write them: one `<Event>` after the
/// other, with or without `<Events>` around them.
package struct WindowsXMLParser: EvidenceParser {
    private let encoding: TextEncoding
    private let assumptions: TimeAssumptions

    package init(_ encoding: TextEncoding = .utf8, assuming assumptions: TimeAssumptions = TimeAssumptions()) {
        self.encoding = encoding
        self.assumptions = assumptions
    }

    package var format: EvidenceFormat { .windowsXML }

    /// Whether the first element, `<Events>` aside, is an `<Event>` that begins with `<System>`.
    package func recognises(_ head: [UInt8]) -> Bool {
        guard let text = encoding.textOfHead(head) else { return false }
        let bytes = text.span
        let event = XMLEventSearch.nextEvent(in: bytes, from: 0)
        guard event < bytes.count, XMLEventSearch.strangePlace(in: bytes, 0..<event) == nil,
            let system = ByteSearch.find(Array("<System".utf8), in: bytes, event..<bytes.count)
        else { return false }
        // Between them is no more than the rest of the event's own tag, and a sign of Internet Explorer's.
        guard let tagEnd = ByteSearch.find([UInt8(ascii: ">")], in: bytes, event..<system) else { return false }
        return XMLEventSearch.strangePlace(in: bytes, tagEnd + 1..<system) == nil
    }

    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        WindowsXMLParser(encoding, assuming: assumptions)
    }

    /// Whole events, about ``JSONLimits/portionLength`` bytes of them.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let aim = min(window.count, JSONLimits.portionLength)
        if isLast, aim == window.count { return aim }
        return encoding.portionLength(of: window, at: offset, isLast: isLast, aim: aim, limit: JSONLimits.lineLength) {
            text, _ in XMLEventSearch.endOfLastEvent(in: text.span)
        }
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        let text = encoding.text(of: portion)
        let bytes = text.bytes
        var reader = XMLEventReader()
        var draft = RecordDraft(StructureTree(root: .eventElement))
        var assembly = RecordAssembly(assuming: assumptions)
        var issues = IssueList(limit: JSONLimits.issuesPerPortion)
        var tally = PortionTally()
        assembly.begin(bytes)
        var place = 0
        while place < bytes.count {
            let event = XMLEventSearch.nextEvent(in: bytes.span, from: place)
            if let strange = XMLEventSearch.strangePlace(in: bytes.span, place..<event) {
                let offset = text.offset(of: strange)
                issues.add(ParseIssue(.damagedRecord, offset: offset, "text between events that is none"))
                tally.skip(text.length(from: offset, to: event))
            }
            guard event < bytes.count else { break }
            let offset = text.offset(of: event)
            do throws(Damage) {
                draft.begin()
                place = try reader.read(bytes.span, event..<bytes.count, into: &draft)
                for issue in assembly.add(&draft, bytes.span, at: offset) { issues.add(issue) }
                tally.read(text.length(from: offset, to: place))
            } catch {
                issues.add(ParseIssue(error.kind, offset: offset, error.detail))
                place = XMLEventSearch.nextEvent(in: bytes.span, from: event + 1)
                tally.skip(text.length(from: offset, to: place))
            }
        }
        return ParsedPortion(assembly.builder.finish(), issues.finish(), tally, of: portion)
    }
}
