package import Vocabulary

/// Reads tables of delimited text (RFC 4180): exports of event logs, timelines, audit logs of clouds.
///
/// The first row names the columns, and the names become those of the fields. Comma, tab, semicolon and bar are told
/// apart by which one gives all rows the same number of values. JSON in a cell that is known to hold a whole record is
/// read as one, too.
package struct CSVParser: EvidenceParser {
    private let layout: CSVLayout?
    private let encoding: TextEncoding
    private let assumptions: TimeAssumptions
    private let dates: DateOrder

    package init(_ encoding: TextEncoding = .utf8) {
        self.init(nil, encoding, TimeAssumptions())
    }

    private init(
        _ layout: CSVLayout?, _ encoding: TextEncoding, _ assumptions: TimeAssumptions, dates: DateOrder = DateOrder()
    ) {
        self.dates = dates
        self.layout = layout
        self.encoding = encoding
        self.assumptions = assumptions
    }

    package var format: EvidenceFormat { .csv }

    /// Whether the first line names columns, one of them known to be a time and nine of ten rows with a value for each,
    /// or at least three of them and every row so.
    package func recognises(_ head: [UInt8]) -> Bool { layout(of: head) != nil }

    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        CSVParser(layout(of: head), encoding, assumptions, dates: DateOrder(stated: assumptions.dateOrder))
            .knowingDates(of: EvidencePortion(bytes: head, offset: 0))
    }

    package func following(_ portion: EvidencePortion) -> any EvidenceParser {
        dates.isOpen ? knowingDates(of: portion) : self
    }

    private func knowingDates(of portion: EvidencePortion) -> CSVParser {
        var dates = dates
        _ = parse(portion, &dates)
        return CSVParser(layout, encoding, assumptions, dates: dates.following)
    }

    private func layout(of head: [UInt8]) -> CSVLayout? {
        guard let text = encoding.textOfHead(head), !text.contains(0) else { return nil }
        return CSVLayout(text.span)
    }

    /// Whole rows, about ``CSVLimits/portionLength`` bytes of them.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let aim = min(window.count, CSVLimits.portionLength)
        if isLast, aim == window.count { return aim }
        guard let layout else { return window.count }
        return encoding.portionLength(of: window, at: offset, isLast: isLast, aim: aim, limit: CSVLimits.rowLength) {
            text, isLong in
            if !text.contains(UInt8(ascii: "\"")) { return text.lastIndex(of: 0x0A).map { $0 + 1 } }
            var rows = CSVRows(layout, from: offset == 0 ? min(layout.headerEnd, text.count) : 0, of: text.count)
            var end: Int?
            while true {
                switch rows.next(in: text.span) {
                // What reaches to the end of the bytes may go on behind it.
                case .end, .cut, .open: return end
                case .row, .damaged:
                    guard text[rows.place - 1] == 0x0A else { return end }
                    end = rows.place
                    if isLong { return end }
                }
            }
        }
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        dates.parse(at: portion.offset) { parse(portion, &$0) }
    }

    private func parse(_ portion: EvidencePortion, _ dates: inout DateOrder) -> ParsedPortion {
        guard let layout = layout ?? self.layout(of: portion.bytes) else {
            let issue = ParseIssue(.damagedHeader, offset: portion.offset, "no row names the columns")
            var builder = RecordBatchBuilder()
            var tally = PortionTally()
            tally.skip(portion.bytes.count)
            return ParsedPortion(builder.finish(), [issue], tally, of: portion)
        }
        let text = encoding.text(of: portion)
        let bytes = text.bytes
        var issues = IssueList(limit: CSVLimits.issuesPerPortion)
        var records = CSVRecords(layout, assuming: assumptions, dates: dates)
        records.begin(bytes)
        var tally = PortionTally()
        let start = portion.offset == 0 ? min(layout.headerEnd, bytes.count) : 0
        var rows = CSVRows(layout, from: start, of: bytes.count)
        reading: while true {
            let step = rows.next(in: bytes.span)
            let place: Int
            switch step {
            case .end: break reading
            case .row(let start), .damaged(let start), .open(let start), .cut(let start): place = start
            }
            let offset = text.offset(of: place)
            switch step {
            case .row:
                let count = records.count
                for issue in records.add(rows.cells, bytes.span, at: offset) { issues.add(issue) }
                // The row of names, which joined files repeat, is none.
                if records.count > count { tally.read(text.length(from: offset, to: rows.place)) }
                continue reading
            case .cut: issues.add(ParseIssue(.truncated, offset: offset, "the table ends inside of a row"))
            case .open where rows.place == bytes.count:
                issues.add(ParseIssue(.truncated, offset: offset, "the table ends inside of a quoted value"))
            default: issues.add(ParseIssue(.damagedRecord, offset: offset, "the line is no row of the table"))
            }
            tally.skip(text.length(from: offset, to: rows.place))
        }
        if let issue = records.issueOfTimes(in: portion) { issues.add(issue) }
        if let issue = records.issueOfZones { issues.add(issue) }
        dates = records.dates
        return ParsedPortion(records.finish(), issues.finish(), tally, of: portion)
    }
}
