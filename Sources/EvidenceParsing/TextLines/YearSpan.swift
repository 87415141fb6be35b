import Vocabulary

/// How far the times of a file reach that state no year: the file's date says that of the last one alone, and those of the
/// others only within a year before it.
struct YearSpan: Sendable {
    private var years = AssumedYears()
    private var firstDay: Int?
    /// Years between the first time and the last one noted.
    private(set) var count = 0
    /// Some time is more than a year behind the first.
    private(set) var isLong = false
    /// The last time noted, and the years of 29 February, from that of the first time on.
    private(set) var last: CivilTime?
    private(set) var leapYears: Set<Int> = []

    @inline(__always)
    mutating func note(_ civil: CivilTime) {
        let year = years.year(of: civil, from: 0)
        let day = civil.month &* 31 &+ civil.day
        last = civil
        count = year
        if civil.month == 2, civil.day == 29 { leapYears.insert(year) }
        guard let firstDay else { return firstDay = day }
        // A single line of another time is no year.
        if year > 0, !isLong, years.isSettled, year > 1 || day > firstDay + AssumedYears.disorder { isLong = true }
    }

    /// The year of the first time of a file whose last one is of `year`; nil where no year before fits the days that only
    /// some years have.
    func firstYear(endingIn year: Int) -> Int? {
        (0..<Self.leapCycle).lazy.map { year - count - $0 }.first { first in
            leapYears.allSatisfy { CivilTime(year: first + $0, month: 2, day: 29).moment() != nil }
        }
    }

    /// Leap years are four or, around 1900 and 2100, eight years apart.
    private static let leapCycle = 9
}
