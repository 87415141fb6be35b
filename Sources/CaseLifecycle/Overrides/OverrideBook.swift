import Vocabulary

/// The overrides and debts of a case.
package struct OverrideBook: Hashable, Sendable, Codable {
    package private(set) var overrides: [OverrideID: Override] = [:]
    package private(set) var debts: [DebtID: Debt] = [:]

    var nextOverride: OverrideID { OverrideID(number: overrides.count + 1) }
    var nextDebt: DebtID { DebtID(number: debts.count + 1) }

    package var openDebts: [Debt] { debts.values.filter { $0.end == nil }.sorted { $0.id < $1.id } }

    /// The override that covers a missing fact right now; nil where none does.
    func covering(_ missing: MissingFact, of gate: String, at now: Timestamp) -> OverrideID? {
        overrides.values.filter { override in
            override.gate == gate && override.holds(at: now)
                && override.missing.contains { $0.coverage == missing.coverage }
        }.map(\.id).min()
    }

    /// A later proposal to let the same facts of the same gate pass; nil where there is none.
    func replacement(of override: Override) -> OverrideID? {
        let subjects = Set(override.missing.map(\.subject))
        return overrides.values.filter { other in
            other.id > override.id && other.gate == override.gate && subjects.isSubset(of: other.missing.map(\.subject))
        }.map(\.id).max()
    }

    /// Everything that overrides of a gate cover right now, each with the first that covers it.
    ///
    /// - Parameter counts: Whether an override counts.
    func covered(
        of gate: String, at now: Timestamp, where counts: (Override) -> Bool = { _ in true }
    ) -> [String: OverrideID] {
        overrides.values.filter { $0.gate == gate && $0.holds(at: now) && counts($0) }.sorted { $0.id < $1.id }
            .reduce(into: [:]) { covered, override in
                for fact in override.missing where covered[fact.coverage] == nil {
                    covered[fact.coverage] = override.id
                }
            }
    }

    /// The case is open once more: what was let pass for a time was let pass in what is over.
    mutating func reopened(_ stamp: Stamp) {
        for id in overrides.keys where overrides[id]?.ended == nil { overrides[id]?.ended = stamp.time }
    }

    mutating func apply(_ event: OverrideEvent, _ stamp: Stamp, version: Int) {
        switch event {
        case .proposed(let proposal):
            overrides[proposal.id] = Override(
                id: proposal.id, gate: proposal.gate, version: version - 1, missing: proposal.missing,
                category: proposal.category, reason: proposal.reason, leftOut: proposal.leftOut,
                duration: proposal.duration, proposer: stamp, debtOwner: proposal.debtOwner,
                debtDue: proposal.debtDue)
        case .approved(let id): overrides[id]?.approval = stamp
        case .debtIncurred(let debt, let gate, let override, let text, let owner, let due):
            debts[debt] = Debt(
                id: debt, gate: gate, override: override, text: text, owner: owner, due: due, incurred: stamp)
        case .debtSettled(let id, let reason):
            debts[id]?.end = Debt.End(kind: .settled, reason: reason, stamp: stamp)
        case .debtAccepted(let id, let reason):
            debts[id]?.end = Debt.End(kind: .accepted, reason: reason, stamp: stamp)
        case .debtTakenOver(let id, let owner): debts[id]?.owner = owner
        }
    }
}
