package import Vocabulary

/// How the intruder went from system to system: one row for each system, in the order in which they were reached.
package struct MovementPicture: Hashable, Sendable {
    /// A picture of more rows cannot be read on a page of A4.
    package static let mostRows = 30

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
