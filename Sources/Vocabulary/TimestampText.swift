extension Timestamp: CustomStringConvertible, Codable {
    /// ISO 8601 in UTC with six digits, `2026-03-01T10:00:00.123456Z`; the seventh digit is cut, not rounded.
    package var description: String { text(digits: 6) }

    /// ISO 8601 in UTC with `digits` (0 to 7) digits of the second, cut and not rounded.
    package func text(digits: Int) -> String {
        var bytes: [UInt8] = []
        append(to: &bytes, digits: digits)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends ``text(digits:)`` as UTF-8 without building a string.
    package func append(to bytes: inout [UInt8], digits: Int = 6) {
        bytes.append(room: Self.textRoom) { put(to: &$0, digits: digits) }
    }

    /// Bytes of ``text(digits:)`` at most.
    package static let textRoom = 28

    /// Writes ``text(digits:)`` into memory that has ``textRoom``.
    ///
    /// - Returns: The number of bytes written.
    package func write(to memory: UnsafeMutablePointer<UInt8>, digits: Int = 6) -> Int {
        var cursor = TextCursor(memory)
        put(to: &cursor, digits: digits)
        return cursor.place - memory
    }

    func put(to cursor: inout TextCursor, digits: Int) {
        let civil = CivilTime(self)
        cursor.put(UInt(civil.year), width: 4)
        // Part by part: a list of the parts would be allocated for every moment written.
        cursor.put(UInt8(ascii: "-"))
        cursor.put(UInt(civil.month), width: 2)
        cursor.put(UInt8(ascii: "-"))
        cursor.put(UInt(civil.day), width: 2)
        cursor.put(UInt8(ascii: "T"))
        cursor.put(UInt(civil.hour), width: 2)
        cursor.put(UInt8(ascii: ":"))
        cursor.put(UInt(civil.minute), width: 2)
        cursor.put(UInt8(ascii: ":"))
        cursor.put(UInt(civil.second), width: 2)
        if digits > 0 {
            cursor.put(UInt8(ascii: "."))
            var fraction = UInt(civil.fraction)
            for _ in min(digits, 7)..<7 { fraction /= 10 }
            cursor.put(fraction, width: min(digits, 7))
        }
        cursor.put(UInt8(ascii: "Z"))
    }

    /// Reads ISO 8601 text that states its zone (`Z` or `±hh:mm`); nil for any other text.
    ///
    /// Text without a zone is not a moment: see ``CivilTime/read(_:)`` and ``RecordTime``.
    package init?(iso8601 text: String) {
        guard let reading = CivilTime.read(text), let offset = reading.offsetInMinutes,
            let moment = reading.civil.moment(offsetInMinutes: offset)
        else { return nil }
        self = moment
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let moment = Timestamp(iso8601: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an ISO 8601 moment in UTC"))
        }
        self = moment
    }

    /// Writes all seven digits, so that what is stored is what was seen.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text(digits: 7))
    }
}

extension CivilTime {
    /// Reads a date and time in the forms logs use: `2026-03-01T10:00:00.123Z`, `2026-03-01 10:00:00,123`,
    /// `2026-03-01T10:00:00+02:00`, `2026-03-01`, `2026-03-01T10:00Z`.
    ///
    /// - Returns: The civil time and the zone the text states (nil where it states none); nil where the text is
    ///   no such date. Digits of the second past the seventh are cut.
    package static func read(_ text: String) -> (civil: CivilTime, offsetInMinutes: Int?)? {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(digits: 4), scanner.skip("-"), let month = scanner.number(digits: 2),
            scanner.skip("-"), let day = scanner.number(digits: 2)
        else { return nil }
        var civil = CivilTime(year: year, month: month, day: day)
        if scanner.atEnd { return (civil, nil) }
        guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" "), let hour = scanner.number(digits: 2),
            scanner.skip(":"), let minute = scanner.number(digits: 2)
        else { return nil }
        civil.hour = hour
        civil.minute = minute
        if scanner.skip(":") {
            guard let second = scanner.number(digits: 2) else { return nil }
            civil.second = second
            if scanner.skip(".") || scanner.skip(",") {
                guard let fraction = scanner.fraction(digits: 7) else { return nil }
                civil.fraction = fraction
            }
        }
        _ = scanner.skip(" ")
        if scanner.atEnd { return (civil, nil) }
        if scanner.skip("Z") || scanner.skip("z") || scanner.skip("UTC") { return scanner.atEnd ? (civil, 0) : nil }
        let sign = scanner.skip("+") ? 1 : scanner.skip("-") ? -1 : 0
        guard sign != 0, let hours = scanner.number(digits: 2) else { return nil }
        _ = scanner.skip(":")
        let minutes = scanner.atEnd ? 0 : scanner.number(digits: 2)
        guard let minutes, scanner.atEnd, hours < 24, minutes < 60 else { return nil }
        return (civil, sign * (hours * 60 + minutes))
    }
}

/// Walks over text that is mostly digits.
private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var atEnd: Bool { rest.isEmpty }

    mutating func skip(_ literal: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
        guard rest.starts(with: wanted) else { return false }
        rest.removeFirst(wanted.count)
        return true
    }

    mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let digit = nextDigit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// One digit or more, scaled to exactly `digits` of them.
    mutating func fraction(digits: Int) -> Int? {
        var value = 0
        var seen = 0
        while let digit = nextDigit() {
            if seen < digits { value = value * 10 + digit }
            seen += 1
        }
        guard seen > 0 else { return nil }
        for _ in min(seen, digits)..<digits { value *= 10 }
        return value
    }

    private mutating func nextDigit() -> Int? {
        guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        rest.removeFirst()
        return Int(byte - UInt8(ascii: "0"))
    }
}
