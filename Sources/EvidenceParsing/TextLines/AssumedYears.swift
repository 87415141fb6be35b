import Vocabulary

/// The years of times that state none, in the order of their file, where a person said the year of the first.
///
/// A file that goes back by more than half a year has come into the next one. What goes back over New Year by a few days is
/// of the year before; times far from those around them move nothing, since senders can state any.
struct AssumedYears: Sendable {
    /// The year and the day of the time before, in days of a year of months of 31 days.
    private var known: (year: Int, day: Int)?
    /// The same before the last change of the year, until the file goes on from there.
    private var before: (year: Int, day: Int)?

    private static let halfYear = 186
    private static let wholeYear = 12 * 31
    /// Days by which lines of one file can be out of order.
    static let disorder = 3

    /// Whether the file went on from where its present year began.
    var isSettled: Bool { before == nil }

    /// The year of the next time.
    ///
    /// - Parameter first: That of the first time.
    mutating func year(of civil: CivilTime, from first: Int) -> Int {
        let day = civil.month * 31 + civil.day
        guard let known else {
            self.known = (first, day)
            return first
        }
        if known.day - day > Self.halfYear {
            before = known
            self.known = (known.year + 1, day)
            return known.year + 1
        }
        if day - known.day >= Self.wholeYear - Self.disorder { return known.year - 1 }
        if let before, day - known.day > Self.halfYear, abs(day - before.day) <= Self.disorder {
            self.known = (before.year, day)
            self.before = nil
            return before.year
        }
        // The file has gone on from where the year began.
        if day - known.day > Self.disorder { before = nil }
        self.known = (known.year, day)
        return known.year
    }
}
