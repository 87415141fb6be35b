package import Detection
package import Vocabulary

/// Writes matches of `cordon detect`, one at a time.
package struct DetectionRenderer: Sendable {
    package enum Format: Sendable {
        /// One JSON object a line.
        case jsonLines
        case csv
        /// Columns for people.
        case table
        /// The JSON lines that Timesketch imports: `message`, `datetime`, `timestamp_desc` and fields.
        case timesketch
    }

    let format: Format

    package init(_ format: Format) { self.format = format }

    /// What stands before the first match.
    package var header: [UInt8] {
        switch format {
        case .jsonLines, .timesketch: []
        case .csv: Array("time,level,title,rule,host,source,event_code,record,file,fields,offset\r\n".utf8)
        case .table: Array("time                         level          host                  rule\n".utf8)
        }
    }

    /// Appends one match and its line end.
    ///
    /// - Parameters:
    ///   - fields: What made the rule match, by name.
    ///   - why: Why it matched, for JSON; nil where that is not asked.
    package func append(
        rule: RuleSummary, record: LogRecord, file: String, fields: [String: String], why: RuleExplanation? = nil,
        to out: inout [UInt8]
    ) {
        switch format {
        case .jsonLines: appendJSON(rule, record, file, fields, why, to: &out)
        case .timesketch: appendTimesketch(rule, record, file, fields, to: &out)
        case .csv:
            let cells = [
                record.moment?.description ?? "", rule.level.rawValue, rule.title, rule.id, record.host?.text ?? "",
                record.channel?.text ?? "", record.eventCode?.text ?? "", record.number.description, file,
                Self.text(of: fields), record.position.description,
            ]
            out += Array((cells.map(CSVText.cell).joined(separator: ",") + "\r\n").utf8)
        case .table:
            let cells = [
                (record.moment?.description ?? "-", 27), (rule.level.rawValue, 13), (record.host?.text ?? "-", 20),
                (rule.title, 0),
            ]
            out += Array(Self.line(cells).utf8)
        }
    }

    private func appendJSON(
        _ rule: RuleSummary, _ record: LogRecord, _ file: String, _ fields: [String: String], _ why: RuleExplanation?,
        to out: inout [UInt8]
    ) {
        appendBeginning(rule, to: &out)
        append(record.moment?.description, to: &out)
        out.append(#","host":"#)
        append(record.host?.text, to: &out)
        out.append(#","source":"#)
        append(record.channel?.text, to: &out)
        out.append(#","eventCode":"#)
        if let number = record.eventCode?.integer {
            out += number.description.utf8
        } else {
            append(record.eventCode?.text, to: &out)
        }
        out.append(#","record":"#)
        out += record.number.description.utf8
        // Where a record has no number of its own, only its place tells it from the others of its file.
        out.append(#","offset":"#)
        out += record.position.description.utf8
        out.append(#","file":"#)
        JSONText.append(string: file, to: &out)
        out.append(#","fields":"#)
        append(fields, to: &out)
        if let why { append(why, to: &out) }
        out.append("}\n")
    }

    /// The selections that made the rule match, and what of which values.
    private func append(_ why: RuleExplanation, to out: inout [UInt8]) {
        out += Array(#","why":{"selections":["#.utf8)
        for (place, name) in why.selections.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            JSONText.append(string: name, to: &out)
        }
        out += Array(#"],"fields":["#.utf8)
        for (place, found) in why.highlights.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            let texts = [
                ("selection", found.selection), ("field", found.value.field), ("test", found.test),
                ("value", found.value.text),
            ]
            for (number, (key, text)) in texts.enumerated() {
                out += Array("\(number == 0 ? "{" : ",")\"\(key)\":".utf8)
                JSONText.append(string: text, to: &out)
            }
            if let range = found.value.range {
                out += Array(#","start":\#(range.lowerBound),"end":\#(range.upperBound)"#.utf8)
            }
            out.append(UInt8(ascii: "}"))
        }
        out += Array("]}".utf8)
    }

    /// What every JSON line begins with, up to its time.
    func appendBeginning(_ rule: RuleSummary, to out: inout [UInt8]) {
        out.append(#"{"rule":{"id":"#)
        JSONText.append(string: rule.id, to: &out)
        out.append(#","title":"#)
        JSONText.append(string: rule.title, to: &out)
        out.append(#","level":"#)
        JSONText.append(string: rule.level.rawValue, to: &out)
        out.append(#","tags":["#)
        for (place, tag) in rule.tags.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            JSONText.append(string: tag, to: &out)
        }
        out.append(#"]},"time":"#)
    }

    private func appendTimesketch(
        _ rule: RuleSummary, _ record: LogRecord, _ file: String, _ fields: [String: String], to out: inout [UInt8]
    ) {
        var all = fields
        all["message"] = "\(rule.title): \(Self.text(of: fields))"
        all["datetime"] = record.moment?.description ?? "1970-01-01T00:00:00.000000Z"
        all["timestamp_desc"] = record.moment == nil ? "Time unknown" : "Event Time"
        all["rule_id"] = rule.id
        all["rule_level"] = rule.level.rawValue
        all["hostname"] = record.host?.text
        all["event_code"] = record.eventCode?.text
        all["source_name"] = record.channel?.text
        all["source_file"] = file
        append(all, to: &out)
        out.append(UInt8(ascii: "\n"))
    }

    func append(_ text: String?, to out: inout [UInt8]) {
        if let text { JSONText.append(string: text, to: &out) } else { out.append("null") }
    }

    func append(_ fields: [String: String], to out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        for (place, (name, value)) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            JSONText.append(string: name, to: &out)
            out.append(UInt8(ascii: ":"))
            JSONText.append(string: value, to: &out)
        }
        out.append(UInt8(ascii: "}"))
    }

    /// A line of a table, each cell as wide as it says at least.
    static func line(_ cells: [(text: String, width: Int)]) -> String {
        let padded = cells.map { text, width in
            let safe = PlainText.safe(text)
            return safe + String(repeating: " ", count: max(0, width - safe.count))
        }
        return padded.joined(separator: "  ") + "\n"
    }

    private static func text(of fields: [String: String]) -> String {
        fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
}

extension [UInt8] {
    /// Appends text that the program is made with, without a string of it.
    fileprivate mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
