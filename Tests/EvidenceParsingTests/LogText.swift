import EvidenceParsing
import Vocabulary

/// Logs read as `Services` reads them, and written down for comparison.
enum LogText {
    /// A moment at which the files of these tests were last written to.
    static let assumptions = TimeAssumptions(reference: Timestamp(iso8601: "2026-06-01T00:00:00Z"))

    static func read(_ text: String, assuming times: TimeAssumptions = assumptions) -> ParsedPortion? {
        read(Array(text.utf8), assuming: times)
    }

    /// Nil where no format of lines of text is recognised.
    static func read(_ bytes: [UInt8], assuming times: TimeAssumptions = assumptions) -> ParsedPortion? {
        parser(bytes)?.reading(bytes, assuming: times).parse(EvidencePortion(bytes: bytes, offset: 0))
    }

    static func parser(_ bytes: [UInt8]) -> (any EvidenceParser)? {
        LineFormats.all.first { $0.recognises(Array(bytes.prefix(EvidenceFormats.headLength))) }
    }

    /// Of each record a head line with its time and common fields, then `name = text` for each value; `~` marks a second
    /// name. An issue is written as its kind and offset.
    static func describe(_ text: String, assuming times: TimeAssumptions = assumptions) -> String {
        guard let parsed = read(text, assuming: times) else { return "not recognised" }
        let issues = parsed.issues.map { "! \($0.kind) \($0.offset)" }
        return (parsed.batch.records.map(describe) + issues).joined(separator: "\n")
    }

    static func describe(_ record: LogRecord) -> String {
        let head = [record.host, record.channel, record.provider, record.eventCode].map { $0?.text ?? "-" }
        let fields = record.fields.map { field in
            "  " + (field.name.path.isEmpty ? "~" : "") + field.name.name + " = " + field.value.text
        }
        return ([describe(record.time) + " " + head.joined(separator: " | ")] + fields).joined(separator: "\n")
    }

    static func describe(_ time: RecordTime?) -> String {
        guard let time else { return "no time" }
        return switch time.zone {
        case .stated: "\(time.moment)"
        case .assumed(let offset, let withYear): "\(time.moment) (\(offset)\(withYear ? ", year" : ""))"
        }
    }

    /// The values of a field in all records, `-` where a record lacks it.
    static func values(_ name: String, in text: String) -> [String] {
        read(text)?.batch.records.map { $0.value(named: name)?.text ?? "-" } ?? []
    }

    /// Every record read portion by portion through windows of `size` bytes, which grow as they must.
    static func records(_ bytes: [UInt8], window size: Int) -> [String] {
        guard let parser = parser(bytes)?.reading(bytes, assuming: assumptions) else { return [] }
        var found: [String] = []
        var start = 0
        var window = size
        while start < bytes.count {
            let end = min(start + window, bytes.count)
            let length = parser.portionLength(of: bytes[start..<end], at: UInt64(start), isLast: end == bytes.count)
            if length == 0 {
                window += size
                continue
            }
            let portion = EvidencePortion(bytes: Array(bytes[start..<start + length]), offset: UInt64(start))
            found += parser.parse(portion).batch.records.map { "\($0.position) " + describe($0) }
            start += length
            window = size
        }
        return found
    }
}
