import Vocabulary

extension ConformanceRule {
    /// response(temporary measure → removed before due).
    static let temporaryRemoved = ConformanceRule(
        id: "TEMPORARY-REMOVED", statement: "A measure that was put in place for a time comes out in that time.",
        gates: ["GATE-TEMPORARY"], severity: .serious,
        atEnd: { history in
            let late = history.incident.containment.measures.compactMap { measure -> (MeasureID, Finding)? in
                guard measure.replacedBy == nil, measure.permanence?.approved == nil, let due = measure.due else {
                    return nil
                }
                let removed = measure.removal.map { $0.happenedAt ?? $0.stamp.time }
                let end = removed ?? history.now
                let isLeft = removed == nil && history.isFinished
                guard end > due || isLeft else { return nil }
                var finding = Finding(
                    text: "\(measure.id) (\(measure.kind.rawValue)) was to come out by \(due) and "
                        + (removed == nil ? "is still in place" : "came out later"), versions: [], time: history.now)
                finding.lostSeconds = Int64(max(0, end.seconds(since: due)))
                finding.isBreach = isLeft
                return (measure.id, finding)
            }
            let versions = history.versions(of: Set(late.map { Proof(.measure($0.0)) }))
            return late.map { id, finding in
                var finding = finding
                finding.versions = versions[Proof(.measure(id))] ?? []
                return finding
            }
        })
}
