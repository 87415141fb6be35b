/// How much of a long list a report shows. What is left out is always counted beside it.
package enum ReportLimits {
    /// Records cited for one claim: enough to begin looking; the case holds the others.
    package static let citations = 3
    /// Lines of either lane of the timeline: some five pages of A4 a lane.
    package static let timelineEntriesPerLane = 200
    /// Rows of any other table: a report of more is searched, not read.
    package static let rows = 1_000
    /// Signs of a value from evidence or a person, as Unicode scalars: a long command line fits, a megabyte does not.
    package static let valueScalars = 1_000
    /// Scalars of a text that a person wrote as a text: some eight pages.
    package static let proseScalars = 20_000
    /// Names of a set that was contained together, in one cell.
    package static let namesOfSet = 100
    /// Acts of one chain of custody: more than an item goes through whose case is closed within a year.
    package static let handlings = 40
    /// Names in one cell, such as the hosts of a technique.
    package static let names = 12
}
