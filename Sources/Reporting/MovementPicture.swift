import CaseLifecycle
package import Vocabulary

/// How the intruder went from system to system: one row for each system, in the order in which they were reached.
package struct MovementPicture: Hashable, Sendable {
    /// A picture of more rows cannot be read on a page of A4.
    static let mostOnPage = 30
    /// A picture of more rows is of no use as a file either.
    static let mostInFile = 2_000

    /// The first arrival at one system.
    package struct Row: Hashable, Sendable {
        package let name: String
        package let verdict: SystemVerdict
        package let time: Timestamp
        /// The row of the system the intruder came from, always an earlier one; nil where that is not drawn.
        package let from: Int?
        /// Where the intruder came from when that is no row of the picture; nil where it is not known.
        package let entry: String?
        package let method: String?

        package init(
            name: String, verdict: SystemVerdict, time: Timestamp, from: Int?, entry: String?, method: String?
        ) {
            self.name = name
            self.verdict = verdict
            self.time = time
            self.from = from
            self.entry = entry
            self.method = method
        }
    }

    package let rows: [Row]

    package init(rows: [Row]) { self.rows = rows }
}

extension MovementPicture {
    /// The first arrival at each touched system of a case, and how many touched systems could not be drawn.
    static func of(_ incident: Case, most: Int) -> (picture: MovementPicture, leftOut: Int) {
        let touched = incident.systems.filter { $0.value.verdict == .confirmed || $0.value.verdict.isSuspected }
        let arrivals = Dictionary(grouping: incident.scope.movements, by: \.to)
            .compactMapValues { movements in movements.min { $0.time < $1.time } }
        let reached = touched.compactMap {
            name, standing -> (name: String, standing: SystemStanding, time: Timestamp)? in
            [standing.assessment?.firstCompromise, arrivals[name]?.time].compactMap(\.self).min()
                .map { (name, standing, $0) }
        }
        let first = reached.sorted { ($0.time, $0.name) < ($1.time, $1.name) }.prefix(most)
        var places: [String: Int] = [:]
        let entries = Dictionary(
            incident.scope.patientZero.map { ($0.host, $0.enteredFrom) },
            uniquingKeysWith: { first, _ in first })
        let rows = first.enumerated().map { place, element -> Row in
            let (name, standing, time) = element
            places[name] = place
            let arrival = arrivals[name]
            let source = arrival?.from ?? standing.assessment?.reachedFrom
            let from = source.flatMap { places[$0] }.flatMap { $0 == place ? nil : $0 }
            return Row(
                name: name, verdict: standing.verdict, time: time, from: from,
                entry: from == nil ? source ?? entries[name] ?? nil : nil,
                method: arrival?.method ?? standing.assessment?.method)
        }
        return (MovementPicture(rows: rows), touched.count - rows.count)
    }
}
