import Vocabulary

/// Movements of which the target keeps no trace.
extension MovementFinder {
    /// Logons, tickets and connections with nothing that was done beside them: where the log of the target is gone, they
    /// are all that is left of a movement. People leave the same all day, so that only those count which no habit explains,
    /// and the ends decide.
    func contacts(_ traces: NetworkTraces, beside drafts: [Draft]) -> [Found] {
        var known: [MovementPair: TimeLine<Void>] = [:]
        for draft in drafts where draft.source != .unknown {
            known[MovementPair(source: draft.source, target: draft.target), default: TimeLine()]
                .append((), at: draft.start)
        }
        let contacts = contacts(of: traces).filter { contact in
            let pair = MovementPair(source: contact.source, target: contact.target)
            let before = contact.start.advanced(bySeconds: -MovementWindow.sameStay)
            return !(known[pair]?.hasAny(from: before, within: 2 * MovementWindow.sameStay) ?? false)
        }
        let habits = Habits(contacts.map(\.use), facts: facts)
        let spreads = CredentialSpread(contacts.map(\.use), facts: facts)
        return contacts.compactMap { found($0, habits, spreads) }
    }

    private func contacts(of traces: NetworkTraces) -> [Draft] {
        var contacts: [Draft] = []
        var open: [MovementPair: Int] = [:]
        for trace in traces.all {
            let pair = trace.clue.pair
            if let place = open[pair], fits(trace.clue.account, contacts[place].account),
                trace.time.seconds(since: contacts[place].end) <= Double(MovementWindow.twoComputers)
            {
                contacts[place].clues.append(trace.clue)
                contacts[place].references.insert(trace.reference)
                contacts[place].end = trace.time
                contacts[place].account = fuller(contacts[place].account, trace.clue.account)
            } else {
                open[pair] = contacts.count
                contacts.append(
                    Draft(
                        clues: [trace.clue], references: [trace.reference], start: trace.time, end: trace.time,
                        source: trace.clue.source, target: trace.clue.target, account: trace.clue.account))
            }
        }
        return contacts.filter { $0.account != nil }
    }

    private func found(_ contact: Draft, _ habits: Habits, _ spreads: CredentialSpread) -> Found? {
        let ratio = habits.ratio(of: contact.use)
        guard ratio >= 1 else { return nil }
        var strongest: [EvidenceClass: Double] = [:]
        for clue in contact.clues { strongest[clue.kind] = max(strongest[clue.kind] ?? 0, clue.weight) }
        let recorded = min(noisyOr(strongest.values.sorted()), MovementWeight.mostOfContact)
        let confidence =
            spreads.hold(contact.use) ? noisyOr([recorded, MovementWeight.credentialSpread]) : recorded
        let method = contact.clues.map(\.method).max() ?? .explicitCredentials
        let movement = Movement(
            time: contact.start, from: contact.source.text, to: contact.target,
            account: contact.account?.description, method: method.name, technique: method.techniques.first,
            confidence: SuspicionRatio.shift(confidence, by: ratio), evidence: contact.references.asEvidence)
        return Found(
            movement: movement, method: method, hasExecution: false, isFromOutside: contact.source.isOutside,
            isUnusual: ratio >= SuspicionRatio.telling)
    }
}
