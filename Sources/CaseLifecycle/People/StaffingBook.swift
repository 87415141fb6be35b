import Vocabulary

/// A gap on preparation or detection that two people agreed on: somebody may be taken off, for a reason and a time.
package struct StaffingOverride: Hashable, Sendable, Codable {
    package let id: OverrideID
    /// Who is taken off.
    package let person: String
    /// What is then uncovered, found by the system. Nothing else is let through.
    package let spans: [UncoveredSpan]
    package let category: Override.Category
    package let reason: String
    package let proposer: Stamp
    /// The second person's act; nil while it is only proposed.
    package internal(set) var approval: Stamp?

    /// The longest that one may last: what NIST SP 800-61r2 section 3.3.1 calls temporary.
    static let longest = DurationClass.temporary
}

/// A standing duty that was left without anybody, through an override.
package struct StaffingDebt: Hashable, Sendable, Codable {
    package let id: DebtID
    package let override: OverrideID
    package let spans: [UncoveredSpan]
    /// Who proposed the override.
    package let owner: String
    package let incurred: Stamp
    /// Nil while it is open.
    package internal(set) var end: Debt.End?

    /// The debt in words: `preparation uncovered from ..`.
    package var text: String { "uncovered: " + spans.map(\.words).joined(separator: ", ") }
    package var duties: [Duty] { Duty.standing.filter { duty in spans.contains { $0.duty == duty } } }
}

/// What happened to the overrides and debts of GATE-STAFFING, which belong to the organisation and not to a case.
package enum StaffingEvent: Hashable, Sendable, Codable {
    case overrideProposed(
        id: OverrideID, person: String, spans: [UncoveredSpan], category: Override.Category, reason: String)
    /// By the actor of the event, who is not the proposer.
    case overrideApproved(id: OverrideID)
    case debtIncurred(id: DebtID, override: OverrideID, spans: [UncoveredSpan], owner: String)
    case debtSettled(id: DebtID, reason: String)
    case debtAccepted(id: DebtID, reason: String)
}

/// The overrides of GATE-STAFFING and what is owed for them.
package struct StaffingBook: Hashable, Sendable, Codable {
    package private(set) var overrides: [OverrideID: StaffingOverride] = [:]
    package private(set) var debts: [DebtID: StaffingDebt] = [:]

    package init() {}

    var nextOverride: OverrideID { OverrideID(number: overrides.count + 1) }
    var nextDebt: DebtID { DebtID(number: debts.count + 1) }

    package var openDebts: [StaffingDebt] { debts.values.filter { $0.end == nil }.sorted { $0.id < $1.id } }

    /// The overrides that let a person be taken off, first the oldest.
    func approved(for person: String) -> [StaffingOverride] {
        overrides.values.filter { $0.person == person && $0.approval != nil }.sorted { $0.id < $1.id }
    }

    mutating func apply(_ event: StaffingEvent, _ stamp: Stamp) {
        switch event {
        case .overrideProposed(let id, let person, let spans, let category, let reason):
            overrides[id] = StaffingOverride(
                id: id, person: person, spans: spans, category: category, reason: reason, proposer: stamp)
        case .overrideApproved(let id): overrides[id]?.approval = stamp
        case .debtIncurred(let id, let override, let spans, let owner):
            debts[id] = StaffingDebt(id: id, override: override, spans: spans, owner: owner, incurred: stamp)
        case .debtSettled(let id, let reason):
            debts[id]?.end = Debt.End(kind: .settled, reason: reason, stamp: stamp)
        case .debtAccepted(let id, let reason):
            debts[id]?.end = Debt.End(kind: .accepted, reason: reason, stamp: stamp)
        }
    }
}
