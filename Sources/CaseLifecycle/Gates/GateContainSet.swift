import Vocabulary

extension Gate {
    /// All or nothing.
    static let containSet = Gate(
        id: "GATE-CONTAIN-SET",
        statement:
            "Containment is ordered for the whole frozen set at one moment, the set is what is confirmed now, and "
            + "every member of it is ready.",
        citation: "CISA AR21-134A; AA20-245A; COUN7ER CM0027, CM0033; NIST SP 800-61r2 section 3.3.1",
        guards: [.contain],
        override: .never(instead: "contain a part as an emergency: cordon contain go CASE --emergency --help"),
        missing: { facts in
            guard let plan = facts.incident.plans.latest(.containment) else {
                return [MissingFact("set", "a frozen set: cordon plan draft \(facts.caseID) containment")]
            }
            let waiting = plan.targets.filter { facts.incident.responseState(of: $0) < .isolating }
            return part(of: plan, facts) + stale(plan, facts)
                + (waiting.isEmpty ? [] : idle(plan, waiting, facts) + unready(plan, waiting, facts))
        },
        warnings: { facts in
            let plan = facts.incident.plans.latest(.containment)
            let open = plan?.targets.filter { facts.incident.responseState(of: $0) < .isolating }
            let gone = Set(plan?.actions.compactMap { $0.result == nil ? $0.owner : nil } ?? []).filter {
                !facts.organisation.isThere(Principal(account: $0))
            }
            let hot = open?.filter { $0.kind == .system && !facts.incident.hasVolatileCapture(of: $0) } ?? []
            return ExecutionForecast(targets: open?.count ?? 0).warnings
                + (hot.isEmpty ? [] : ["\(hot.count) systems are isolated without a capture of their memory"])
                + gone.sorted().map { "\($0), who is to carry out a part of the plan, is no longer there" }
        })

    private static func part(of plan: Plan, _ facts: GateFacts) -> [MissingFact] {
        guard !facts.claims.only.isEmpty else { return [] }
        let chosen = Set(facts.claims.only)
        let others = plan.targets.filter { !chosen.contains($0) }
        let foreign = chosen.subtracting(plan.targets).sorted().map {
            MissingFact("member \($0)", "\($0) in the set of \(plan.id), where it is not")
        }
        return foreign
            + others.map {
                MissingFact(
                    "member \($0)",
                    "\($0), too: containing \(plan.targets.count - others.count) of \(plan.targets.count) would warn the "
                        + "intruder; leave --only out, or: cordon contain go \(facts.caseID) --emergency --help")
            }
    }

    private static func stale(_ plan: Plan, _ facts: GateFacts) -> [MissingFact] {
        let draft = "cordon plan draft \(facts.caseID) containment"
        var members = 0
        var gone: [MissingFact] = []
        for target in plan.targets {
            let verdict = facts.incident.verdict(of: target)
            if verdict == .confirmed {
                members += 1
            } else if !verdict.isSuspected {
                gone.append(
                    MissingFact(
                        "member \(target)", "a set without \(target), which is \(verdict.rawValue) by now: \(draft)"))
            }
        }
        // Counting is enough where nothing was found since, which is nearly always.
        guard members < facts.incident.confirmedTargets.count else { return gone }
        let found = facts.incident.confirmedTargets.filter { !plan.contains($0) }.sorted().map {
            MissingFact("member \($0)", "\($0), confirmed and not in the set of \(plan.id): \(draft)")
        }
        return found + gone
    }

    /// Members that the plan does something about, but nothing that contains.
    private static func idle(_ plan: Plan, _ waiting: [Target], _ facts: GateFacts) -> [MissingFact] {
        let idle = Set(plan.targetsWithoutAction)
        return waiting.filter(idle.contains).map { target in
            let kind = target.kind.containing.rawValue
            return MissingFact(
                "action \(target)",
                "an action of \(plan.id) that contains \(target): cordon plan edit \(facts.caseID) \(plan.id) --add "
                    + "--kind \(kind) \(ShellWord.option("--\(target.kind.rawValue)", target.name)) --text TEXT "
                    + "--before TEXT --verify TEXT --rollback TEXT")
        }
    }

    /// Members whose containment was ordered before need not be ready for it again.
    private static func unready(_ plan: Plan, _ waiting: [Target], _ facts: GateFacts) -> [MissingFact] {
        var there: [Principal: Bool] = [:]
        return waiting.compactMap { target in
            let readiness = facts.incident.containment.members[target]?.readied
            var isGone = false
            if let readiness, readiness.value.plan == plan.id, readiness.value.revision == plan.revision {
                let actor = readiness.value.stamp.actor
                let isThere = there[actor] ?? facts.organisation.isThere(actor)
                there[actor] = isThere
                guard !isThere else { return nil }
                isGone = true
            }
            let name = ShellWord.option(target.kind == .system ? "--target" : "--account", target.name)
            return MissingFact(
                "ready \(target)",
                (readiness == nil
                    ? "the readiness of \(target)"
                    : isGone
                        ? "the readiness of \(target), by somebody who is still there"
                        : "the readiness of \(target) for the plan as it now is")
                    + ": cordon contain prepare \(facts.caseID) \(name) --reachable TEXT --privilege TEXT --rollback TEXT"
            )
        }
    }
}
