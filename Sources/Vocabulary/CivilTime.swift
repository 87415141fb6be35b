/// A date and time of day on the proleptic Gregorian calendar, without a zone.
package struct CivilTime: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    /// 100 ns steps within the second, 0 to 9,999,999.
    package var fraction: Int

    package init(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, fraction: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.fraction = fraction
    }

    /// The civil time in UTC of a moment.
    package init(_ moment: Timestamp) {
        let perDay = 86_400 * Timestamp.ticksPerSecond
        let dayTicks = moment.ticks % perDay
        (year, month, day) = Self.date(daysSince1601: Int(moment.ticks / perDay))
        let seconds = Int(dayTicks / Timestamp.ticksPerSecond)
        hour = seconds / 3600
        minute = seconds / 60 % 60
        second = seconds % 60
        fraction = Int(dayTicks % Timestamp.ticksPerSecond)
    }

    /// The moment this civil time names in a zone, or nil where a part is out of range.
    ///
    /// A leap second (`:60`) is read as the last step of the second before it, so that order is kept.
    ///
    /// - Parameter offsetInMinutes: How far the zone is ahead of UTC.
    package func moment(offsetInMinutes: Int = 0) -> Timestamp? {
        guard (1601...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, year: year), (0...23).contains(hour), (0...59).contains(minute),
            (0...60).contains(second), (0...9_999_999).contains(fraction), abs(offsetInMinutes) < 24 * 60
        else { return nil }
        let days = Self.daysSince1601(year: year, month: month, day: day)
        let leap = second == 60
        let seconds =
            Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + (leap ? 59 : second)) - Int64(offsetInMinutes) * 60
        return Timestamp(ticks: seconds * Timestamp.ticksPerSecond + Int64(leap ? 9_999_999 : fraction))
    }

    static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Days are counted in 400-year eras that begin on 1 March, so that a leap day is always an era-year's last.
    private static let daysPerEra = 146_097
    /// Days from 0000-03-01 to 1601-01-01.
    private static let epochDays = 584_694

    private static func daysSince1601(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * daysPerEra + dayOfEra - epochDays
    }

    private static func date(daysSince1601: Int) -> (Int, Int, Int) {
        let days = daysSince1601 + epochDays
        let era = days / daysPerEra
        let dayOfEra = days % daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
