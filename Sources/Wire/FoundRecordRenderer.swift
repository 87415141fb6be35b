package import RecordSearch
package import Vocabulary

/// Writes records that `cordon evidence search` found, one at a time.
package struct FoundRecordRenderer: Sendable {
    package enum Format: Sendable {
        /// A line for people.
        case text
        /// A JSON object, without a line end.
        case json
        case csv
    }

    /// Characters of a message that people are shown in a line.
    private static let shownMessage = 100

    private let format: Format
    /// What is shown of each record; nil for what is usual.
    private let fields: [SearchField]?
    private let namesCase: Bool

    /// - Parameters:
    ///   - fields: What is shown of each record, as queries name it; nil for what is usual.
    ///   - namesCase: Whether hits may be of several cases.
    package init(_ format: Format, fields: [SearchField]?, namesCase: Bool) {
        self.format = format
        self.fields = fields
        self.namesCase = namesCase
    }

    /// What stands before the first record.
    package var header: [UInt8] {
        guard format == .csv else { return [] }
        let columns = fields?.map(\.name) ?? ["time", "host", "source", "event_code", "account", "process", "message"]
        return Self.row((namesCase ? ["case"] : []) + columns + ["reference"])
    }

    package func append(_ record: FoundRecord, of id: CaseID, to out: inout [UInt8]) {
        switch format {
        case .text: appendLine(record, id, to: &out)
        case .csv: out += Self.row((namesCase ? [id.description] : []) + cells(record) + [record.reference.description])
        case .json: appendObject(record, id, to: &out)
        }
    }

    private func cells(_ record: FoundRecord) -> [String] {
        if let fields { return fields.map { Self.text(of: $0, record) } }
        return [
            record.time?.description ?? "", record.host, Self.source(record), record.eventCode,
            Self.account(record), record.common(.process) ?? "", record.common(.message) ?? "",
        ]
    }

    /// Names only queries have are read here; `time` is no field of a record.
    private static func text(of field: SearchField, _ record: FoundRecord) -> String {
        if field == SearchField("time") { return record.time?.description ?? "" }
        return record.values(of: field).joined(separator: "; ")
    }

    private static func source(_ record: FoundRecord) -> String {
        record.channel.isEmpty ? record.provider : record.channel
    }

    private static func account(_ record: FoundRecord) -> String {
        record.common(.targetAccount) ?? record.common(.account) ?? ""
    }

    private static func row(_ cells: [String]) -> [UInt8] {
        Array((cells.map(CSVText.cell).joined(separator: ",") + "\r\n").utf8)
    }

    // MARK: For people

    private func appendLine(_ record: FoundRecord, _ id: CaseID, to out: inout [UInt8]) {
        var parts: [String] = namesCase ? [id.description] : []
        if fields != nil {
            parts += cells(record)
        } else {
            let said =
                record.common(.message) ?? record.common(.commandLine) ?? record.common(.process) ?? Self.told(record)
            parts += [
                Self.padded(record.time?.description ?? "-", 27), Self.padded(record.host, 16),
                Self.padded(Self.source(record), 20), Self.padded(record.eventCode, 5),
                Self.padded(Self.account(record), 14), Self.shortened(said),
            ]
        }
        parts.append(record.reference.description)
        out += Array((parts.map(PlainText.safe).joined(separator: "  ") + "\n").utf8)
    }

    /// What a record has to say beside what stands in the columns: a Windows event begins with a dozen fields that every
    /// event has.
    private static func told(_ record: FoundRecord) -> String {
        let own = record.fields.drop { field in header.contains { field.name.hasPrefix($0) } }
        return own.lazy.filter { $0.text != "" && $0.text != "-" }.map { "\($0.name)=\($0.text)" }
            .joined(separator: " ")
    }

    /// The members of System, which come first (MS-EVEN6 section 2.2.13).
    private static let header = [
        "@timestamp", "Provider_", "EventID", "Version", "Level", "Task", "Opcode", "Keywords", "TimeCreated_",
        "EventRecordID",
        "Correlation_", "Execution_", "Channel", "Computer", "Security_",
    ]

    private static func padded(_ text: String, _ width: Int) -> String {
        let shown = text.isEmpty ? "-" : text
        return shown + String(repeating: " ", count: max(0, width - shown.count))
    }

    private static func shortened(_ text: String) -> String {
        text.count > shownMessage ? text.prefix(shownMessage) + ".." : text
    }

    // MARK: For programs

    private func appendObject(_ record: FoundRecord, _ id: CaseID, to out: inout [UInt8]) {
        out += Array(#"{"reference":"\#(record.reference)","case":"\#(id)","time":"#.utf8)
        out += Array((record.time.map { "\"\($0)\"" } ?? "null").utf8)
        if case .assumed(let offset, let withYear) = record.zone, record.time != nil {
            out += Array(#","assumed":{"offsetInMinutes":\#(offset),"year":\#(withYear)}"#.utf8)
        }
        if let fields {
            out += Array(#","fields":{"#.utf8)
            for (place, field) in fields.enumerated() {
                if place > 0 { out.append(UInt8(ascii: ",")) }
                JSONText.append(string: field.name, to: &out)
                out.append(UInt8(ascii: ":"))
                JSONText.append(string: Self.text(of: field, record), to: &out)
            }
            out += Array("}}".utf8)
            return
        }
        let known: [(String, String)] = [
            ("host", record.host), ("channel", record.channel), ("provider", record.provider),
            ("eventCode", record.eventCode),
        ]
        for (key, text) in known {
            out += Array(",\"\(key)\":".utf8)
            JSONText.append(string: text, to: &out)
        }
        // The same name may stand at several places of a record: a list keeps all of them.
        out += Array(#","fields":["#.utf8)
        for (place, field) in record.fields.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            out += Array(#"{"name":"#.utf8)
            JSONText.append(string: field.name, to: &out)
            out += Array(#","value":"#.utf8)
            if field.isLiteral, Self.isBare(field.text) {
                out += Array(field.text.utf8)
            } else {
                JSONText.append(string: field.text, to: &out)
            }
            out.append(UInt8(ascii: "}"))
        }
        out += Array("]}".utf8)
    }

    private static func isBare(_ text: String) -> Bool {
        text == "true" || text == "false" || Array(text.utf8).withUnsafeBufferPointer { JSONText.isNumber($0) }
    }
}
