import Vocabulary

/// Dates as programs write them for the eye, by the habits of a country: `1/31/2026 3:04:05 PM`, `31.01.2026 15:04:05`.
enum LocalDate {
    /// What the first number of `1/2/2026` is, where both could be a month.
    enum Order { case monthFirst, dayFirst }

    /// Reads a date with a time of day; nil for any other text.
    ///
    /// Where a number above 12 does not decide it, dots and a clock of 24 hours with slashes mean that the day is first
    /// (the habit of most countries), AM and PM that the month is (that of the United States).
    ///
    /// - Parameter order: What is known of the program's habit.
    static func read(_ text: String, order: Order? = nil) -> CivilTime? {
        // A narrow space stands before AM and PM in newer versions of Windows and .NET; nothing else here is not ASCII.
        var bytes = text.unicodeScalars.map { $0 == "\u{202F}" ? 0x20 : UInt8(exactly: $0.value) ?? 0 }[...]
        guard let first = number(&bytes), let separator = bytes.popFirst(),
            separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".") || separator == UInt8(ascii: "-"),
            let second = number(&bytes), bytes.popFirst() == separator, let third = number(&bytes)
        else { return nil }
        if bytes.first == UInt8(ascii: ",") { bytes.removeFirst() }
        guard skipBlanks(&bytes), let hour = number(&bytes), bytes.popFirst() == UInt8(ascii: ":"),
            let minute = number(&bytes)
        else { return nil }
        var civil = CivilTime(year: third, month: first, day: second, hour: hour, minute: minute)
        if bytes.first == UInt8(ascii: ":") {
            bytes.removeFirst()
            guard let seconds = number(&bytes) else { return nil }
            civil.second = seconds
            if bytes.first == UInt8(ascii: ".") || bytes.first == UInt8(ascii: ",") {
                bytes.removeFirst()
                guard let fraction = fraction(&bytes) else { return nil }
                civil.fraction = fraction
            }
        }
        _ = skipBlanks(&bytes)
        let half = String(decoding: bytes, as: UTF8.self).uppercased()
        switch half {
        case "": break
        case "AM": civil.hour = hour % 12
        case "PM": civil.hour = hour % 12 + 12
        default: return nil
        }
        if !half.isEmpty, !(1...12).contains(hour) { return nil }
        let habit: Order = separator == UInt8(ascii: "/") && !half.isEmpty ? .monthFirst : .dayFirst
        if first > 31 {
            civil.year = first
            civil.month = second
            civil.day = third
        } else if isDayFirst(first, second, order ?? habit) {
            civil.month = second
            civil.day = first
        }
        return civil.moment() == nil ? nil : civil
    }

    private static func isDayFirst(_ first: Int, _ second: Int, _ order: Order) -> Bool {
        if first > 12 { return true }
        if second > 12 { return false }
        return order == .dayFirst
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
