import Vocabulary

extension Case {
    /// What follows by itself from what has just happened.
    func consequences(of events: [CaseEvent]) -> [CaseEvent] {
        discoveries(after: events) + provenResponses(after: events)
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
        guard !containment.orders.isEmpty else { return [] }
        return confirmedTargets.subtracting(containment.knownTargets).sorted()
    }
}

extension CaseEvent {
    /// Whether the event can make a system or account count as confirmed.
    fileprivate var mayConfirm: Bool {
        switch self {
        case .scopeDerived, .systemConfirmed, .scope: true
        default: false
        }
    }
}
