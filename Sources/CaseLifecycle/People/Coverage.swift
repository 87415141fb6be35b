package import Vocabulary

/// A stretch of time in which nobody is on a duty.
package struct UncoveredSpan: Hashable, Sendable, Codable {
    package let duty: Duty
    package internal(set) var from: Timestamp
    /// Nil: until further notice.
    package internal(set) var until: Timestamp?

    package init(duty: Duty, from: Timestamp, until: Timestamp?) {
        self.duty = duty
        self.from = from
        self.until = until
    }

    var end: Timestamp { until ?? .endless }

    /// The span in words, as refusals and lists name it.
    package var words: String {
        "\(duty.rawValue) from \(from.text(digits: 0)) "
            + (until.map { "until \($0.text(digits: 0))" } ?? "until further notice")
    }
}

extension [UncoveredSpan] {
    /// What of these lies in none of `others`. Both are in order, each span after the one before it.
    ///
    /// - Complexity: O(*n* + *m*).
    func subtracting(_ others: [UncoveredSpan]) -> [UncoveredSpan] {
        var result: [UncoveredSpan] = []
        var first = others.startIndex
        for span in self {
            while first < others.endIndex, others[first].end <= span.from { first += 1 }
            var from = span.from
            for other in others[first...] {
                guard other.from < span.end else { break }
                if other.from > from {
                    result.append(UncoveredSpan(duty: span.duty, from: from, until: other.from))
                }
                from = Swift.max(from, other.end)
            }
            if from < span.end { result.append(UncoveredSpan(duty: span.duty, from: from, until: span.until)) }
        }
        return result
    }
}

extension Organisation {
    /// When nobody is on a duty who is enabled and a human being.
    ///
    /// - Parameters:
    ///   - until: Nil for all time to come.
    ///   - absent: Who is not counted: people who lead a case, or are about to leave the duty.
    /// - Returns: In order; empty where somebody is always there.
    package func uncovered(
        _ duty: Duty, from: Timestamp, until: Timestamp?, without absent: Set<String> = []
    ) -> [UncoveredSpan] {
        var spans: [UncoveredSpan] = []
        var reached = from
        let end = until ?? .endless
        for shift in duties.shifts(of: duty, endingAfter: from)
        where !absent.contains(shift.person) && person(named: shift.person)?.isActive ?? false {
            guard shift.from < end, reached < end else { break }
            if shift.from > reached { spans.append(UncoveredSpan(duty: duty, from: reached, until: shift.from)) }
            reached = max(reached, shift.end)
        }
        if reached < end { spans.append(UncoveredSpan(duty: duty, from: reached, until: until)) }
        return spans
    }

    /// The shifts of those who are on a duty at a moment, by name of the person.
    package func onDuty(_ duty: Duty, at moment: Timestamp) -> [DutyRoster.Shift] {
        duties.shifts(of: duty, endingAfter: moment)
            .filter { $0.covers(moment) && person(named: $0.person)?.isActive ?? false }.sorted {
                $0.person < $1.person
            }
    }

    /// The shifts of a duty that begin later, in the order of beginning.
    package func coming(_ duty: Duty, after moment: Timestamp) -> [DutyRoster.Shift] {
        duties.shifts(of: duty, endingAfter: moment)
            .filter { $0.from > moment && person(named: $0.person)?.isActive ?? false }
    }

    /// What should be known of preparation and detection: spans without anybody in the next two weeks, and this week
    /// where it has no hours on one of them.
    ///
    /// - Parameter leads: Who leads an open case, and so does not count.
    package func coverWarnings(at now: Timestamp, leads: Set<String>) -> [String] {
        let ahead = now.advanced(bySeconds: 14 * 86_400)
        let spans = Duty.standing.flatMap { uncovered($0, from: now, until: ahead, without: leads) }
        let empty = duties.weeks(from: now, until: now).flatMap { week in
            week.empty.map { "no hours on \($0.rawValue) in the week of \(week.start.text(digits: 0).prefix(10))" }
        }
        return spans.map { "nobody on \($0.words)" } + empty
    }

    /// When a duty that is never left would have nobody if it were not for this person.
    package func loneCover(
        of person: String, from: Timestamp, until: Timestamp?, leads: Set<String>
    ) -> [UncoveredSpan] {
        Duty.standing.flatMap { duty in
            uncovered(duty, from: from, until: until, without: leads.union([person]))
                .subtracting(uncovered(duty, from: from, until: until, without: leads))
        }
    }

    /// What is covered now and would not be in `after`: what an act takes away.
    func coverLost(in after: Organisation, from now: Timestamp, leads: Set<String>) -> [UncoveredSpan] {
        Duty.standing.flatMap { duty in
            after.uncovered(duty, from: now, until: nil, without: leads)
                .subtracting(uncovered(duty, from: now, until: nil, without: leads))
        }
    }
}

/// Hours of people on each duty in one week.
package struct DutyWeek: Hashable, Sendable {
    /// Monday, 00:00 UTC.
    package let start: Timestamp
    package internal(set) var seconds: [Duty: Double] = [:]

    package func hours(_ duty: Duty) -> Double { (seconds[duty] ?? 0) / 3600 }
    /// The standing duties on which nobody spent an hour.
    package var empty: [Duty] { Duty.standing.filter { (seconds[$0] ?? 0) == 0 } }

    static let length: Int64 = 7 * 86_400
}

extension DutyRoster {
    /// The hours on each duty, week by week: those before now as they were, the others as they are planned.
    ///
    /// - Parameters:
    ///   - from: The first week is the one that this moment is in.
    ///   - until: The last week is the one that this moment is in.
    package func weeks(from: Timestamp, until: Timestamp) -> [DutyWeek] {
        let step = DutyWeek.length * Timestamp.ticksPerSecond
        // Time is counted from a Monday (1601-01-01), so weeks are whole multiples.
        let first = from.ticks / step
        let last = until.ticks / step
        guard first <= last else { return [] }
        var weeks = (first...last).compactMap { Timestamp(ticks: $0 * step) }.map { DutyWeek(start: $0) }
        for shift in shifts {
            let begins = max(shift.from.ticks / step, first)
            let ends = min(shift.end.ticks / step, last)
            guard begins <= ends else { continue }
            for number in begins...ends {
                let index = Int(number - first)
                let start = weeks[index].start
                let overlap = min(shift.end, start.advanced(bySeconds: DutyWeek.length))
                    .seconds(since: max(shift.from, start))
                if overlap > 0 { weeks[index].seconds[shift.duty, default: 0] += overlap }
            }
        }
        return weeks
    }
}
