import Vocabulary

extension ConformanceRule {
    /// response(debt incurred → settled or accepted before due).
    static let debtInTime = ConformanceRule(
        id: "DEBT-IN-TIME",
        statement: "What an override or an emergency left owing is settled or accepted by its date.",
        gates: ["GATE-DEBT"], severity: .serious,
        atEnd: { history in
            let late = history.incident.overrides.debts.values.filter { ($0.end?.stamp.time ?? history.now) > $0.due }
            let versions = history.versions(of: Set(late.map { Proof(.debt($0.id)) }))
            return late.sorted { $0.id < $1.id }.map { debt in
                let end = debt.end?.stamp
                var finding = Finding(
                    text: "\(debt.id), owed by \(debt.owner), was due by \(debt.due) and "
                        + (debt.end.map { "was \($0.kind.rawValue) later" } ?? "is still open"),
                    versions: versions[Proof(.debt(debt.id))] ?? [], time: history.now)
                finding.lostSeconds = Int64(max(0, (end?.time ?? history.now).seconds(since: debt.due)))
                // That a debt was paid late takes back nothing of what let it be made.
                finding.isBreach = false
                return finding
            }
        })
}
