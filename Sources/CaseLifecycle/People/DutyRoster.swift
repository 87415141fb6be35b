package import Vocabulary

/// What a person is there for. Nobody is on two duties at once.
package enum Duty: String, Hashable, Sendable, Codable, CaseIterable {
    case preparation, detection
    /// The response to incidents.
    case response

    /// The duties that are never left without anybody, whatever incidents run.
    package static let standing: [Duty] = [.preparation, .detection]
}

/// Who is on which duty, and when.
package struct DutyRoster: Hashable, Sendable, Codable {
    package struct Shift: Hashable, Sendable, Codable {
        package let person: String
        package let duty: Duty
        package internal(set) var from: Timestamp
        /// Nil: until further notice.
        package internal(set) var until: Timestamp?

        /// When it ends, for comparing; the last moment there is for one without end.
        var end: Timestamp { until ?? .endless }

        package func covers(_ moment: Timestamp) -> Bool { from <= moment && moment < end }
    }

    /// The shifts of each person, in order; none overlaps another.
    private var byPerson: [String: [Shift]] = [:]

    package init() {}

    package var isEmpty: Bool { byPerson.isEmpty }

    /// Every shift there is or was, in the order of beginning.
    package var shifts: [Shift] {
        byPerson.values.joined().sorted { ($0.from, $0.person) < ($1.from, $1.person) }
    }

    /// The shifts of a person, in order; empty for somebody who never had one.
    package func shifts(of person: String) -> [Shift] { byPerson[person] ?? [] }

    /// What a person is on at a moment; nil for somebody who is off.
    package func shift(of person: String, at moment: Timestamp) -> Shift? {
        byPerson[person]?.last { $0.covers(moment) }
    }

    /// Shifts of a duty that end after a moment, in the order of beginning.
    func shifts(of duty: Duty, endingAfter moment: Timestamp) -> [Shift] {
        byPerson.values.flatMap { shifts in shifts[firstIndex(endingAfter: moment, in: shifts)...] }
            .filter { $0.duty == duty }.sorted { $0.from < $1.from }
    }

    /// From a moment until another the person does this and nothing else; what was planned outside stays.
    mutating func assign(_ person: String, _ duty: Duty, from: Timestamp, until: Timestamp?) {
        var shift = Shift(person: person, duty: duty, from: from, until: until)
        var others: [Shift] = []
        for other in cut(person, from: from, until: until) {
            if other.duty == duty, other.end == shift.from {
                shift.from = other.from
            } else if other.duty == duty, other.from == shift.end {
                shift.until = other.until
            } else {
                others.append(other)
            }
        }
        let place = others.firstIndex { $0.from > shift.from } ?? others.endIndex
        others.insert(shift, at: place)
        byPerson[person, default: []] += others
    }

    /// The person's present and coming duties end.
    mutating func end(_ person: String, at moment: Timestamp) {
        byPerson[person, default: []] += cut(person, from: moment, until: nil)
    }

    /// Takes away every shift of a person that ends after `from`, and gives back what of them lies outside the span.
    private mutating func cut(_ person: String, from: Timestamp, until: Timestamp?) -> [Shift] {
        var shifts = byPerson[person] ?? []
        // One that ends at the very moment may have to grow, so it is taken, too.
        let start = shifts.lastIndex { $0.end < from }.map { $0 + 1 } ?? shifts.startIndex
        let touched = shifts[start...]
        shifts.removeSubrange(start...)
        byPerson[person] = shifts
        return touched.flatMap { shift in
            var before = shift
            var after = shift
            before.until = min(shift.end, from)
            after.from = max(shift.from, until ?? .endless)
            return [before, after].filter { $0.from < $0.end }
        }
    }

    private func firstIndex(endingAfter moment: Timestamp, in shifts: [Shift]) -> Int {
        // Those are the last ones, and few: all that lies in the past comes before them.
        shifts.lastIndex { $0.end <= moment }.map { $0 + 1 } ?? shifts.startIndex
    }
}

extension Timestamp {
    /// The last moment there is: the end of what has none.
    static let endless = Timestamp.earliest.advanced(bySeconds: .max)
}
