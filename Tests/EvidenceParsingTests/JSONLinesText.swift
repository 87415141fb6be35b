import EvidenceParsing
import Vocabulary

/// JSON lines read and written down for comparison.
enum JSONLinesText {
    static func parse(_ text: String, offset: UInt64 = 0) -> ParsedPortion {
        parse(Array(text.utf8), offset: offset)
    }

    static func parse(_ bytes: [UInt8], offset: UInt64 = 0) -> ParsedPortion {
        JSONLinesParser().parse(EvidencePortion(bytes: bytes, offset: offset))
    }

    /// The records of `text`: of each a head line with its common fields, then `name = text` for each value.
    ///
    /// A second name is marked `~`; a null is written without ` = `.
    static func describe(_ text: String) -> String {
        parse(text).batch.records.map(describe).joined(separator: "\n\n")
    }

    static func describe(_ record: LogRecord) -> String {
        let head = [record.host, record.channel, record.provider, record.eventCode].map { $0?.text ?? "-" }
        let fields = record.fields.map { field in
            (field.name.path.isEmpty ? "~" : "") + field.name.name
                + (field.value.isNull ? "" : " = " + field.value.text)
        }
        return ([describe(record.time), head.joined(separator: " | "), "#\(record.number)"] + fields)
            .joined(separator: "\n")
    }

    static func describe(_ time: RecordTime?) -> String {
        guard let time else { return "no time" }
        let zone =
            switch time.zone {
            case .stated: "stated"
            case .assumed(let offset, _): "assumed \(offset)"
            }
        return "\(time.moment) \(zone) \"\(time.originalText ?? "")\""
    }
}
