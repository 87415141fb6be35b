import Vocabulary

/// Times as people write them in queries: whole, or only the first parts of one, which then means all of that year, day
/// or minute.
enum TimeText {
    /// The stretch that a text names, in UTC unless it states a zone; nil where it is no time.
    ///
    ///     TimeText.span(of: "2026-03")    // all of March
    static func span(of text: String) -> TimeSpan? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count <= 2, let year = number(parts[0], digits: 4) {
            guard parts.count == 2 else {
                return span(CivilTime(year: year, month: 1, day: 1), CivilTime(year: year + 1, month: 1, day: 1))
            }
            guard let month = number(parts[1], digits: 2) else { return nil }
            let next = month == 12 ? (year + 1, 1) : (year, month + 1)
            return span(
                CivilTime(year: year, month: month, day: 1), CivilTime(year: next.0, month: next.1, day: 1))
        }
        // An hour without minutes.
        let isHour = text.utf8.count == 13
        guard let read = CivilTime.read(isHour ? text + ":00" : text),
            let start = read.civil.moment(offsetInMinutes: read.offsetInMinutes ?? 0)
        else { return nil }
        return TimeSpan(lower: start.ticks, upper: start.ticks + (isHour ? 3_600 * second : step(text)))
    }

    private static let second = Timestamp.ticksPerSecond

    /// The length of the last part that a text states.
    private static func step(_ text: String) -> Int64 {
        if text.utf8.count == 10 { return 86_400 * second }
        let clock = text.dropFirst(11)
        if let mark = clock.firstIndex(where: { $0 == "." || $0 == "," }) {
            let digits = clock[clock.index(after: mark)...].prefix(while: \.isNumber).count
            return (0..<min(digits, 7)).reduce(second) { step, _ in step / 10 }
        }
        let digits = clock.prefix { $0 == ":" || $0.isNumber }
        return digits.split(separator: ":").count >= 3 ? second : 60 * second
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        text.utf8.count == digits && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    private static func span(_ start: CivilTime, _ end: CivilTime) -> TimeSpan? {
        guard let first = start.moment() else { return nil }
        return TimeSpan(lower: first.ticks, upper: end.moment()?.ticks ?? .max)
    }
}
