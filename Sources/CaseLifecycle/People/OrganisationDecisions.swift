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
        guard let found = inheritedActions.first(where: { $0.caseID == id && $0.action == action }) else {
            throw .impossible("no closed case left \(action) of \(id) behind: cordon staff action")
        }
        guard found.done == nil else { throw .impossible("\(action) of \(id) is done already") }
        guard let person = person(of: context.actor), person.isActive else {
            throw .roleNeeded(
                act: "finishing a corrective action", roles: "somebody on the roster", actor: name(of: context.actor))
        }
        guard Text.answers(outcome) else { throw .missing(["what came of it"]) }
        return [.inheritedActionDone(caseID: id, action: action, outcome: outcome)]
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
