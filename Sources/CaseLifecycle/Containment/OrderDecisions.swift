import Vocabulary

extension Case {
    /// The coordinated order: everything in the frozen set, from one moment on, or nothing.
    ///
    /// - Parameter only: A part of the set, which is refused by name; empty for the whole.
    func orderContainment(
        only: [Target] = [], in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "ordering containment")
        guard state == .analysis || state == .containment else {
            throw refusal(
                needing: "a case under analysis, or one that is contained in part",
                in: state < .analysis ? .analysis : .containment)
        }
        var claims = GateFacts.Claims()
        for target in only { claims.only.append(try known(target)) }
        let verdicts = try pass(Step(.contain), in: context, claims: claims)
        guard let plan = approvedPlan(.containment, in: context.organisation) else {
            throw .impossible("no containment plan is approved")
        }
        let open = plan.targets.filter { responseState(of: $0) < .isolating }
        if open.isEmpty {
            guard state == .analysis else {
                throw .impossible(
                    "everything in \(plan.id) was ordered to be contained; what is to be ordered again is undone first: "
                        + "cordon contain rollback \(id) --target NAME --reason TEXT")
            }
            return [.stateEntered(state: .containment, gates: verdicts)]
        }
        let number = containment.orders.count + 1
        return [
            .containment(
                event: .ordered(
                    number: number, plan: plan.id, revision: plan.revision, targets: plan.targets, leftOut: [],
                    emergency: nil)),
            .containment(event: .measuresPlaced(measures: measures(of: plan, order: number))),
            .responseChanged(targets: open, to: .isolating),
            entered(through: verdicts, of: .contain),
        ]
    }

    private func measures(of plan: Plan, order: Int) -> [Measure.Placement] {
        plan.measureKinds.enumerated().map { place, kind in
            let strategy = plan.strategies.first { $0.measure == kind }
            return Measure.Placement(
                id: MeasureID(number: containment.nextMeasure + place), kind: kind, order: order,
                duration: strategy?.duration ?? .emergency, due: strategy?.removalDue,
                permanenceReason: strategy?.permanenceReason)
        }
    }

    private func entered(through verdicts: [GateVerdict], of step: Step.Kind) -> CaseEvent {
        state == .containment
            ? .gatesPassed(step: step.rawValue, target: nil, gates: verdicts)
            : .stateEntered(state: .containment, gates: verdicts)
    }

    // MARK: Emergency

    /// Contains a part because waiting does more harm than warning the intruder. It leaves a debt, ends by itself after
    /// four hours, and is never taken for containment.
    func orderInEmergency(
        _ claim: EmergencyClaim, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.require(OverrideRule.approvers, for: "containing a part in an emergency")
        guard declaredAt == nil || (.declared ... .containment).contains(state) else {
            throw refusal(
                needing: "a declared incident before eradication", in: state < .declared ? .declared : .containment)
        }
        var claim = claim
        claim.targets = try resolved(claim.targets)
        claim.leftOut = try resolved(claim.leftOut)
        var claims = GateFacts.Claims()
        claims.emergency = claim
        var events: [CaseEvent] = []
        let verdicts = try pass(Step(.containPart), in: context, claims: claims)
        if state == .declared {
            events.append(.stateEntered(state: .analysis, gates: try pass(Step(.analyse), in: context)))
        }
        let number = containment.orders.count + 1
        let due = context.now.advanced(bySeconds: DurationClass.emergency.seconds ?? 0)
        // What nobody has judged is left out by name, but is no member of what must be contained.
        let unjudged = claim.leftOut.filter(scopeIndex.unsettled.contains)
        claim.emergency.unjudged = unjudged.isEmpty ? nil : unjudged
        claim.leftOut.removeAll(where: scopeIndex.unsettled.contains)
        let others = Set(confirmedTargets).union(suspectedTargets).union(claim.targets).union(unjudged)
        return events + [
            .containment(
                event: .ordered(
                    number: number, plan: nil, revision: nil, targets: claim.targets, leftOut: claim.leftOut,
                    emergency: claim.emergency)),
            .containment(event: .measuresPlaced(measures: emergencyMeasures(claim.targets, order: number, due: due))),
            .responseChanged(targets: claim.targets.filter { responseState(of: $0) < .isolating }, to: .isolating),
            .override(
                event: .debtIncurred(
                    id: overrides.nextDebt, gate: Gate.emergency.id, override: nil,
                    text:
                        "\(claim.leftOut.count + unjudged.count) of \(others.count) uncontained (order \(number), in an emergency)",
                    owner: context.organisation.name(of: context.actor), due: due)),
            entered(through: verdicts, of: .containPart),
        ]
    }

    private func resolved(_ targets: [Target]) throws(CaseRefusal) -> [Target] {
        var found: Set<Target> = []
        for target in targets { found.insert(try known(target)) }
        return found.sorted()
    }

    private func emergencyMeasures(_ targets: [Target], order: Int, due: Timestamp) -> [Measure.Placement] {
        let kinds: [PlanAction.Kind] =
            (targets.contains { $0.kind == .system } ? [.isolateHost] : [])
            + (targets.contains { $0.kind == .account } ? [.disableAccount] : [])
        return kinds.enumerated().map { place, kind in
            Measure.Placement(
                id: MeasureID(number: containment.nextMeasure + place), kind: kind, order: order, duration: .emergency,
                due: due, permanenceReason: nil)
        }
    }

    /// A late word is better than none: it lets the case go on, and is said to be late wherever it is shown.
    func confirmEmergency(in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        guard let order = containment.unconfirmedEmergency(in: context.organisation) else {
            throw .impossible("no emergency waits for a second person")
        }
        let act = "confirming an emergency"
        try context.require(OverrideRule.approvers, for: act)
        try context.requireOther(than: order.stamp.actor, for: act)
        try context.requireRoleHeld(OverrideRule.approvers, before: order.stamp.time, for: act)
        return [.containment(event: .emergencyConfirmed(order: order.number))]
    }
}
