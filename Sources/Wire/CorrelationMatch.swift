package import Vocabulary

/// A match of a correlation, as ``DetectionRenderer`` writes it.
package struct CorrelationMatch: Sendable {
    /// One of the records it is made of.
    package struct Record: Sendable {
        let rule: RuleSummary
        let moment: Timestamp
        let host: String
        let file: String
        let number: UInt64
        let offset: UInt64

        /// - Parameters:
        ///   - number: The record's own number, 0 where it has none.
        ///   - offset: Where it begins in its file, in bytes.
        package init(
            rule: RuleSummary, moment: Timestamp, host: String, file: String, number: UInt64, offset: UInt64
        ) {
            self.rule = rule
            self.moment = moment
            self.host = host
            self.file = file
            self.number = number
            self.offset = offset
        }
    }

    let rule: RuleSummary
    let group: [(name: String, value: String)]
    let met: Timestamp
    let first: Timestamp
    let last: Timestamp
    let host: String?
    let count: Int
    let measure: Double
    let isOver: Bool
    let records: [Record]

    /// - Parameters:
    ///   - group: The values that the records have in common.
    ///   - met: When the correlation was met.
    ///   - host: The computer of all records; nil where they have none or several.
    ///   - count: How many records it is made of.
    ///   - measure: What was counted or worked out.
    ///   - isOver: Whether no more of it will come.
    ///   - records: The first of its records.
    package init(
        rule: RuleSummary, group: [(name: String, value: String)], met: Timestamp, first: Timestamp, last: Timestamp,
        host: String?, count: Int, measure: Double, isOver: Bool, records: [Record]
    ) {
        self.rule = rule
        self.group = group
        self.met = met
        self.first = first
        self.last = last
        self.host = host
        self.count = count
        self.measure = measure
        self.isOver = isOver
        self.records = records
    }

    /// The file of all listed records; nil where there are several.
    fileprivate var file: String? {
        let files = Set(records.map(\.file))
        return files.count == 1 ? files.first : nil
    }

    fileprivate var groupText: String { group.map { "\($0.name)=\($0.value)" }.joined(separator: "; ") }

    fileprivate var extent: String {
        let time = first == last ? first.description : "\(first) to \(last)"
        return (count == 1 ? "1 record, " : "\(count) records, ") + time
    }

    /// A whole number without a point.
    fileprivate var measureText: String {
        Int64(exactly: measure).map(\.description) ?? (measure.isFinite ? "\(measure)" : "null")
    }
}

extension DetectionRenderer {
    /// Appends one match of a correlation and its line end.
    package func append(_ match: CorrelationMatch, to out: inout [UInt8]) {
        switch format {
        case .jsonLines: appendJSON(match, to: &out)
        case .timesketch: appendTimesketch(match, to: &out)
        case .csv:
            let fields = (match.group.isEmpty ? "" : match.groupText + "; ") + match.extent
            let cells = [
                match.met.description, match.rule.level.rawValue, match.rule.title, match.rule.id, match.host ?? "",
                "correlation", "", "", match.file ?? "", fields,
            ]
            out += Array((cells.map(CSVText.cell).joined(separator: ",") + "\r\n").utf8)
        case .table:
            let title = match.rule.title + (match.group.isEmpty ? "" : " (\(match.groupText))") + ": \(match.extent)"
            let line = Self.line([
                (match.met.description, 27), (match.rule.level.rawValue, 13), (match.host ?? "-", 20), (title, 0),
            ])
            out += Array(line.utf8)
        }
    }

    private func appendJSON(_ match: CorrelationMatch, to out: inout [UInt8]) {
        appendBeginning(match.rule, to: &out)
        append(match.met.description, to: &out)
        out += Array(#","host":"#.utf8)
        append(match.host, to: &out)
        out += Array(#","source":"correlation","group":{"#.utf8)
        for (place, (name, value)) in match.group.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            JSONText.append(string: name, to: &out)
            out.append(UInt8(ascii: ":"))
            JSONText.append(string: value, to: &out)
        }
        out += Array(#"},"first":"\#(match.first)","last":"\#(match.last)","count":\#(match.count),"value":"#.utf8)
        out += Array(match.measureText.utf8)
        if !match.isOver { out += Array(#","open":true"#.utf8) }
        out += Array(#","records":["#.utf8)
        for (place, record) in match.records.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            out += Array(#"{"time":"\#(record.moment)","rule":"#.utf8)
            JSONText.append(string: record.rule.id, to: &out)
            out += Array(#","host":"#.utf8)
            append(record.host.isEmpty ? nil : record.host, to: &out)
            out += Array(#","record":\#(record.number),"offset":\#(record.offset),"file":"#.utf8)
            JSONText.append(string: record.file, to: &out)
            out.append(UInt8(ascii: "}"))
        }
        out += Array("]}\n".utf8)
    }

    private func appendTimesketch(_ match: CorrelationMatch, to out: inout [UInt8]) {
        var all = Dictionary(match.group.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        all["message"] = "\(match.rule.title): \(match.group.isEmpty ? "" : match.groupText + "; ")\(match.extent)"
        all["datetime"] = match.met.description
        all["timestamp_desc"] = "Correlation Time"
        all["rule_id"] = match.rule.id
        all["rule_level"] = match.rule.level.rawValue
        all["hostname"] = match.host
        all["source_file"] = match.file
        append(all, to: &out)
        out.append(UInt8(ascii: "\n"))
    }
}
