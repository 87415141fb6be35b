import Vocabulary

extension Case {
    /// Takes a comparison of a system with its baseline, whatever it says, unless it proves nothing.
    func compare(
        _ given: BaselineComparison, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        var comparison = given
        comparison.system = try affectedSystem(given.system)
        guard state == .recovery || state == .review else {
            throw refusal(needing: "a case in recovery", in: .recovery)
        }
        _ = try Text.answer(comparison.source, "where the baseline comes from")
        guard !comparison.covered.isEmpty else {
            throw .missing(["something to compare: baseline and observation have no kind in common that is not empty"])
        }
        for result in comparison.byHand where !Text.answers(result.how) {
            throw .missing(["how \(result.kind.rawValue) was compared"])
        }
        try checkBaseline(comparison, in: context)
        try checkObservation(comparison, in: context)
        try checkIgnored(comparison)
        return [.recovery(event: .compared(comparison: comparison))]
    }

    private func checkBaseline(
        _ comparison: BaselineComparison, in context: DecisionContext
    ) throws(CaseRefusal) {
        guard let first = earliestCompromise else {
            throw .missing([
                "the time of the first compromise: cordon recover since \(id) \(ShellWord.quoted(comparison.system)) --at TIME --reason TEXT"
            ])
        }
        guard comparison.takenAt < first else {
            throw .impossible(
                "the baseline is of \(comparison.takenAt), and the first compromise was at \(first): "
                    + "what was taken after it is no baseline")
        }
        if let date = recovery.baselineDates[comparison.baselineHash], date != comparison.takenAt {
            throw .impossible("this baseline was entered as of \(date) before")
        }
        guard comparison.baselineHits.isEmpty else {
            throw .impossible(
                "the baseline holds what the intruder brought, so it was taken after the compromise: "
                    + comparison.baselineHits.joined(separator: ", "))
        }
    }

    private func checkObservation(
        _ comparison: BaselineComparison, in context: DecisionContext
    ) throws(CaseRefusal) {
        let target = Target.system(comparison.system)
        if let host = comparison.observedHost, (try? known(.system(host))) != target {
            throw .impossible("the observation is of \(host), not of \(target)")
        }
        _ = try moment(comparison.observedAt, of: "an observation", in: context)
        let settled = [
            recovery.restorations[target.name]?.stamp.time, recovery.grid.rows[target]?.newestCheck,
        ].compactMap(\.self).max()
        if let settled, comparison.observedAt < settled {
            throw .impossible(
                "\(target) was observed at \(comparison.observedAt), before it was restored or cleaned (\(settled))")
        }
        if let shown = recovery.observations[comparison.observedHash] {
            guard shown.system == target.name else {
                throw .impossible("this observation was entered for \(shown.system) before; collect one of \(target)")
            }
            if let restored = recovery.restorations[target.name]?.stamp.time, shown.stamp.time < restored {
                throw .impossible("this observation was entered before \(target) was restored; collect a new one")
            }
        }
    }

    /// An ignore list explains what changes by itself. It cannot hide a system, or what the intruder brought.
    private func checkIgnored(_ comparison: BaselineComparison) throws(CaseRefusal) {
        guard comparison.hidden.count <= Drift.mostHidden else {
            throw .impossible("the ignore list hides more than \(Drift.mostHidden) differences: it hides the system")
        }
        let known = KnownIndicators(self)
        for rule in comparison.ignored {
            guard Text.answers(rule.reason) else { throw .missing(["why \(rule.key) is ignored"]) }
            let isFolder = rule.key.hasSuffix("/")
            if isFolder, rule.key.split(separator: "/").count < Self.shortestIgnoredFolder {
                throw .impossible("\(rule.key) is too much to ignore: name a folder further down")
            }
            guard !known.know(rule.key, nil) else {
                throw .impossible("\(rule.key) is an indicator of this case and cannot be ignored")
            }
        }
        for item in comparison.hidden where known.know(item.key, item.observed) {
            throw .impossible("\(item.key), which the ignore list hides, is an indicator of this case")
        }
    }

    /// A folder on an ignore list has at least this many parts: `/var/log/`, not `/var/`.
    private static let shortestIgnoredFolder = 2
}
