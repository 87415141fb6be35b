import Vocabulary

extension Case {
    func decide(_ command: ContainmentCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .setStrategy(let strategy, let plan): return try set(strategy, of: plan, in: context)
        case .nameChannel(let details): return try name(details, in: context)
        case .testChannel(let outcome, let moment): return try test(outcome, at: moment, in: context)
        case .acknowledgeChannel: return try acknowledgeChannel(in: context)
        case .delay(let reason, let until): return try delay(reason: reason, until: until, in: context)
        case .signDelay: return try signDelay(in: context)
        case .prepare(let target, let reachable, let privilege, let rollback):
            return try prepare(
                target, reachable: reachable, privilege: privilege, rollback: rollback, in: context)
        case .go(let only): return try orderContainment(only: only, in: context)
        case .goInEmergency(let claim): return try orderInEmergency(claim, in: context)
        case .confirmEmergency: return try confirmEmergency(in: context)
        case .verify(let target, let result, let observed, let from, let moment):
            return try verify(target, result, observed: observed, from: from, happenedAt: moment, in: context)
        case .rollback(let targets, let action, let reason):
            return try rollBack(targets, action: action, reason: reason, in: context)
        case .postpone(let id, let until, let reason):
            return try postpone(id, until: until, reason: reason, in: context)
        case .remove(let id, let check, let moment): return try remove(id, check: check, at: moment, in: context)
        case .proposePermanence(let id, let reason): return try proposePermanence(id, reason: reason, in: context)
        case .approvePermanence(let id): return try approvePermanence(id, in: context)
        }
    }

    /// The newest containment plan, whether it is approved or not.
    func presentContainmentPlan() throws(CaseRefusal) -> Plan {
        guard let plan = plans.latest(.containment) else {
            throw .impossible("the case has no containment plan: cordon plan draft \(id) containment")
        }
        return plan
    }

    /// A person says that a member of the set can be contained; that holds for this revision of the plan and no other.
    private func prepare(
        _ named: Target, reachable: String, privilege: String, rollback: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "making a member of the set ready")
        let plan = try presentContainmentPlan()
        let target = try known(named)
        guard plan.contains(target) else {
            throw .impossible("\(target) is not in the set of \(plan.id), which is frozen; draft another plan for it")
        }
        let missing = [
            ("how it is known that \(target) is reachable", reachable),
            ("how it is known that the rights are there", privilege), ("what rolls it back", rollback),
        ].filter { !Text.answers($0.1) }.map(\.0)
        guard missing.isEmpty else { throw .missing(missing) }
        let known = containment.members[target]?.readiness
        if let known, known.plan == plan.id, known.revision == plan.revision, known.reachable == reachable,
            known.privilege == privilege, known.rollback == rollback, context.organisation.isThere(known.stamp.actor)
        {
            return []
        }
        return [
            .containment(
                event: .memberReadied(
                    target: target, plan: plan.id, revision: plan.revision, reachable: reachable, privilege: privilege,
                    rollback: rollback))
        ]
    }
}
