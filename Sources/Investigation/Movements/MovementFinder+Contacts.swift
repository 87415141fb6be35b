import Vocabulary

/// Movements of which the target keeps no trace.
extension MovementFinder {
    /// Logons, tickets and connections with nothing that was done beside them: where the log of the target is gone, they
    /// are all that is left of a movement. People leave the same all day, so that only those count which no habit explains,
    /// and the ends decide.
    func contactSteps() -> [Step] {
        let habits = Habits(edges.contacts, edges, facts: facts)
        let spreads = CredentialSpread(edges.contacts, facts: facts)
        return edges.contacts.indices.compactMap { step(ofContact: $0, habits, spreads) }
    }

    private func step(ofContact place: Int, _ habits: Habits, _ spreads: CredentialSpread) -> Step? {
        let contact = edges.contacts[place]
        let ratio = habits.ratio(of: contact, by: contact.account)
        guard ratio >= 1 else { return nil }
        var sum = EvidenceSum(account: contact.account)
        edges.forEachTrace(of: contact) { sum.add($0, entities) }
        let recorded = min(sum.confidence, MovementWeight.mostOfContact)
        let confidence = spreads.hold(contact) ? noisyOr([recorded, MovementWeight.credentialSpread]) : recorded
        return Step(
            place: UInt32(place), isContact: true, isFromOutside: entities.isOutside(contact.source),
            hasExecution: false, isEverydays: false, isUnusual: ratio >= SuspicionRatio.telling, isRound: false,
            method: sum.method, time: contact.start, from: contact.source.name,
            to: contact.target, account: contact.account,
            confidence: SuspicionRatio.shift(confidence, by: ratio))
    }
}
