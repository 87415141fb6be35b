package import CaseLifecycle
import Vocabulary

/// What is owed for a gate that was passed on purpose.
package struct DebtShape: Encodable {
    let id: String
    let gate: String
    @OrNull var override: String?
    let text: String
    let owner: String
    let due: String
    let incurred: String
    /// `open`, `settled` or `accepted`.
    let state: String
    @OrNull var reason: String?

    package init(_ debt: Debt) {
        id = debt.id.description
        gate = debt.gate
        override = debt.override?.description
        text = debt.text
        owner = debt.owner
        due = debt.due.description
        incurred = debt.incurred.time.description
        state = debt.end?.kind.rawValue ?? "open"
        reason = debt.end?.reason
    }
}

/// A gate passed on purpose.
package struct OverrideShape: Encodable {
    let id: String
    let gate: String
    let category: String
    let reason: String
    let missing: [String]
    let leftOut: [String]
    let duration: String
    let proposer: String
    let proposed: String
    @OrNull var approver: String?
    @OrNull var approved: String?
    @OrNull var expires: String?
    let holds: Bool

    /// - Parameters:
    ///   - incident: The case that it is of.
    ///   - context: Who the people are, and what time it is.
    package init(_ override: Override, of incident: Case, in context: DecisionContext) {
        id = override.id.description
        gate = override.gate
        category = override.category.rawValue
        reason = override.reason
        missing = override.missing.map(\.text)
        leftOut = override.leftOut
        duration = override.duration.rawValue
        proposer = context.organisation.name(of: override.proposer.actor)
        proposed = override.proposer.time.description
        approver = override.approval.map { context.organisation.name(of: $0.actor) }
        approved = override.approval?.time.description
        expires = override.expires?.description
        holds = override.holds(at: context.now) && incident.isBacked(override, in: context.organisation)
    }
}
