package import Vocabulary

/// What a case cannot know of itself when it decides: who asks, what time it is, and what holds across cases.
package struct DecisionContext: Sendable {
    package let organisation: Organisation
    package let actor: Principal
    /// Now, UTC. Never earlier than the last event of the case, whatever the clock of the server says.
    package let now: Timestamp
    /// Who leads another open case, and so covers no standing duty. Needed by commands that give somebody work
    /// (``CaseCommand/givesWork``); empty for all others.
    package let leadsElsewhere: Set<String>
    /// Other open cases that tell of what this one holds, in the order of their names. Needed by commands whose steps ask
    /// for it (``CaseCommand/asksOfOtherCases``); empty for all others.
    package var otherCases: [OtherCase]

    package init(
        organisation: Organisation, actor: Principal, now: Timestamp, leadsElsewhere: Set<String> = [],
        otherCases: [OtherCase] = []
    ) {
        self.organisation = organisation
        self.actor = actor
        self.now = now
        self.leadsElsewhere = leadsElsewhere
        self.otherCases = otherCases
    }

    /// The stamp that events decided here will bear.
    package var stamp: Stamp { Stamp(time: now, actor: actor) }

    /// The person of the roster who asks; nil for somebody who is not on it.
    package var person: Person? { organisation.person(of: actor) }

    /// Refuses unless the person who asks is on the roster, enabled, a human being, and holds one of the roles.
    func require(_ roles: Set<Role>, for act: String) throws(CaseRefusal) {
        guard let person, person.isActive, person.kind == .human, !person.roles.isDisjoint(with: roles) else {
            let names = roles.map(\.rawValue).sorted().joined(separator: " or ")
            throw .roleNeeded(act: act, roles: names, actor: organisation.name(of: actor))
        }
    }

    /// The account that made the store acts for everybody as long as nobody administers it: that is how a store begins.
    private var isMaker: Bool {
        guard let maker = organisation.maker else { return organisation.people.isEmpty }
        let isAdministered = organisation.people.values.contains { $0.isActive && $0.roles.contains(.administrator) }
        return !isAdministered && organisation.isSamePerson(maker, actor)
    }

    /// Refuses unless the actor may say where a case goes: a lead, deputy or executive.
    func requireSteering(for act: String) throws(CaseRefusal) {
        if isMaker, person == nil { return }
        try require(OverrideRule.approvers, for: act)
    }

    /// Refuses where nobody knows who acts, or the one who acts was disabled: what is said by somebody whom nobody knows
    /// can be held against nobody. As long as the roster is empty there is nobody to know.
    func requireKnown(for act: String) throws(CaseRefusal) {
        if let person, person.isEnabled { return }
        if person == nil, isMaker || organisation.people.isEmpty { return }
        throw .roleNeeded(act: act, roles: "an enabled person of the roster", actor: organisation.name(of: actor))
    }

    /// Refuses where somebody of the roster acts who has no part in responding.
    func requireResponder(for act: String) throws(CaseRefusal) {
        guard person != nil else { return }
        try require(Role.responding.union(OverrideRule.approvers).union([.legal]), for: act)
    }

    /// Refuses where the actor is known to be no human being: a program may gather facts, it may not judge.
    func requireHuman(for act: String) throws(CaseRefusal) {
        if let person, person.kind != .human || !person.isEnabled {
            throw .roleNeeded(act: act, roles: "an enabled person", actor: person.name)
        }
    }

    /// Refuses where the actor is the same person as somebody who had a hand in it before.
    func requireOther(than former: Principal, for act: String) throws(CaseRefusal) {
        guard organisation.isSamePerson(actor, former) else { return }
        throw .secondPersonNeeded(act: act, first: organisation.name(of: former))
    }

    /// Refuses where the role was given for the occasion: it was held since a moment, or for a day.
    func requireSettled(_ role: Role, since moment: Timestamp, for act: String) throws(CaseRefusal) {
        let yesterday = now.advanced(bySeconds: -86_400)
        guard let granted = person?.roleGrants[role], granted > max(moment, yesterday) else { return }
        throw .roleNeeded(
            act: act, roles: "\(role.rawValue) since before it was asked for, or for a day",
            actor: organisation.name(of: actor))
    }

    /// Refuses where the actor was given the role only after what is to be judged: nobody is made an approver for it.
    ///
    /// - Parameter what: What happened then, in words.
    func requireRoleHeld(
        _ roles: Set<Role>, before moment: Timestamp, for act: String, _ what: String = "it was proposed"
    ) throws(CaseRefusal) {
        guard let person, roles.contains(where: { person.roleGrants[$0].map { $0 <= moment } ?? false }) else {
            let names = roles.map(\.rawValue).sorted().joined(separator: " or ")
            throw .roleNeeded(
                act: act, roles: "\(names) since before \(what)", actor: organisation.name(of: actor))
        }
    }
}
