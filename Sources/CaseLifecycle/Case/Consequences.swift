import Vocabulary

extension Case {
    /// What follows by itself from what has just happened.
    ///
    /// - Parameters:
    ///   - former: The movements that the case knew before.
    ///   - organisation: Who could have looked at what others did.
    func consequences(
        of events: [CaseEvent], beyond former: [Movement], in organisation: Organisation
    ) -> [CaseEvent] {
        returns(after: events, beyond: former) + discoveries(after: events)
            + provenResponses(after: events, in: organisation)
    }

    /// What the evidence newly shows of the intruder on what was contained takes the case back as if somebody had seen it.
    private func returns(after events: [CaseEvent], beyond former: [Movement]) -> [CaseEvent] {
        guard state < .closed, events.contains(where: \.isDerivation) else { return [] }
        let known = Set(former.lazy.filter(\.isBeyondDoubt).map(\.step))
        let signs = signsOfReturn { $0.isBeyondDoubt && !known.contains($0.step) }.filter(\.isProof)
        guard let last = signs.last else { return [] }
        let targets = Set(signs.flatMap(\.targets)).sorted()
        let seen = SignOfReturn.list(signs)
        return [.recovery(event: .reappeared(targets: targets, observed: seen, at: last.movement.time))]
            + lostContainment(of: targets, since: last.movement.time, reason: "evidence shows \(seen)")
    }

    /// A system or account that is confirmed after containment was ordered takes the case back to analysis (NIST
    /// SP 800-61r2 table 3-5, step 6.3). What is contained stays so.
    private func discoveries(after events: [CaseEvent]) -> [CaseEvent] {
        guard state > .analysis, state < .closed, events.contains(where: \.mayConfirm) else { return [] }
        let found = newlyFoundTargets
        guard !found.isEmpty else { return [] }
        let names = found.map(\.description).joined(separator: ", ")
        return [
            .loopedBack(
                kind: .newHost, to: .analysis,
                reason: "confirmed after containment was ordered: \(names)", targets: found)
        ]
    }

    /// Systems and accounts that are confirmed and belong to no containment that was ordered, in the order of names.
    package var newlyFoundTargets: [Target] {
        guard !containment.presentOrders.isEmpty else { return [] }
        return targetIndex.targets(.unordered).sorted()
    }
}

extension CaseEvent {
    fileprivate var isDerivation: Bool {
        if case .scopeDerived = self { true } else { false }
    }

    /// Whether the event can make a system or account count as confirmed.
    fileprivate var mayConfirm: Bool {
        switch self {
        case .scopeDerived, .systemConfirmed, .scope: true
        default: false
        }
    }
}
