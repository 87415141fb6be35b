package import Vocabulary

/// What starts the clock of a duty. Each regime counts from another fact, so they are kept apart.
package enum ClockStart: String, Hashable, Sendable, Codable, CaseIterable {
    case occurred, detected
    /// With reasonable certainty: GDPR article 33.
    case aware
    /// 6 USC 681b.
    case reasonableBelief
    /// Regulation (EU) 2022/2554 (DORA) article 19.
    case classifiedMajor
    /// SEC form 8-K, item 1.05.
    case materialityDetermined
    /// Known, or to be known with reasonable diligence: 45 CFR 164.404.
    case discovered
    case ransomPaid
    /// An earlier notification that this one follows.
    case notificationSent

    /// When an incident was known, where a clock that counts from the knowledge of it is said to have begun after that.
    ///
    /// Nobody declares an incident without being aware of it; a finding alone may be a mistake, and is only detected.
    func knownBefore(_ start: Timestamp, found: Timestamp?, declared: Timestamp?) -> Timestamp? {
        let known: [Timestamp?] =
            switch self {
            case .occurred, .detected, .discovered: [found, declared]
            case .aware, .reasonableBelief: [declared]
            case .classifiedMajor, .materialityDetermined, .ransomPaid, .notificationSent: []
            }
        return known.compactMap(\.self).min().flatMap { $0 < start ? $0 : nil }
    }
}

/// How long there is to notify.
package enum ClockLimit: Hashable, Sendable, Codable {
    /// Elapsed hours: no change of clocks, weekend or holiday makes them longer or shorter.
    case hours(count: Int)
    /// Days of the calendar; the day of the start is day 0, and the limit is the end of the last.
    ///
    /// - `offsetInMinutes`: how far the days are ahead of those of UTC.
    case calendarDays(count: Int, offsetInMinutes: Int)
    /// A moment that is known by itself.
    case due(at: Timestamp)

    private static let secondsPerDay: Int64 = 86_400

    /// The last moment at which the notification is in time.
    package func due(from start: Timestamp) -> Timestamp {
        switch self {
        case .hours(let count): return start.advanced(bySeconds: Int64(count) * 3600)
        case .due(let moment): return moment
        case .calendarDays(let count, let offset):
            let shift = Int64(offset) * 60
            let day = CivilTime(start.advanced(bySeconds: shift + Int64(count) * Self.secondsPerDay))
            let midnight = CivilTime(year: day.year, month: day.month, day: day.day).moment(offsetInMinutes: offset)
            guard let end = midnight?.advanced(bySeconds: Self.secondsPerDay) else { return start }
            return Timestamp(ticks: end.ticks - 1) ?? end
        }
    }

    /// The limit for people.
    package var words: String {
        switch self {
        case .hours(let count): "\(count) hours"
        case .calendarDays(let count, _): "\(count) calendar days"
        case .due(let moment): "by \(moment)"
        }
    }
}
