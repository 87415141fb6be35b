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
        /// Minutes ahead of UTC that were assumed for a name of a zone that means several; the moment is that of UTC.
        var assumedOffset: Int16?
    }

    /// The moment that the text of a range names, or nil where it is no time.
    ///
    /// - Parameters:
    ///   - order: What is known of the file's dates by the habits of a country.
    ///   - evidence: What this one says of it is added.
    func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ escape: TextEscape, order: LocalDate.Order?,
        _ evidence: inout LocalDate.Evidence
    ) -> Result? {
        if self != .auditID, escape == .none, let time = PlainTime.read(bytes, range) {
            return Result(moment: time.moment, isStated: time.isStated || self == .utc)
        }
        return read(escape.string(bytes, range), order, &evidence)
    }

    private func read(
        _ text: String, _ order: LocalDate.Order?, _ evidence: inout LocalDate.Evidence
    ) -> Result? {
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
            return readForPeople(text, order, &evidence)
        }
    }

    /// Dates as programs write them for the eye, and a zone behind them or behind a date of ISO 8601.
    private func readForPeople(
        _ text: String, _ order: LocalDate.Order?, _ evidence: inout LocalDate.Evidence
    ) -> Result? {
        // Most state no zone.
        if let date = LocalDate(text, order: order), let moment = date.civil.moment() {
            evidence.merge(date.evidence)
            return Result(moment: moment, isStated: self == .utc)
        }
        let (rest, zone) = Self.splitZone(text)
        let offset = zone?.offset ?? 0
        let civil: CivilTime
        if zone != nil, let (known, nothing) = CivilTime.read(rest), nothing == nil {
            civil = known
        } else if zone != nil, let date = LocalDate(rest, order: order) {
            evidence.merge(date.evidence)
            civil = date.civil
        } else if let named = NamedMonthDate.read(rest) {
            civil = named
        } else {
            return nil
        }
        guard let moment = civil.moment(offsetInMinutes: offset) else { return nil }
        let assumed = zone?.isAmbiguous == true ? Int16(offset) : nil
        // Kibana shows all times in the zone of whoever looks.
        let isUTC = self == .utc && !rest.contains("@")
        return Result(moment: moment, isStated: zone != nil || isUTC, assumedOffset: assumed)
    }

    /// Takes the zone off a time: `EDT`, `(CEST)`, `+02:00`, `GMT+2`; of asctime it stands before the year.
    private static func splitZone(_ text: String) -> (rest: String, zone: (offset: Int, isAmbiguous: Bool)?) {
        var words = text.split(separator: " ")
        guard words.count >= 2 else { return (text, nil) }
        let isBeforeYear = words.count >= 4 && words[words.count - 1].allSatisfy(\.isNumber)
        let index = isBeforeYear ? words.count - 2 : words.count - 1
        let word = Array(words[index].utf8.drop { $0 == UInt8(ascii: "(") })
        let name = word.last == UInt8(ascii: ")") ? Array(word.dropLast()) : word
        guard let zone = zone(name.span) else { return (text, nil) }
        words.remove(at: index)
        return (words.joined(separator: " "), zone)
    }

    /// Whether a text is a date and a time of day as ISO 8601 writes them: what no other text looks like.
    static func isWritten(in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard (16...40).contains(range.count) else { return false }
        let start = range.lowerBound
        guard bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            bytes[start + 10] == UInt8(ascii: "T") || bytes[start + 10] == 0x20,
            bytes[start + 13] == UInt8(ascii: ":")
        else { return false }
        return bytes.areDigits(start..<start + 4) && bytes.areDigits(start + 5..<start + 7)
            && bytes.areDigits(start + 8..<start + 10) && bytes.areDigits(start + 11..<start + 13)
            && bytes.areDigits(start + 14..<start + 16)
    }

    /// Minutes ahead of UTC that a word names, by an offset or by a name of a zone; nil for any other word.
    static func zone(_ word: Span<UInt8>) -> (offset: Int, isAmbiguous: Bool)? {
        if let name = ZoneName(word, 0..<word.count) { return (name.offset, name.isAmbiguous) }
        if let offset = LineTime.zone(word, 0..<word.count) { return (offset, false) }
        // `GMT+2`, `UTC-03:30`
        guard word.count >= 5, word.starts(0..<3, with: "GMT") || word.starts(0..<3, with: "UTC"),
            word[3] == UInt8(ascii: "+") || word[3] == UInt8(ascii: "-")
        else { return nil }
        let colon = word.first(UInt8(ascii: ":"), in: 4..<word.count)
        guard let hours = word.number(4..<colon), hours <= 14 else { return nil }
        let minutes = colon == word.count ? 0 : word.number(colon + 1..<word.count)
        guard let minutes, minutes < 60 else { return nil }
        return ((word[3] == UInt8(ascii: "-") ? -1 : 1) * (60 * hours + minutes), false)
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
