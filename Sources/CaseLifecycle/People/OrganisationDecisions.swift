package import Vocabulary

extension Organisation {
    /// Now, for what is decided on: a clock that was put back gives nobody time.
    package func effectiveTime(at clock: Timestamp) -> Timestamp {
        let shown = time(at: clock)
        return max(shown, updated ?? shown)
    }

    /// Decides what follows from a command and takes it: the one way in which the organisation changes by decision.
    ///
    /// - Returns: The events to append, in order; empty when the command changes nothing.
    /// - Throws: ``CaseRefusal`` naming everything that is missing; the organisation is then as it was.
    package mutating func perform(
        _ command: OrganisationCommand, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        let events = try decide(command, in: context)
        for event in events { apply(event, context.stamp) }
        return events
    }

    private func decide(
        _ command: OrganisationCommand, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        switch command {
        case .addPerson, .addAccount, .grant, .take, .disable, .enable, .join:
            try requireAdministrator(context.actor, for: "changing the roster")
            return try decideRoster(command, in: context)
        case .assign, .release: return try decideDuty(command, in: context)
        case .proposeOverride, .approveOverride, .settleDebt, .acceptDebt:
            return try decideStaffing(command, in: context)
        case .changePolicy(let name, let value):
            try requireAdministrator(context.actor, for: "changing a threshold")
            return try changePolicy(name, to: value)
        case .changeSetting(let name, let value):
            try requireAdministrator(context.actor, for: "changing a setting")
            guard let setting = StoreSetting.all.first(where: { $0.name == name }) else {
                throw .missing(["a setting that exists: \(StoreSetting.all.map(\.name).joined(separator: ", "))"])
            }
            guard setting.allowed.contains(value) else {
                throw .missing(["a value of \(name): \(setting.allowed.joined(separator: " or "))"])
            }
            return settings[name] == value ? [] : [.settingChanged(name: name, value: value)]
        case .finishAction(let id, let action, let outcome):
            return try finish(action, of: id, outcome, in: context)
        case .assignAction(let id, let action, let owner, let due, let reason):
            return try assign(action, of: id, to: owner, due: due, reason, in: context)
        }
    }

    private func changePolicy(_ name: String, to value: Int) throws(CaseRefusal) -> [OrganisationEvent] {
        guard let number = Policy.numbers.first(where: { $0.name == name }) else {
            throw .missing(["a threshold that exists: \(Policy.numbers.map(\.name).joined(separator: ", "))"])
        }
        let range = Policy.range(of: name)
        guard range.contains(value) else {
            throw .impossible("\(name) may be from \(range.lowerBound) to \(range.upperBound)")
        }
        return policy[keyPath: number.path] == value ? [] : [.policyChanged(name: name, value: value)]
    }

    private func finish(
        _ action: ActionID, of id: CaseID, _ outcome: String, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        _ = try openAction(action, of: id, for: "finishing a corrective action", in: context)
        guard Text.answers(outcome) else { throw .missing(["what came of it"]) }
        return [.inheritedActionDone(caseID: id, action: action, outcome: outcome)]
    }

    private func assign(
        _ action: ActionID, of id: CaseID, to owner: String?, due: Timestamp?, _ reason: String,
        in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        let found = try openAction(action, of: id, for: "assigning a corrective action", in: context)
        guard owner != nil || due != nil else { throw .missing(["another owner or another date"]) }
        let person = try active(owner ?? found.owner, as: "the owner of a corrective action")
        let last = context.now.advanced(bySeconds: CorrectiveAction.furthestDue)
        // One that is overdue gets another owner all the same, and stays overdue.
        let due = due ?? found.due
        guard due == found.due || (due > context.now && due <= last) else {
            throw .impossible("a corrective action is due after now and not later than \(last)")
        }
        let reason = try Text.answer(reason, "a reason")
        guard person.name != found.owner || due != found.due else { return [] }
        return [
            .inheritedActionAssigned(caseID: id, action: action, owner: person.name, due: due, reason: reason)
        ]
    }

    /// A corrective action that is still to be done, for somebody who may say something of it.
    private func openAction(
        _ action: ActionID, of id: CaseID, for act: String, in context: OrganisationContext
    ) throws(CaseRefusal) -> InheritedAction {
        guard let found = inheritedActions.first(where: { $0.caseID == id && $0.action == action }) else {
            throw .impossible("no closed case left \(action) of \(id) behind: cordon staff action")
        }
        guard found.done == nil else { throw .impossible("\(action) of \(id) is done already") }
        guard let person = person(of: context.actor), person.isActive else {
            throw .roleNeeded(act: act, roles: "somebody on the roster", actor: name(of: context.actor))
        }
        return found
    }

    // MARK: Who may

    /// Whether the roster has an administrator who can act. Until it has, the account that made the store may.
    package var hasAdministrator: Bool {
        people.values.contains { $0.isActive && $0.roles.contains(.administrator) }
    }

    func requireAdministrator(_ actor: Principal, for act: String) throws(CaseRefusal) {
        if let person = person(of: actor), person.isActive, person.roles.contains(.administrator) { return }
        guard !isMakerInCharge(actor) else { return }
        throw .roleNeeded(
            act: act,
            roles: hasAdministrator
                ? "an administrator" : "the account that made the store, until there is an administrator",
            actor: name(of: actor))
    }

    /// Refuses whoever may not say who is on which duty, and who leads instead of whom.
    func requireScheduler(_ actor: Principal, for act: String) throws(CaseRefusal) {
        guard !isMakerInCharge(actor) else { return }
        let context = DecisionContext(organisation: self, actor: actor, now: .earliest)
        try context.require([.lead, .deputy, .executive, .administrator], for: act)
    }

    /// Whether the account that made the store acts, as itself: under the name of another it is that other.
    func isMakerInCharge(_ actor: Principal) -> Bool {
        guard !hasAdministrator, let maker, actor.account == maker.account else { return false }
        return name(of: actor) == name(of: maker) && isThere(actor)
    }

    /// Whether a person of the roster is the one who acts, under whichever name or account.
    func isActor(_ actor: Principal, _ person: Person) -> Bool {
        if exercise == nil, person.accounts.contains(actor.account) || person.name == actor.account { return true }
        return name(of: actor) == person.name
    }
}
