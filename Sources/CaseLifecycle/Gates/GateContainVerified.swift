import Vocabulary

extension Gate {
    /// Contained means observed.
    static let containVerified = Gate(
        id: "GATE-CONTAIN-VERIFIED",
        statement:
            "Every member of the set is contained by what somebody saw from elsewhere after the order, not by the "
            + "success that a program reports.",
        citation: "NIST SP 800-61r2 section 3.3.1; CISA AR21-134A; CSF 2.0 RS.MI-01",
        guards: [.eradicate],
        override: .standard(longest: .temporary),
        missing: { facts in
            let containment = facts.incident.containment
            guard !containment.orders.isEmpty else {
                return [MissingFact("order", "an order to contain: cordon contain go \(facts.caseID)")]
            }
            return containment.stragglers.map { target in
                let seen =
                    containment.members[target]?.rolledBack != nil && containment.members[target]?.orderedAt == nil
                    ? "rolled back" : containment.members[target]?.observation?.result.rawValue ?? "not looked at"
                let name = (target.kind == .system ? "--target " : "--account ") + ShellWord.quoted(target.name)
                return MissingFact(
                    "unverified \(target)",
                    "the observation that \(target) is contained (\(seen)): cordon contain verify \(facts.caseID) \(name) "
                        + "--result contained --observed TEXT --from WHERE")
            }
        },
        warnings: { facts in old(facts) + alone(facts) })

    /// At most this many names stand in a warning; a refusal always names all.
    private static let namesInWarning = 20

    private static func list(_ targets: [Target]) -> String {
        targets.prefix(namesInWarning).map(\.description).joined(separator: ", ")
            + (targets.count > namesInWarning ? ", .." : "")
    }

    private static func old(_ facts: GateFacts) -> [String] {
        let oldest = facts.now.advanced(bySeconds: Int64(-facts.policy.observationHours) * 3600)
        let old = facts.incident.containment.members.filter {
            $0.value.isObservedContained && $0.value.observation.map { $0.happenedAt < oldest } ?? false
        }.keys.sorted()
        return old.isEmpty
            ? []
            : ["\(old.count) were last looked at more than \(facts.policy.observationHours) hours ago: \(list(old))"]
    }

    /// Members that nobody saw but the person who was to contain them.
    private static func alone(_ facts: GateFacts) -> [String] {
        var names: [Principal: String] = [:]
        func name(of actor: Principal) -> String {
            if let name = names[actor] { return name }
            let name = facts.organisation.name(of: actor)
            names[actor] = name
            return name
        }
        let members = facts.incident.containment.members
        // Only what its own executor saw can be alone; that is little, and the plans are long.
        var suspects: [Target: Set<String>] = [:]
        for plan in facts.incident.plans.plans where plan.kind == .containment {
            for action in plan.actions {
                guard let target = action.target, let seen = members[target]?.presentObservations, !seen.isEmpty else {
                    continue
                }
                let doers = [action.owner] + action.results.map { name(of: $0.stamp.actor) }
                let both = seen.map { name(of: $0.stamp.actor) }.filter(doers.contains)
                if !both.isEmpty { suspects[target, default: []].formUnion(both) }
            }
        }
        let alone = suspects.filter { target, doers in
            members[target]?.presentObservations.allSatisfy { doers.contains(name(of: $0.stamp.actor)) } ?? false
        }.keys.sorted()
        return alone.isEmpty
            ? [] : ["\(alone.count) were seen to be contained by the one who contained them alone: \(list(alone))"]
    }
}
