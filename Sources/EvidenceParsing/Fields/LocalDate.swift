import Vocabulary

/// Dates as programs write them for the eye, by the habits of a country: `1/31/2026 3:04:05 PM`, `31.01.2026 15:04:05`.
struct LocalDate {
    /// What the first number of `1/2/2026` is, where both could be a month.
    enum Order: Sendable { case monthFirst, dayFirst }

    /// What a date says of the order of all dates of its file.
    enum Evidence {
        /// Its order is not that of a country: the year is first, or a dot stands between the numbers.
        case none
        /// It could be either, and was read so.
        case ambiguous(Order)
        /// A number above 12 can be no month.
        case proves(Order)

        /// Of the dates of one record the one that says most counts.
        mutating func merge(_ other: Evidence) {
            switch (self, other) {
            case (.none, _), (.ambiguous, .proves): self = other
            default: break
            }
        }
    }

    private(set) var civil: CivilTime
    private(set) var evidence = Evidence.none

    /// Reads a date with a time of day; nil for any other text.
    ///
    /// Where a number above 12 does not decide it, dots and a clock of 24 hours with slashes mean that the day is first
    /// (the habit of most countries), AM and PM that the month is (that of the United States).
    ///
    /// - Parameter order: What is known of the program's habit, or of the other dates of the file.
    init?(_ text: String, order: Order? = nil) {
        // A narrow space stands before AM and PM in newer versions of Windows and .NET; nothing else here is not ASCII.
        var bytes = text.unicodeScalars.map { $0 == "\u{202F}" ? 0x20 : UInt8(exactly: $0.value) ?? 0 }[...]
        guard let first = Self.number(&bytes), let separator = bytes.popFirst(),
            separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".") || separator == UInt8(ascii: "-"),
            let second = Self.number(&bytes), bytes.popFirst() == separator, let third = Self.number(&bytes)
        else { return nil }
        if bytes.first == UInt8(ascii: ",") { bytes.removeFirst() }
        guard Self.skipBlanks(&bytes), let hour = Self.number(&bytes), bytes.popFirst() == UInt8(ascii: ":"),
            let minute = Self.number(&bytes)
        else { return nil }
        civil = CivilTime(year: third, month: first, day: second, hour: hour, minute: minute)
        if bytes.first == UInt8(ascii: ":") {
            bytes.removeFirst()
            guard let seconds = Self.number(&bytes) else { return nil }
            civil.second = seconds
            if bytes.first == UInt8(ascii: ".") || bytes.first == UInt8(ascii: ",") {
                bytes.removeFirst()
                guard let fraction = Self.fraction(&bytes) else { return nil }
                civil.fraction = fraction
            }
        }
        _ = Self.skipBlanks(&bytes)
        let half = String(decoding: bytes, as: UTF8.self).uppercased()
        switch half {
        case "": break
        case "AM": civil.hour = hour % 12
        case "PM": civil.hour = hour % 12 + 12
        default: return nil
        }
        if !half.isEmpty, !(1...12).contains(hour) { return nil }
        if first > 31 {
            (civil.year, civil.month, civil.day) = (first, second, third)
        } else {
            let habit: Order = separator == UInt8(ascii: "/") && !half.isEmpty ? .monthFirst : .dayFirst
            // Dots are a habit of countries where the day is first.
            let known = separator == UInt8(ascii: ".") ? nil : order
            let read: Order = first > 12 ? .dayFirst : second > 12 ? .monthFirst : known ?? habit
            if read == .dayFirst { (civil.month, civil.day) = (second, first) }
            if separator != UInt8(ascii: "."), first != second {
                evidence = first > 12 || second > 12 ? .proves(read) : .ambiguous(read)
            }
        }
        // Short forms of years are of our time.
        if civil.year < 70 { civil.year += 2000 }
        if civil.moment() == nil { return nil }
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        var value = 0
        var digits = 0
        while let digit = digit(bytes.first), digits < 4 {
            value = value * 10 + digit
            digits += 1
            bytes.removeFirst()
        }
        return digits > 0 ? value : nil
    }

    /// 100 ns steps; digits past the seventh are cut.
    private static func fraction(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        var value = 0
        var step = 1_000_000
        var digits = 0
        while let digit = digit(bytes.first) {
            value += digit * step
            step /= 10
            digits += 1
            bytes.removeFirst()
        }
        return digits > 0 ? value : nil
    }

    private static func digit(_ byte: UInt8?) -> Int? {
        guard let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        return Int(byte - UInt8(ascii: "0"))
    }

    private static func skipBlanks(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        let count = bytes.count
        while bytes.first == 0x20 { bytes.removeFirst() }
        return bytes.count < count
    }
}
