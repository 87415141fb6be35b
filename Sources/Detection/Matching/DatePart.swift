import Vocabulary

/// A number that can be read from a date (Sigma 2.1, "Time Modifiers"). The date is taken as written, without zones.
enum DatePart: String, Hashable, Sendable {
    case minute, hour, day, week, month, year

    /// The numbers that dates have.
    var numbers: ClosedRange<Double> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .day: 1...31
        case .week: 1...53
        case .month: 1...12
        case .year: 0...9_999
        }
    }

    /// The number in an ISO 8601 date; nil where the text is no date.
    func number(in text: String) -> Int? {
        guard let civil = CivilTime.read(text)?.civil, let moment = civil.moment() else { return nil }
        return switch self {
        case .minute: civil.minute
        case .hour: civil.hour
        case .day: civil.day
        case .week: Self.week(civil, moment)
        case .month: civil.month
        case .year: civil.year
        }
    }

    /// The ISO 8601 week: the one that has the year's first Thursday is week 1.
    private static func week(_ civil: CivilTime, _ moment: Timestamp) -> Int? {
        let ticksPerDay = 86_400 * Timestamp.ticksPerSecond
        let day = moment.ticks / ticksPerDay
        // 1601-01-01 was a Monday.
        let thursday = day - day % 7 + 3
        guard let moment = Timestamp(ticks: thursday * ticksPerDay),
            let newYear = CivilTime(year: CivilTime(moment).year, month: 1, day: 1).moment()
        else { return nil }
        return Int(thursday - newYear.ticks / ticksPerDay) / 7 + 1
    }
}
