import Vocabulary

extension ConformanceRule {
    /// A backup that is brought back does not know what was decided since it was made: a hold, a refusal, a new host.
    static let restored = ConformanceRule(
        id: "RESTORED", statement: "A case is worked on to its end in the store that holds all of it.",
        gates: ["GATE-JOURNAL"], severity: .serious,
        atEnd: { history in
            guard let first = history.events.first else { return [] }
            return history.organisation.restorations.filter { $0.events >= first.sequence }.map { restoration in
                let kept = history.events.last { $0.sequence <= restoration.events } ?? first
                var finding = Finding(
                    text: "the store was made from a backup at \(restoration.stamp.time), by "
                        + "\(history.organisation.name(of: restoration.stamp.actor)): what was recorded elsewhere between event "
                        + "\(kept.version) and that moment is not here",
                    versions: [kept.version], time: restoration.stamp.time)
                finding.isBreach = false
                return finding
            }
        })
}
