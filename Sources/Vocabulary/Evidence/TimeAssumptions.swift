/// What is taken to hold for the times of an evidence file where they do not say it themselves.
///
/// Syslog after RFC 3164 writes neither a year nor a zone. What was assumed is kept with each record
/// (``ZoneAssumption``), since a wrong guess moves a record by hours or years.
package struct TimeAssumptions: Hashable, Sendable, Codable {
    /// Minutes ahead of UTC of times without a zone.
    package var offsetInMinutes: Int16
    /// The year of times without one; nil leaves it to ``reference``.
    package var year: Int?
    /// When the file was last written to. A time without a year is the latest one that is not more than a day after this;
    /// nil where that is not known, and such a time is then no moment.
    package var reference: Timestamp?
    /// Which of the first two numbers of `1/2/2026` is the day, in a file that does not show it; nil leaves it to the habit
    /// of the program.
    package var dateOrder: DateOrder?

    /// The order of day and month in dates by the habit of a country.
    package enum DateOrder: String, Hashable, Sendable, Codable, CaseIterable {
        case dayFirst = "dmy"
        case monthFirst = "mdy"
    }

    package init(
        offsetInMinutes: Int16 = 0, year: Int? = nil, reference: Timestamp? = nil, dateOrder: DateOrder? = nil
    ) {
        self.offsetInMinutes = offsetInMinutes
        self.year = year
        self.reference = reference
        self.dateOrder = dateOrder
    }

    /// How far after ``reference`` a time may be: clocks and zones are not exact.
    private static let tolerance: Int64 = 86_400

    /// The moment that a civil time without a zone names, or nil where a part of it is out of range.
    package func moment(of civil: CivilTime) -> Timestamp? { civil.moment(offsetInMinutes: Int(offsetInMinutes)) }

    /// The moment that a civil time without a year and a zone names: its own year is not looked at.
    ///
    /// - Returns: Nil where a part is out of range, or nothing says the year.
    package func momentWithoutYear(of civil: CivilTime) -> Timestamp? {
        var civil = civil
        if let year {
            civil.year = year
            return moment(of: civil)
        }
        guard let reference else { return nil }
        let latest = reference.advanced(bySeconds: Self.tolerance)
        let latestYear = CivilTime(latest.advanced(bySeconds: 60 * Int64(offsetInMinutes))).year
        // 29 February is up to eight years away from the next one.
        for year in stride(from: latestYear, through: latestYear - 8, by: -1) {
            civil.year = year
            if let moment = moment(of: civil), moment <= latest { return moment }
        }
        return nil
    }
}
