import Vocabulary

extension Case {
    func decide(_ command: PlanCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .draft(let kind, let including, let owner):
            return try draft(kind, including: including, owner: owner, in: context)
        case .addAction(let id, let text):
            let plan = try editable(id, in: context)
            let action = try action(plan.lastNumber + 1, from: text, of: plan, was: nil, in: context)
            return [.plan(event: .actionAdded(id: id, action: action))]
        case .changeAction(let key, let text):
            let plan = try editable(key.plan, in: context)
            guard let old = plan.action(key.number) else { throw .unknownItem("action \(key)") }
            let action = try action(key.number, from: text, of: plan, was: old, in: context)
            var unchanged = old
            unchanged.results = []
            return action == unchanged ? [] : [.plan(event: .actionChanged(id: key.plan, action: action))]
        case .removeAction(let key, let reason):
            let plan = try editable(key.plan, in: context)
            guard plan.action(key.number) != nil else { throw .unknownItem("action \(key)") }
            let reason = try Text.reason(reason)
            return [.plan(event: .actionRemoved(id: key.plan, number: key.number, reason: reason))]
        case .approve(let id): return try approve(id, in: context)
        case .withdraw(let id, let reason):
            let plan = try editable(id, in: context)
            if plan.actions.contains(where: { !$0.results.isEmpty }) {
                throw .impossible(
                    "plan \(id) was carried out in part and stays as it was; draft another: cordon plan draft \(self.id) "
                        + "\(plan.kind.rawValue)")
            }
            return [.plan(event: .withdrawn(id: plan.id, reason: try Text.reason(reason)))]
        case .recordResult(let key, let outcome, let observed, let moment):
            return try record(outcome, of: key, observed: observed, happenedAt: moment, in: context)
        }
    }

    // MARK: Drafting

    private func draft(
        _ kind: Plan.Kind, including: [Target], owner: String?, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "drafting a plan")
        let verdicts = try pass(Step(.respond), in: context)
        guard state > .signal else { throw refusal(needing: "a case under analysis", in: .analysis) }
        let targets = try frozenSet(for: kind, including: including)
        let owner = try executor(owner ?? context.person?.name ?? lead ?? "", in: context)
        let actions = PlanDrafting(kind: kind, owner: owner).actions(
            for: targets, blocking: commandChannels.map(\.address))
        let strategies = kind == .containment ? plans.latest(kind)?.strategies ?? [] : []
        return [
            .plan(
                event: .drafted(
                    id: plans.next, kind: kind, targets: targets, actions: actions, strategies: strategies)),
            .gatesPassed(step: Step.Kind.respond.rawValue, target: nil, gates: verdicts),
        ]
    }

    /// The set that a plan is made for: what is confirmed, for containment; what containment was ordered for, later on.
    private func frozenSet(for kind: Plan.Kind, including: [Target]) throws(CaseRefusal) -> [Target] {
        var targets = kind == .containment ? confirmedTargets : containment.orderedTargets
        for named in including {
            let target = try known(named)
            guard kind != .containment || targets.contains(target) || verdict(of: target).isSuspected else {
                throw .impossible("\(target) is neither confirmed nor suspected; judge it first")
            }
            guard kind == .containment || targets.contains(target) else {
                throw .impossible("\(target) was not contained: it belongs into a containment plan first")
            }
            targets.insert(target)
        }
        guard !targets.isEmpty else {
            throw .impossible(
                kind == .containment
                    ? "a containment plan needs a confirmed system or account: cordon scope confirm \(id) NAME --reason TEXT"
                    : "\(kind.rawValue) is planned for what was contained: cordon contain go \(id)")
        }
        return targets.sorted()
    }

    /// An enabled person, or the account of a program, by the name on the roster.
    private func executor(_ name: String, in context: DecisionContext) throws(CaseRefusal) -> String {
        let name = try Text.required(name, "the owner of the action")
        if let person = context.organisation.people[name], person.kind == .service, person.isEnabled { return name }
        return try context.organisation.active(name, as: "the owner of an action").name
    }

    // MARK: Editing

    private func existing(_ id: PlanID) throws(CaseRefusal) -> Plan {
        guard let plan = plans[id] else { throw .unknownItem("plan \(id)") }
        guard plans.present.contains(where: { $0.id == id }) else {
            throw .impossible(
                "plan \(id) was made before the case was reopened; draft another: cordon plan draft \(self.id) "
                    + "\(plan.kind.rawValue)")
        }
        return plan
    }

    /// A plan that can still be changed: neither withdrawn nor ordered.
    func editable(_ id: PlanID, in context: DecisionContext) throws(CaseRefusal) -> Plan {
        let plan = try existing(id)
        try context.requireHuman(for: "changing a plan")
        guard !plan.isWithdrawn else { throw .impossible("plan \(id) is withdrawn; draft another") }
        if containment.orders.contains(where: { $0.plan == id }) {
            throw .impossible(
                "plan \(id) was ordered and stays as it was; draft another: cordon plan draft \(self.id) "
                    + "\(plan.kind.rawValue)")
        }
        return plan
    }

    private func action(
        _ number: Int, from new: PlanActionText, of plan: Plan, was old: PlanAction?, in context: DecisionContext
    ) throws(CaseRefusal) -> PlanAction {
        var target = old?.target
        if let named = new.target {
            target = try known(named)
            guard let target, plan.contains(target) else {
                throw .impossible(
                    "\(named) is not in the set of \(plan.id), which is frozen; draft another plan for it")
            }
        }
        let kind = new.kind ?? old?.kind ?? .other
        if let needed = kind.targetKind, target?.kind != needed {
            throw .impossible("\(kind.rawValue) acts on one \(needed.rawValue) of the set: --\(needed.rawValue) NAME")
        }
        let address = new.address ?? old?.address
        guard kind != .blockAddress || Text.says(address ?? "") else { throw .missing(["the address to block"]) }
        let destroys = try destroysTraces(kind, target, new, was: old)
        return PlanAction(
            number: number, kind: kind, target: target, address: address,
            text: try answer(new.text ?? old?.text, "what is to be done"),
            owner: try executor(new.owner ?? old?.owner ?? context.person?.name ?? "", in: context),
            precondition: try answer(new.precondition ?? old?.precondition, "what must hold before it is begun"),
            verification: try answer(new.verification ?? old?.verification, "how it is seen that it worked"),
            rollback: try answer(new.rollback ?? old?.rollback, "how it is undone"),
            destroysTraces: destroys)
    }

    /// Whether an action destroys traces: by its kind, or as somebody says. Of what no kind tells, somebody has to say it.
    private func destroysTraces(
        _ kind: PlanAction.Kind, _ target: Target?, _ new: PlanActionText, was old: PlanAction?
    ) throws(CaseRefusal) -> Bool {
        if kind.destroysTraces, new.destroysTraces == false {
            throw .impossible("\(kind.rawValue) destroys traces by its nature: leave --no-destroys-traces out")
        }
        let isOther = new.kind != nil || new.target != nil || new.text != nil
        if kind == .other, target != nil, new.destroysTraces == nil, old == nil || isOther {
            throw .missing(["whether it destroys traces of the intruder: --destroys-traces or --no-destroys-traces"])
        }
        return new.destroysTraces ?? old?.destroysTraces ?? kind.destroysTraces
    }

    private func answer(_ text: String?, _ what: String) throws(CaseRefusal) -> String {
        guard let text, Text.answers(text) else { throw .missing([what]) }
        return text
    }

    // MARK: Approving

    private func approve(_ id: PlanID, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        let plan = try existing(id)
        let act = "approving plan \(id)"
        guard !plan.isWithdrawn else { throw .impossible("plan \(id) is withdrawn") }
        guard plan.id == plans.latest(plan.kind)?.id else {
            throw .impossible("plan \(id) was replaced by a newer one of its kind")
        }
        guard !plan.targets.isEmpty, !plan.actions.isEmpty else { throw .impossible("plan \(id) is empty") }
        let bare = plan.targetsWithoutAction
        guard bare.isEmpty else {
            let kind = plan.kind.act(on: bare[0].kind).rawValue
            throw .impossible(
                "plan \(id) does nothing about \(bare.map(\.description).joined(separator: ", ")): "
                    + "cordon plan edit \(self.id) \(id) --add --kind \(kind) "
                    + "\(ShellWord.option("--\(bare[0].kind.rawValue)", bare[0].name)) --text TEXT --before TEXT "
                    + "--verify TEXT --rollback TEXT")
        }
        try context.require(OverrideRule.approvers, for: act)
        for author in [plan.drafted] + plan.edits { try context.requireOther(than: author.actor, for: act) }
        for approval in plan.presentApprovals { try context.requireOther(than: approval.stamp.actor, for: act) }
        try context.requireRoleHeld(OverrideRule.approvers, before: plan.drafted.time, for: act)
        let approval = CaseEvent.plan(
            event: .approved(id: id, revision: plan.revision, evidenceFiles: evidence.count))
        guard plan.kind == .containment else { return [approval] }
        let verdicts = try pass(Step(.approveContainment, item: id.description), in: context)
        return [
            approval, .gatesPassed(step: Step.Kind.approveContainment.rawValue, target: nil, gates: verdicts),
        ]
    }

    // MARK: Results

    private func record(
        _ outcome: ActionResult.Outcome, of key: ActionKey, observed: String, happenedAt: Timestamp?,
        in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let plan = try existing(key.plan)
        guard let action = plan.action(key.number) else { throw .unknownItem("action \(key)") }
        let begun = try begun(plan, in: context)
        guard Text.answers(observed) else { throw .missing(["what was seen, or why it does not apply"]) }
        if outcome == .notApplicable { try requireDispensable(action, key, of: plan, in: context) }
        if outcome == .done { try requireSayable(action, key) }
        let moment = happenedAt ?? context.now
        guard moment <= context.now else {
            throw .impossible("what is recorded has happened: \(moment) is yet to come")
        }
        guard moment >= begun else {
            throw .impossible("\(key) was not to be done before \(begun): earlier work is no result of the plan")
        }
        var events: [CaseEvent] = []
        if outcome == .done, action.destroysTraces, let target = action.target {
            let step = Step(.destroyTraces, target: target, item: key.description)
            var claims = GateFacts.Claims()
            claims.happenedAt = moment
            let verdicts = try pass(step, in: context, claims: claims)
            events.append(.gatesPassed(step: step.kind.rawValue, target: target, gates: verdicts))
        }
        events.append(
            .plan(
                event: .resultRecorded(action: key, outcome: outcome, observed: observed, happenedAt: happenedAt)))
        guard outcome == .failed else { return events }
        switch plan.kind {
        case .containment: return events + doubted(by: key, action.target, observed: observed, at: moment)
        case .recovery: return events + undone(by: key, action, at: moment)
        case .eradication: return events
        }
    }

    /// A restoration is not said but recorded with what it was made from, so that its gates are asked.
    private func requireSayable(_ action: PlanAction, _ key: ActionKey) throws(CaseRefusal) {
        guard action.kind == .restoreSystem, let target = action.target else { return }
        throw .impossible(
            "\(key) restores \(target), which is recorded with what it is restored from: cordon recover restore \(id) "
                + "\(ShellWord.quoted(target.name)) --help")
    }

    /// What follows where a restoration turns out to have failed; nothing where that was before it was made anew.
    private func undone(by key: ActionKey, _ action: PlanAction, at moment: Timestamp) -> [CaseEvent] {
        guard action.kind == .restoreSystem, let target = action.target,
            let restored = recovery.restorations[target.name], moment >= restored.stamp.time
        else { return [] }
        return [.recovery(event: .restorationFailed(system: target.name, action: key))]
    }

    /// What contains a member is never without need, and what was approved to be restored is dropped by another person than
    /// who was to do it.
    private func requireDispensable(
        _ action: PlanAction, _ key: ActionKey, of plan: Plan, in context: DecisionContext
    ) throws(CaseRefusal) {
        if plan.kind == .containment, let target = action.target, action.kind == target.kind.containing {
            throw .impossible(
                "\(key) is what contains \(target), which is not contained without it: --outcome done, also where somebody else "
                    + "did it, or failed: cordon contain result \(id) --action \(plan.id)/\(action.number) --outcome failed "
                    + "--observed TEXT")
        }
        guard action.kind == .restoreSystem else { return }
        try context.requireOther(
            than: Principal(account: action.owner), for: "saying that \(key), which was approved, is not needed")
    }

    /// From when on a plan may be carried out: its order to contain, or the state of the case and its approval.
    private func begun(_ plan: Plan, in context: DecisionContext) throws(CaseRefusal) -> Timestamp {
        switch plan.kind {
        case .containment:
            guard let order = containment.orders.last(where: { $0.plan == plan.id }) else {
                throw .impossible("plan \(plan.id) was not ordered: cordon contain go \(id)")
            }
            return order.stamp.time
        case .eradication, .recovery:
            let needed: CaseState = plan.kind == .eradication ? .eradication : .recovery
            guard state >= needed, let entered = enteredAt[needed] else {
                throw refusal(needing: "a case in \(needed.rawValue)", in: needed)
            }
            guard approvedPlan(plan.kind, in: context.organisation)?.id == plan.id else {
                throw .impossible("plan \(plan.id) is not approved as it is: cordon plan approve \(id) \(plan.id)")
            }
            return entered
        }
    }
}
