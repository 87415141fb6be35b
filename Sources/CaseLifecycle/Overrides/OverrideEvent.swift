package import Vocabulary

/// What happened to the overrides and debts of a case.
package enum OverrideEvent: Hashable, Sendable, Codable {
    case proposed(proposal: Proposal)
    /// By the actor of the event, who is not the proposer.
    case approved(id: OverrideID)
    case debtIncurred(
        id: DebtID, gate: String, override: OverrideID?, text: String, owner: String, due: Timestamp)
    /// The gate is met by now, so nothing is owed any more.
    case debtSettled(id: DebtID, reason: String)
    case debtAccepted(id: DebtID, reason: String)
    /// By the actor of the event, under the name on the roster: who owed it is no longer there.
    case debtTakenOver(id: DebtID, owner: String)

    /// What a proposer says, and what was missing when it was said.
    package struct Proposal: Hashable, Sendable, Codable {
        package let id: OverrideID
        package let gate: String
        package let missing: [MissingFact]
        package let category: Override.Category
        package let reason: String
        package let leftOut: [String]
        package let duration: DurationClass
        package let debtOwner: String
        package let debtDue: Timestamp

        package init(
            id: OverrideID, gate: String, missing: [MissingFact], category: Override.Category, reason: String,
            leftOut: [String], duration: DurationClass, debtOwner: String, debtDue: Timestamp
        ) {
            self.id = id
            self.gate = gate
            self.missing = missing
            self.category = category
            self.reason = reason
            self.leftOut = leftOut
            self.duration = duration
            self.debtOwner = debtOwner
            self.debtDue = debtDue
        }
    }
}

/// What somebody asks about overrides and debts.
package enum OverrideCommand: Sendable {
    /// - `target`, `item`: the system, account or thing that the step concerns, where the gate guards such a step.
    case propose(
        gate: String, target: Target?, item: String?, category: Override.Category, reason: String, leftOut: [String],
        duration: DurationClass, debtOwner: String, debtDue: Timestamp)
    case approve(OverrideID)
    case settle(DebtID, reason: String)
    case accept(DebtID, reason: String)
    case takeOver(DebtID)
}
