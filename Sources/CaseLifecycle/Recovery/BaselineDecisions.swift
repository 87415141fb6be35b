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
        try checkWhose("baseline", comparison.baselineHash, comparison.baselineHost, comparison, in: context)
        try checkWhose("observation", comparison.observedHash, comparison.observedHost, comparison, in: context)
        try checkBaseline(comparison, in: context)
        try checkObservation(comparison, in: context)
        try checkIgnored(comparison)
        try checkAfterDrift(comparison)
        try checkLooker(comparison, in: context)
        try checkHands(comparison, in: context)
        try checkWords(comparison, in: context)
        let alone = kindsSeenAlone(comparison, in: context)
        comparison.awaitingSecond = alone.isEmpty ? nil : alone
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
        guard recovery.observations[comparison.baselineHash] == nil else {
            throw .impossible("this file was entered as an observation before: what was observed here is no baseline")
        }
        if let date = recovery.baselineDates[comparison.baselineHash], date != comparison.takenAt {
            throw .impossible("this baseline was entered as of \(date) before")
        }
        try checkOtherBaselines(comparison, in: context)
        try checkDating(comparison, in: context)
        guard comparison.baselineHits.isEmpty else {
            throw .impossible(
                "the baseline holds what the intruder brought, so it was taken after the compromise: "
                    + comparison.baselineHits.joined(separator: ", "))
        }
    }

    /// A baseline is not chosen until it fits: two of one date say the same, and where one showed a difference another is
    /// brought by somebody who did not work on the system.
    private func checkOtherBaselines(
        _ comparison: BaselineComparison, in context: DecisionContext
    ) throws(CaseRefusal) {
        let system = comparison.system
        let others = (recovery.baselines[system] ?? []).filter { $0.sha256 != comparison.baselineHash }
        if let other = others.first(where: {
            $0.takenAt == comparison.takenAt && !$0.kinds.isDisjoint(with: comparison.compared)
        }) {
            throw .impossible(
                "\(system) was compared with another baseline of \(other.takenAt), \(other.sha256), which says something "
                    + "else: one of them is not what it was")
        }
        if let newer = newerBaseline(of: system, than: comparison) {
            throw .impossible(
                "\(system) was compared with a newer baseline from before the first compromise, \(newer.sha256) of "
                    + "\(newer.takenAt), and the newest counts: compare with that one; what it lacks rightly the owner of "
                    + "\(system) accepts: cordon plan override \(id) --gate GATE-BASELINE "
                    + "--system \(ShellWord.quoted(system)) \(ShellWord.option("--left-out", system)) --category CATEGORY "
                    + "--reason TEXT --debt-owner NAME --debt-due TIME; where it is from after the compromise: cordon recover since \(id) "
                    + "\(ShellWord.quoted(system)) --at TIME --reason TEXT")
        }
        guard let drift = recovery.drifts[system], !drift.baselines.contains(comparison.baselineHash) else { return }
        for worker in workers(on: system) {
            try context.requireOther(
                than: worker, for: "comparing \(system), which differed from one baseline, with another")
        }
    }

    /// The newest baseline of a system from before the compromise that says something of what is compared, where that is
    /// another than an older one that somebody brings.
    private func newerBaseline(of system: String, than comparison: BaselineComparison) -> RecoveryBook.Baseline? {
        guard let first = earliestCompromise else { return nil }
        return (recovery.baselines[system] ?? []).filter {
            $0.takenAt > comparison.takenAt && $0.takenAt < first && !$0.kinds.isDisjoint(with: comparison.compared)
        }.max { $0.takenAt < $1.takenAt }
    }

    private func checkObservation(
        _ comparison: BaselineComparison, in context: DecisionContext
    ) throws(CaseRefusal) {
        let target = Target.system(comparison.system)
        // Lists of checksums say neither whose nor of when they are: two of a system on which nothing differs are equal.
        let isEqualList =
            comparison.observedHash == comparison.baselineHash && !comparison.isDated && comparison.observedHost == nil
        guard
            isEqualList
                || (comparison.observedHash != comparison.baselineHash
                    && recovery.baselineDates[comparison.observedHash] == nil
                    && recovery.datings[comparison.observedHash] == nil)
        else {
            throw .impossible(
                "the observation is a file that was entered as a baseline: observe \(target) as it is now")
        }
        _ = try moment(comparison.observedAt, of: "an observation", in: context)
        let settled = [
            recovery.restorations[target.name]?.stamp.time, recovery.grid.rows[target]?.newestCheck,
            recovery.contained[target],
        ].compactMap(\.self).max()
        if let settled, comparison.observedAt <= settled {
            throw .impossible(
                "\(target) was observed at \(comparison.observedAt), not after it was contained, cleaned or restored (\(settled))"
            )
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

    /// A file that names no system would be that of any: a second person says whose it is.
    private func checkWhose(
        _ what: String, _ sha256: EvidenceID, _ host: String?, _ comparison: BaselineComparison,
        in context: DecisionContext
    ) throws(CaseRefusal) {
        let target = Target.system(comparison.system)
        if let host {
            guard (try? known(.system(host))) == target else {
                throw .impossible("the \(what) is of \(host), not of \(target)")
            }
            return
        }
        guard let said = recovery.attributions[sha256]?[target.name] else {
            throw .missing([
                "whose state the \(what) is, which its file does not say, by another person than who compares with it: "
                    + "cordon recover snapshot \(id) FILE \(ShellWord.option("--of", target.name)) --reason TEXT"
            ])
        }
        try context.requireOther(than: said.actor, for: "comparing \(target) with a file that one person says is of it")
    }

    /// Takes somebody's word on whose state a file is that does not say so itself.
    func attributeSnapshot(
        _ sha256: EvidenceID, to names: [String], reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        _ = try pass(Step(.respond), in: context)
        let reason = try Text.answer(reason, "how it is known whose state it is")
        var systems: Set<String> = []
        for name in names { systems.insert(try affectedSystem(name)) }
        systems.subtract(recovery.attributions[sha256].map { Array($0.keys) } ?? [])
        guard !systems.isEmpty else { return [] }
        return [.recovery(event: .snapshotAttributed(sha256: sha256, systems: systems.sorted(), reason: reason))]
    }

    /// An ignore list explains what changes by itself: data, and nothing that runs or that lets somebody in.
    private func checkIgnored(_ comparison: BaselineComparison) throws(CaseRefusal) {
        guard comparison.hidden.count <= Drift.mostHidden else {
            throw .impossible("the ignore list hides more than \(Drift.mostHidden) differences: it hides the system")
        }
        let known = KnownIndicators(self)
        for rule in comparison.ignored {
            guard Text.answers(rule.reason) else { throw .missing(["why \(rule.key) is ignored"]) }
            if let problem = rule.problem { throw .impossible(problem) }
            guard !known.know(rule.key, nil) else {
                throw .impossible("\(rule.key) is an indicator of this case and cannot be ignored")
            }
        }
        for item in comparison.hidden {
            guard !known.know(item.key, item.observed) else {
                throw .impossible("\(item.key), which the ignore list hides, is an indicator of this case")
            }
            guard item.isEveryday else {
                throw .impossible(
                    "\(item.key) (\(item.kind.rawValue), \(item.change.rawValue)) is no everyday change: it is not ignored "
                        + "but restored; or compared without it on the ignore list, and then accepted by its owner: cordon "
                        + "plan override \(id) --gate GATE-BASELINE --system "
                        + "\(ShellWord.quoted(comparison.system)) \(ShellWord.option("--item", item.key)) "
                        + "\(ShellWord.option("--left-out", comparison.system)) "
                        + "--category CATEGORY --reason TEXT --debt-owner NAME --debt-due TIME")
            }
        }
    }

    /// What rests on somebody's word is not the word of the one who restored or cleaned the system.
    private func checkHands(_ comparison: BaselineComparison, in context: DecisionContext) throws(CaseRefusal) {
        guard Set(comparison.byHand.map(\.kind)).count == comparison.byHand.count else {
            throw .impossible("each kind is compared by hand once")
        }
        for result in comparison.byHand where !Text.answers(result.how) {
            throw .missing(["how \(result.kind.rawValue) was compared, and what was looked at"])
        }
        guard !comparison.byHand.isEmpty else { return }
        for worker in workers(on: comparison.system) {
            try context.requireOther(than: worker, for: "comparing \(comparison.system) by hand")
        }
    }

    /// What makes an intruder come back and nobody but this person has looked at by hand since the system was restored.
    private func kindsSeenAlone(_ comparison: BaselineComparison, in context: DecisionContext) -> [BaselineKind] {
        let former = lookOfAnother(at: comparison.system, in: context)
        return comparison.byHand.filter { result in
            let isSeconded = former?.comparison.byHand.contains { $0.kind == result.kind && $0.matches } ?? false
            return result.kind.holdsPersistence && !comparison.compared.contains(result.kind) && !isSeconded
        }.map(\.kind)
    }

    /// The last comparison of a system, where another person made it and nothing was found since.
    private func lookOfAnother(at system: String, in context: DecisionContext) -> RecordedComparison? {
        guard let recorded = recovery.comparison(of: system), (systems[system]?.changedAt ?? 0) <= recorded.version,
            !context.organisation.isSamePerson(recorded.stamp.actor, context.actor)
        else { return nil }
        return recorded
    }

    /// Words that are copied are nobody's second look, and whoever copies them is told so.
    private func checkWords(_ comparison: BaselineComparison, in context: DecisionContext) throws(CaseRefusal) {
        guard let former = lookOfAnother(at: comparison.system, in: context) else { return }
        let copied = comparison.byHand.filter { result in
            result.kind.holdsPersistence && !comparison.compared.contains(result.kind)
                && former.comparison.byHand.contains {
                    $0.kind == result.kind && $0.matches && Text.folded($0.how) == Text.folded(result.how)
                }
        }
        guard !copied.isEmpty else { return }
        throw .impossible(
            "what is said of \(copied.map(\.kind.rawValue).joined(separator: ", ")) of \(comparison.system) is what "
                + "\(context.organisation.name(of: former.stamp.actor)) said, word for word: a second look says in words of "
                + "its own what was looked at: --how TEXT")
    }
}
