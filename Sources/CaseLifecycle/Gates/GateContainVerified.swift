import Vocabulary

extension Gate {
    /// Contained means observed.
    static let containVerified = Gate(
        id: "GATE-CONTAIN-VERIFIED",
        statement:
            "Every member of the set is contained by what somebody else than its executor saw from elsewhere after the "
            + "order, not by the success that a program reports.",
        citation: "NIST SP 800-61r2 section 3.3.1; CISA AR21-134A; CSF 2.0 RS.MI-01",
        guards: [.eradicate, .recover],
        override: .standard(longest: .temporary),
        missing: { facts in
            let containment = facts.incident.containment
            guard !containment.presentOrders.isEmpty else {
                return [MissingFact("order", "an order to contain: cordon contain go \(facts.caseID)")]
            }
            let unseen = facts.incident.targetIndex.targets(.unseen).sorted().map { target in
                let member = containment.members[target]
                let subject = "unverified \(target)"
                if member?.rolledBack != nil, member?.orderedAt == nil {
                    return MissingFact(
                        subject,
                        "the containment of \(target), which was rolled back: made ready again (cordon contain prepare "
                            + "\(facts.caseID) --help) and ordered: cordon contain go \(facts.caseID)",
                        of: target)
                }
                return MissingFact(
                    subject,
                    "the observation that \(target) is contained (\(member?.observation?.result.rawValue ?? "not looked at")): "
                        + verify(target, facts),
                    of: target)
            }
            return unseen + outdated(facts) + unwitnessed(facts)
        },
        warnings: { facts in
            // Said once, when traces are about to go.
            guard facts.step.kind == .eradicate else { return [] }
            return old(facts) + alone(facts) + oneObserver(facts)
                + facts.freshRoles(ofActorsOf: facts.incident.containment.presentOrders.compactMap(\.confirmation))
        })

    private static func verify(_ target: Target, _ facts: GateFacts) -> String {
        let name = (target.kind == .system ? "--target " : "--account ") + ShellWord.quoted(target.name)
        return "cordon contain verify \(facts.caseID) \(name) --result contained --observed TEXT --from WHERE"
    }

    /// What was seen before it was done does not show that it had an effect.
    private static func outdated(_ facts: GateFacts) -> [MissingFact] {
        guard !facts.incident.targetIndex.targets(.outdated).isEmpty else { return [] }
        var done: [Target: (plan: Plan, action: PlanAction, moment: Timestamp)] = [:]
        for plan in facts.incident.plans.present where plan.kind == .containment {
            for action in plan.actions {
                guard let target = action.target, action.kind == target.kind.containing, let result = action.result,
                    result.outcome == .done, let seen = facts.incident.containment.members[target]?.observation
                else { continue }
                let moment = result.happenedAt ?? result.stamp.time
                guard seen.result == .contained, seen.happenedAt < moment,
                    done[target].map({ $0.moment < moment }) ?? true
                else { continue }
                done[target] = (plan, action, moment)
            }
        }
        return done.sorted { $0.key < $1.key }.map { target, last in
            let (plan, action, moment) = last
            return MissingFact(
                "older than its action \(target)",
                "the observation that \(target) is contained since \(plan.id)/\(action.number) was done at \(moment), which "
                    + "is later than it was looked at: \(verify(target, facts)); or when it was done: cordon contain result "
                    + "\(facts.caseID) --action \(plan.id)/\(action.number) --outcome done --observed TEXT --happened TIME",
                of: target)
        }
    }

    /// At most this many names stand in a warning; a refusal always names all.
    private static let namesInWarning = 20

    private static func list(_ targets: [Target]) -> String {
        targets.prefix(namesInWarning).map(\.description).joined(separator: ", ")
            + (targets.count > namesInWarning ? ", .." : "")
    }

    private static func old(_ facts: GateFacts) -> [String] {
        let oldest = facts.now.advanced(bySeconds: Int64(-facts.policy.observationHours) * 3600)
        var old: [Target] = []
        for (target, member) in facts.incident.containment.members {
            if let moment = member.observedContainedAt, moment < oldest { old.append(target) }
        }
        old.sort()
        return old.isEmpty
            ? []
            : ["\(old.count) were last looked at more than \(facts.policy.observationHours) hours ago: \(list(old))"]
    }

    /// Members that are contained by the word of the one alone who was to contain them, or who did, in order.
    private static func ownWork(_ facts: GateFacts, _ witnesses: inout Witnesses) -> [(Target, doers: Set<String>)] {
        let members = facts.incident.containment.members
        let plans = facts.incident.plans.present.filter { $0.kind == .containment }
        // Nearly always nobody looked who had a part in containing, and the plans are long.
        let doers = plans.reduce(into: Set<Principal>()) { doers, plan in
            doers.formUnion(plan.executors)
            doers.formUnion(plan.owners.map { Principal(account: $0) })
        }
        let lookers = facts.incident.containment.observers.filter { observer in
            doers.contains { witnesses.isSame($0, observer) }
        }
        guard !lookers.isEmpty else { return [] }
        // Only what its own executor saw last can be alone; that is little.
        var suspects: Set<Target> = []
        for plan in plans {
            for place in plan.actions.indices {
                guard let target = plan.actions[place].target, let member = members[target],
                    let observer = member.observer, lookers.contains(observer), member.isObservedContained
                else { continue }
                if isDoer(of: plan.actions[place], observer, &witnesses) { suspects.insert(target) }
            }
        }
        guard !suspects.isEmpty else { return [] }
        var acts: [Target: [PlanAction]] = [:]
        for action in plans.lazy.flatMap(\.actions) {
            if let target = action.target, suspects.contains(target) { acts[target, default: []].append(action) }
        }
        var found: [(Target, doers: Set<String>)] = []
        for (target, actions) in acts {
            // An older observation that it was not contained is no word for the newer one that it is.
            let seen = members[target]?.presentObservations.reversed().prefix { $0.result == .contained } ?? []
            let isWitnessed = seen.contains { observation in
                !actions.contains { isDoer(of: $0, observation.stamp.actor, &witnesses) }
            }
            guard !isWitnessed else { continue }
            let doers = actions.flatMap { action in
                ([Principal(account: action.owner)] + action.results.map(\.stamp.actor)).map { witnesses.name(of: $0) }
            }
            found.append((target, Set(doers)))
        }
        return found.sorted { $0.0 < $1.0 }
    }

    private static func isDoer(of action: PlanAction, _ actor: Principal, _ witnesses: inout Witnesses) -> Bool {
        witnesses.isSame(Principal(account: action.owner), actor)
            || action.results.contains { witnesses.isSame($0.stamp.actor, actor) }
    }

    private static func unwitnessed(_ facts: GateFacts) -> [MissingFact] {
        var witnesses = Witnesses(facts.organisation)
        return ownWork(facts, &witnesses).filter { witnesses.hasOther(than: $0.doers) }.map { target, doers in
            return MissingFact(
                "own word \(target)",
                "the observation that \(target) is contained by somebody other than "
                    + "\(doers.sorted().joined(separator: ", ")), who contained it: "
                    + verify(target, facts),
                of: target)
        }
    }

    /// What one person saw of all of them, nobody else has seen.
    private static func oneObserver(_ facts: GateFacts) -> [String] {
        var witnesses = Witnesses(facts.organisation)
        var count = 0
        var first: (actor: Principal, name: String)?
        for member in facts.incident.containment.members.values {
            guard let actor = member.observer else { continue }
            count += 1
            guard let first else {
                first = (actor, witnesses.name(of: actor))
                continue
            }
            guard actor == first.actor || witnesses.name(of: actor) == first.name else { return [] }
        }
        guard count > 1, let first else { return [] }
        return ["all \(count) were seen to be contained by one person, \(first.name)"]
    }

    /// Where nobody else could have looked it is said with the verdict.
    private static func alone(_ facts: GateFacts) -> [String] {
        var witnesses = Witnesses(facts.organisation)
        var doers: Set<String> = []
        for plan in facts.incident.plans.present where plan.kind == .containment {
            for executor in plan.executors { doers.insert(witnesses.name(of: executor)) }
            for owner in plan.owners { doers.insert(witnesses.name(of: Principal(account: owner))) }
        }
        guard !witnesses.hasOther(than: doers) else { return [] }
        let alone = ownWork(facts, &witnesses).map(\.0)
        return alone.isEmpty
            ? [] : ["\(alone.count) were seen to be contained by the one who contained them alone: \(list(alone))"]
    }
}
