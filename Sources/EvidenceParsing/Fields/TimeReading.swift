import Vocabulary

/// How the text of a time field is to be read.
enum TimeReading: Sendable {
    /// ISO 8601, an epoch count or a country's own date (``LocalDate``); without a zone it is not known where it was noon.
    case asWritten
    /// The same, and the format defines that a time without a zone is UTC.
    case utc
    /// The id of a Linux audit record, `1688052525.815:33152`, which begins with its time.
    case auditID

    /// A time that was read; its moment is that of UTC where the zone is not stated.
    struct Result: Equatable {
        let moment: Timestamp
        let isStated: Bool
    }

    /// The moment that the text of a range names, or nil where it is no time.
    ///
    /// - Parameter dates: What is known of the file's dates by the habits of a country, to which this one is added.
    func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ escape: TextEscape, dates: inout DateOrder
    ) -> Result? {
        if self != .auditID, escape == .none, let time = PlainTime.read(bytes, range) {
            return Result(moment: time.moment, isStated: time.isStated || self == .utc)
        }
        return read(escape.string(bytes, range), dates: &dates)
    }

    private func read(_ text: String, dates: inout DateOrder) -> Result? {
        switch self {
        case .auditID:
            guard let colon = text.firstIndex(of: ":") else { return nil }
            return Self.epoch(text[..<colon])
        case .asWritten, .utc:
            let text = Self.withoutBlanks(text)
            if let (civil, offset) = CivilTime.read(Self.extended(Self.withoutUTC(text))) {
                guard let moment = civil.moment(offsetInMinutes: offset ?? 0) else { return nil }
                return Result(moment: moment, isStated: offset != nil || self == .utc)
            }
            // .NET's own JSON form, as PowerShell 5 writes it.
            if text.hasPrefix("/Date("), text.hasSuffix(")/") { return Self.epoch(text.dropFirst(6).dropLast(2)) }
            if let epoch = Self.epoch(text[...]) { return epoch }
            guard let date = LocalDate(text, order: dates.order), let moment = date.civil.moment() else { return nil }
            dates.note(date)
            return Result(moment: moment, isStated: self == .utc)
        }
    }

    /// `2019-05-11T17:58:22Z UTC`, as the Rust crate `evtx` prints, says UTC twice.
    private static func withoutUTC(_ text: String) -> String {
        text.utf8.last == UInt8(ascii: "C") && text.hasSuffix("Z UTC") ? String(text.dropLast(4)) : text
    }

    private static func withoutBlanks(_ text: String) -> String {
        guard text.utf8.first == UInt8(ascii: " ") || text.utf8.last == UInt8(ascii: " ") else { return text }
        let blank = UInt8(ascii: " ")
        let trimmed = text.utf8.drop { $0 == blank }.reversed().drop { $0 == blank }.reversed()
        return String(decoding: Array(trimmed), as: UTF8.self)
    }

    /// The basic format of ISO 8601, `20260301T100000Z`, with the hyphens and colons of the extended one.
    private static func extended(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count >= 15, bytes[8] == UInt8(ascii: "T"),
            (bytes[..<8] + bytes[9..<15]).allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        else { return text }
        func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<11)):\(part(11..<13)):\(part(13..<bytes.count))"
    }

    private static func epoch(_ text: Substring) -> Result? {
        let bytes = Array(text.utf8)
        return PlainTime.epoch(bytes.span, 0..<bytes.count)
    }
}
