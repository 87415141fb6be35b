import Vocabulary

/// The days of rows that state only the time of day: that of `#Date:`, and the next one each time the clock begins again.
struct W3CDays: Sendable {
    /// What `#Date:` said, by which a new one is known.
    private var stated: CivilTime?
    private var day: CivilTime?
    /// Seconds of the day of the row before.
    private var last = 0

    /// Seconds by which rows of one day go back at most, and those around midnight.
    private static let disorder = 3600
    private static let disorderAtMidnight = 600

    /// The time of the next row; nil where its text is none, or no day was stated.
    ///
    /// - Parameter stated: What `#Date:` says.
    mutating func time(_ bytes: Span<UInt8>, _ clock: Range<Int>, from stated: CivilTime?) -> LineTime? {
        guard let stated, var time = LineTime.clock(bytes, clock, of: stated), let day = day(of: time, from: stated)
        else { return nil }
        (time.civil.year, time.civil.month, time.civil.day) = (day.year, day.month, day.day)
        return time
    }

    private mutating func day(of clock: LineTime, from stated: CivilTime) -> CivilTime? {
        if stated != self.stated {
            self.stated = stated
            day = stated
            last = stated.hour * 3600
        }
        guard let day else { return nil }
        let seconds = (clock.civil.hour * 60 + clock.civil.minute) * 60 + clock.civil.second
        // Rows are written when requests end, and so are a little out of order; over midnight, too.
        if seconds - last > 86_400 - Self.disorderAtMidnight, day != stated { return Self.advanced(day, by: -1) }
        if last - seconds > Self.disorder { self.day = Self.advanced(day, by: 1) }
        last = seconds
        return self.day
    }

    private static func advanced(_ day: CivilTime, by days: Int64) -> CivilTime? {
        CivilTime(year: day.year, month: day.month, day: day.day).moment()
            .map { CivilTime($0.advanced(bySeconds: days * 86_400)) }
    }
}
