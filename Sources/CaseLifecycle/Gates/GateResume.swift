import Vocabulary

extension Gate {
    /// Operations resume by declaration.
    static let resume = Gate(
        id: "GATE-RESUME",
        statement:
            "Operations resume when somebody declares it, by written criteria, with every system verified and every "
            + "account eradicated; the declaration falls when the case goes back.",
        citation: "CSF 2.0 RC.RP-04, RC.RP-06",
        guards: [.resume, .review, .close],
        override: .standard(longest: .temporary),
        // No override gives back to work what the intruder still has, or takes the place of the declaration and of the
        // criteria that are said with it.
        isOverridable: { !["resumption", "criteria"].contains($0.subject) && !$0.subject.hasPrefix("uneradicated ") },
        missing: { facts in
            let incident = facts.incident
            let command = "cordon recover resume \(facts.caseID) --criterion TEXT"
            let excused = excusedSystems(facts)
            let unready =
                facts.marked(.unready).filter { !excused.contains($0) }.sorted().map { target in
                    MissingFact(
                        "\(target.kind.rawValue) \(target.name)",
                        "\(target) \(target.stateWhenReady.rawValue); it is \(incident.responseState(of: target).rawValue): "
                            + "cordon recover show \(facts.caseID)",
                        of: target)
                } + uneradicated(facts) + unrestored(facts)
            guard facts.step.kind != .resume else {
                let criteria = facts.claims.resumptionCriteria
                let isWritten = !criteria.isEmpty && criteria.allSatisfy(Text.answers)
                return
                    (isWritten ? [] : [MissingFact("criteria", "the criteria by which operations resume: \(command)")])
                    + unready
            }
            return
                (incident.recovery.resumption == nil
                ? [MissingFact("resumption", "the declaration that operations resume: \(command)")] : []) + unready
        },
        // Who lets a part resume must see what that part leans on.
        warnings: { facts in
            let skipped = facts.incident.systemsSkipped
            let excused = excusedSystems(facts).count
            return
                facts.incident.reopenedWarnings(facts) + watcherGone(facts)
                + (facts.step.kind == .review ? facts.watchedNoLonger : [])
                + (excused == 0 ? [] : ["\(excused) systems go back to work on an override of \(Gate.baseline.id)"])
                + (skipped.isEmpty
                    ? []
                    : [
                        "operations resume in part, and what others depend on is not among it: "
                            + skipped.joined(separator: ", ")
                    ])
        })

    /// Somebody is to watch for the intruder's return as long as the case is open.
    private static func watcherGone(_ facts: GateFacts) -> [String] {
        guard let window = facts.incident.recovery.monitoring, !window.isManned(in: facts.organisation) else {
            return []
        }
        let end = window.end(in: facts.organisation, at: facts.now)
        guard facts.now < end else { return [] }
        return ["\(window.owner), who watches for the intruder's return until \(end), no longer can"]
    }

    /// Systems that are not verified and are let past the gate of the baseline in all that they lack: that is owed already,
    /// and is not asked for twice.
    private static func excusedSystems(_ facts: GateFacts) -> Set<Target> {
        let covered = facts.incident.covered(of: Gate.baseline, at: facts.now, in: facts.organisation)
        guard !covered.isEmpty else { return [] }
        var lacking: [String: Bool] = [:]
        for fact in Gate.baseline.missing(facts) {
            if let system = fact.system { lacking[system] = lacking[system] ?? true && covered[fact.coverage] != nil }
        }
        return Set(
            lacking.filter { $0.value }.map { Target.system($0.key) }.filter {
                (ResponseState.eradicated ..< .verified).contains(facts.incident.responseState(of: $0))
            })
    }

    /// What the plan says is restored, and nobody restored or said why not; and what else it has to be done.
    private static func unrestored(_ facts: GateFacts) -> [MissingFact] {
        guard let plan = facts.incident.plans.latest(.recovery) else { return [] }
        return plan.actions.indices.compactMap { place in
            guard plan.actions[place].kind == .restoreSystem, let target = plan.actions[place].target,
                facts.incident.recovery.restorations[target.name] == nil, !isDropped(plan.actions[place], facts)
            else { return nil }
            let action = plan.actions[place]
            let name = ShellWord.quoted(target.name)
            return MissingFact(
                "restoration of \(target.name)",
                "the restoration of \(target), as \(plan.id) has it: cordon recover restore \(facts.caseID) \(name) --help; "
                    + "or why it needs none, by another person than \(action.owner): cordon contain result \(facts.caseID) "
                    + "--action \(plan.id)/\(action.number) --outcome notApplicable --observed TEXT",
                system: target.name)
        } + undone(.recovery, facts)
    }

    /// Whether somebody who is another person than who was to restore said that it is not needed.
    private static func isDropped(_ action: PlanAction, _ facts: GateFacts) -> Bool {
        guard let result = action.result, result.outcome == .notApplicable else { return false }
        return !facts.organisation.isSamePerson(result.stamp.actor, Principal(account: action.owner))
    }

    private static func uneradicated(_ facts: GateFacts) -> [MissingFact] {
        let incident = facts.incident
        return facts.marked(.unready)
            .filter { incident.responseState(of: $0) < .eradicated && incident.verdict(of: $0) == .confirmed }
            .sorted().map {
                MissingFact(
                    "uneradicated \($0)",
                    "the eradication of \($0), which is confirmed; no override covers that: cordon eradicate show \(incident.id)"
                )
            }
    }
}
