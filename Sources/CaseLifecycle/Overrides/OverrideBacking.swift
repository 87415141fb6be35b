import Vocabulary

extension Case {
    /// What overrides of a gate cover right now, each ``MissingFact/coverage`` with the override that covers it.
    ///
    /// - Complexity: O(*n*), where *n* is the number of facts that overrides of the gate cover.
    func covered(of gate: Gate, at now: Timestamp, in organisation: Organisation) -> [String: OverrideID] {
        overrides.covered(of: gate.id, at: now) { isBacked($0, in: organisation) }
    }

    /// The overrides that let a step pass right now, in the order of their numbers.
    package func overridesThatHold(in context: DecisionContext) -> [Override] {
        overrides.overrides.values
            .filter { $0.holds(at: context.now) && isBacked($0, in: context.organisation) }.sorted { $0.id < $1.id }
    }

    /// Why an override lets nothing more pass though it holds, in words; nil where it does.
    package func whyUnbacked(_ override: Override, in organisation: Organisation) -> String? {
        guard !isBacked(override, in: organisation) else { return nil }
        guard let approval = override.approval else { return "nobody has approved it" }
        if organisation.isSamePerson(approval.actor, override.proposer.actor) {
            return
                "who proposed and who approved it turned out to be one person, \(organisation.name(of: approval.actor))"
        }
        return organisation.person(of: approval.actor)?.isActive == true
            ? "\(organisation.name(of: approval.actor)), who approved it, may no longer" : "who approved it is gone"
    }

    /// Whether the person who approved an override still stands behind it, as ``Plan/approvalsThatHold(in:)`` has it of
    /// plans: who is gone, may no longer approve, or no longer owns what it is about lets nothing more pass. What was let
    /// pass before stays so.
    package func isBacked(_ override: Override, in organisation: Organisation) -> Bool {
        guard let approval = override.approval, let gate = Gate.named(override.gate) else { return false }
        guard let person = organisation.person(of: approval.actor) else { return organisation.people.isEmpty }
        guard person.isActive, !organisation.isSamePerson(approval.actor, override.proposer.actor) else { return false }
        if !person.roles.isDisjoint(with: gate.override.approvers) { return true }
        guard case .owner = gate.override else { return false }
        return override.missing.allSatisfy { fact in
            guard let owner = fact.system.flatMap({ systems[$0]?.owners.last }) else { return false }
            return owner.isConfirmed(in: organisation) && person.isKnown(as: owner.owner)
        }
    }
}
