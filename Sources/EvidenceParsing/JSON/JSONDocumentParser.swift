package import Vocabulary

/// Reads JSON documents (RFC 8259) that are no JSON lines: arrays of records, lists in the objects that cloud and search
/// interfaces wrap around them, and records that are spread over lines.
///
/// Portions are cut between records, so that a document may be of any size. A record becomes fields as a line of JSON
/// lines does.
package struct JSONDocumentParser: EvidenceParser {
    private let shape: JSONDocumentShape
    private let encoding: TextEncoding
    private let assumptions: TimeAssumptions
    private let dates: DateOrder

    package init(_ encoding: TextEncoding = .utf8) {
        self.init(.objects, encoding, TimeAssumptions())
    }

    private init(
        _ shape: JSONDocumentShape, _ encoding: TextEncoding, _ assumptions: TimeAssumptions,
        dates: DateOrder = DateOrder()
    ) {
        self.dates = dates
        self.shape = shape
        self.encoding = encoding
        self.assumptions = assumptions
    }

    package var format: EvidenceFormat { .json }

    /// Whether the head begins with an array of objects, with an object around one under a key of
    /// ``JSONDocumentShape``, or with an object that is not alone on its line.
    package func recognises(_ head: [UInt8]) -> Bool { shape(of: head) != nil }

    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        JSONDocumentParser(
            shape(of: head) ?? .objects, encoding, assumptions, dates: DateOrder(stated: assumptions.dateOrder)
        ).knowingDates(of: EvidencePortion(bytes: head, offset: 0))
    }

    package func following(_ portion: EvidencePortion) -> any EvidenceParser {
        dates.isOpen ? knowingDates(of: portion) : self
    }

    private func knowingDates(of portion: EvidencePortion) -> JSONDocumentParser {
        var dates = dates
        _ = parse(portion, &dates)
        return JSONDocumentParser(shape, encoding, assumptions, dates: dates.following)
    }

    private func shape(of head: [UInt8]) -> JSONDocumentShape? {
        encoding.textOfHead(head).flatMap { JSONDocumentShape.recognise($0.span) }
    }

    /// Whole records, about ``JSONLimits/portionLength`` bytes of them. A record past ``JSONLimits/lineLength`` is cut,
    /// and is an issue.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let aim = min(window.count, JSONLimits.portionLength)
        if isLast, aim == window.count { return aim }
        return encoding.portionLength(
            of: window, at: offset, isLast: isLast, aim: aim, limit: JSONLimits.lineLength
        ) { text, isLong in endOfRecords(in: text.span, isFirst: offset == 0, stopsAtFirst: isLong) }
    }

    /// Where the last whole record of the list ends, or the first.
    private func endOfRecords(in bytes: Span<UInt8>, isFirst: Bool, stopsAtFirst: Bool) -> Int? {
        var walk = JSONDocumentWalk(shape, isFirst: isFirst)
        var end: Int?
        while true {
            switch walk.next(in: bytes) {
            case .end: return end
            case .strange, .beside: break
            case .record(let place):
                guard let next = JSONStructure.endOfValue(in: bytes, from: place) else { return end }
                walk.place = next
                // Behind a record outside of the list a portion could not know where it is.
                if walk.isInside || shape == .objects { end = next }
                if stopsAtFirst, end != nil { return end }
            }
        }
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
        let bytes = text.bytes
        assembly.begin(bytes)
        var tally = PortionTally()
        var walk = JSONDocumentWalk(shape, isFirst: portion.offset == 0)
        var resumption = JSONResumption(length: bytes.count)
        reading: while true {
            switch walk.next(in: bytes.span) {
            case .end: break reading
            case .strange(let range):
                let offset = text.offset(of: range.lowerBound)
                issues.add(ParseIssue(.damagedRecord, offset: offset, "no object where a record should be"))
                tally.skip(text.length(from: offset, to: range.upperBound))
            case .beside(let range):
                let offset = text.offset(of: range.lowerBound)
                issues.add(
                    ParseIssue(.damagedRecord, offset: offset, "what stands beside the list of records is not read"))
                tally.skip(text.length(from: offset, to: range.upperBound))
            case .record(let place):
                let offset = text.offset(of: place)
                do throws(JSONDamage) {
                    walk.place = try reader.readItem(bytes.span, place..<bytes.count)
                    resumption.learn(from: bytes.span, recordAt: place)
                    for issue in assembly.add(&reader.draft, bytes.span, at: offset) { issues.add(issue) }
                    tally.read(text.length(from: offset, to: walk.place))
                } catch {
                    walk.place = resumption.place(in: bytes.span, behind: place, with: &reader)
                    tally.skip(text.length(from: offset, to: walk.place))
                    let isEnd = walk.place >= bytes.count
                    issues.add(error.issue(at: offset, terminated: !isEnd, of: .record))
                }
            }
        }
        if let issue = assembly.issueOfTimes(in: portion) { issues.add(issue) }
        dates = assembly.dates
        return ParsedPortion(assembly.builder.finish(), issues.finish(), tally, of: portion)
    }
}
