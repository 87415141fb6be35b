import Vocabulary

/// Two rows that have one person at work twice at the same time. Nobody is; which row is wrong only people know.
package struct LabourOverlap: Hashable, Sendable {
    package let person: String
    package let first: CostID
    package let second: CostID
    /// Seconds that both rows count.
    package let seconds: Int
}

extension CostBook {
    /// Every row that begins before an earlier one of the same person has ended, with the one of them that ends last.
    ///
    /// - Complexity: O(*n* log *n*), where *n* is the number of rows of labour that say when it was.
    package var labourOverlaps: [LabourOverlap] {
        struct Span {
            let person: String
            let id: CostID
            let start: Timestamp
            let end: Timestamp
        }
        var spans: [String: [Span]] = [:]
        for entry in rows {
            guard case .labour(let person, _, _, let start?, let seconds) = entry.row.item else { continue }
            spans[person.lowercased(), default: []].append(
                Span(person: person, id: entry.id, start: start, end: start.advanced(bySeconds: Int64(seconds))))
        }
        var overlaps: [LabourOverlap] = []
        for (_, spans) in spans.sorted(by: { $0.key < $1.key }) {
            var latest: Span?
            for span in spans.sorted(by: { ($0.start, $0.id) < ($1.start, $1.id) }) {
                if let before = latest, span.start < before.end {
                    let shared = min(before.end, span.end).ticks - span.start.ticks
                    overlaps.append(
                        LabourOverlap(
                            person: span.person, first: before.id, second: span.id,
                            seconds: Int(shared / Timestamp.ticksPerSecond)))
                }
                if span.end > latest?.end ?? .earliest { latest = span }
            }
        }
        return overlaps
    }
}
