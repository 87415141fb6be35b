import Vocabulary

extension Case {
    func decide(_ command: HandoverCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .offer(let name, let text): try offer(to: name, text, in: context)
        case .accept(let id): try accept(id, in: context)
        }
    }

    /// Gives the lead to somebody by decision. Where the present lead can, a hand-over is the better way; the gate of
    /// the lead warns where there was none.
    func assignLead(_ name: String, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        let typed = try Text.required(name, "the name of the lead")
        let name = context.organisation.person(named: typed)?.name ?? PlainName.tidied(typed)
        guard name != lead else { return [] }
        try context.requireHuman(for: "assigning the lead")
        // As long as the roster is empty there is nobody to choose from.
        if state > .signal || !context.organisation.people.isEmpty {
            try requireLeader(name, in: context)
            try requireDeposer(of: lead.flatMap(context.organisation.person(named:)), for: name, in: context)
        }
        return try relieved(name, in: context) + [.leadAssigned(person: name)]
    }

    /// Refuses to take the lead from somebody who is there: that person hands it over, or an executive decides.
    private func requireDeposer(
        of leader: Person?, for name: String, in context: DecisionContext
    ) throws(CaseRefusal) {
        guard let leader, leader.mayLead else { return }
        // As long as a store begins, its maker acts for everybody.
        if context.person == nil, context.organisation.isMakerInCharge(context.actor) { return }
        do { try context.require([.executive], for: "assigning another lead") } catch {
            throw .impossible(
                "\(leader.name) leads \(id), and nobody but an executive takes that away; \(leader.name) hands it over: "
                    + "cordon case handover \(id) \(ShellWord.option("--to", name)) --text TEXT")
        }
    }

    private func offer(
        to name: String, _ text: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        guard let giver = context.person, giver.isActive else {
            throw .roleNeeded(
                act: "handing work over", roles: "somebody on the roster",
                actor: context.organisation.name(of: context.actor))
        }
        let taker = try context.organisation.active(name, as: "who takes over")
        guard Text.answers(text) else {
            throw .missing(["what is handed over: open actions, clocks, decisions, next steps"])
        }
        guard taker.name != giver.name, !context.organisation.isActor(context.actor, taker) else {
            throw .secondPersonNeeded(act: "taking over", first: giver.name)
        }
        let kind: Handover.Kind = lead.map(giver.isKnown) == true ? .lead : .work
        if kind == .lead { try requireLeader(taker.name, in: context) }
        return try relieved(taker.name, in: context) + [
            .people(
                event: .offered(
                    offer: .init(
                        id: handovers.next, kind: kind, from: giver.name, to: taker.name, text: text, version: version,
                        tasks: tasks.openTasks.map(\.id), debts: overrides.openDebts.map(\.id),
                        clocks: notifications.openDuties.map(\.id))))
        ]
    }

    private func accept(_ id: HandoverID, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        guard let handover = handovers[id] else { throw .unknownItem("hand-over \(id)") }
        guard handover.accepted == nil else { throw .impossible("hand-over \(id) is accepted already") }
        guard !handover.isReplaced else {
            throw .impossible("hand-over \(id) was replaced by a later one: cordon case handover \(self.id)")
        }
        let organisation = context.organisation
        let taker = try organisation.active(handover.to, as: "who takes over")
        guard context.person?.name == taker.name, organisation.isOwnAccount(context.actor, of: taker) else {
            throw .roleNeeded(
                act: "accepting hand-over \(id)", roles: "\(taker.name), under an account of \(taker.name)",
                actor: organisation.name(of: context.actor))
        }
        try context.requireOther(than: handover.offered.actor, for: "accepting a hand-over")
        let moved = handover.offer.tasks.filter {
            tasks.tasks[$0]?.done == nil && tasks.tasks[$0]?.owner == handover.from
        }
        .map { CaseEvent.task(event: .reassigned(id: $0, owner: taker.name)) }
        var events = try relieved(taker.name, in: context) + [.people(event: .accepted(id: id))]
        if handover.kind == .lead {
            guard let lead, organisation.person(named: handover.from)?.isKnown(as: lead) == true else {
                throw .impossible("\(handover.from) no longer leads \(self.id), so hand-over \(id) gives nothing")
            }
            try requireLeader(taker.name, in: context)
            events.append(.leadAssigned(person: taker.name))
        }
        return events + moved
    }

    private func requireLeader(_ name: String, in context: DecisionContext) throws(CaseRefusal) {
        guard try context.organisation.active(name, as: "the lead").mayLead else {
            throw .roleNeeded(act: "leading", roles: "lead or deputy", actor: name)
        }
    }

    /// Refuses where somebody is the only one on preparation or detection. The verdict is recorded where the gate was in
    /// question: for somebody who has a shift.
    private func relieved(_ name: String, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        let hasShift = context.organisation.duties.shifts(of: name).last.map { $0.end > context.now } ?? false
        guard hasShift else { return [] }
        let step = Step(.relieve, item: name)
        let verdicts = try pass(step, in: context)
        return [.gatesPassed(step: "\(name) is given work on the case", target: nil, gates: verdicts)]
    }
}

extension Organisation {
    /// Whether somebody acts under an account that is the person's. In an exercise one account plays everybody.
    func isOwnAccount(_ actor: Principal, of person: Person) -> Bool {
        exercise != nil || person.accounts.contains(actor.account) || person.name == actor.account
    }
}
