package import Vocabulary

/// A gate passed on purpose: proposed by one person, approved by another, for a reason, until a moment, with a debt.
package struct Override: Hashable, Sendable, Codable {
    /// Why a gate is passed that is not met.
    package enum Category: String, Hashable, Sendable, Codable, CaseIterable {
        /// Waiting does more harm than going on.
        case harmOfWaiting
        /// What is missing can no longer be had.
        case notObtainable
        /// The rule does not fit this case.
        case notApplicable
        case businessNeed
        case legalOrder

        /// As people write it.
        package var words: String {
            switch self {
            case .harmOfWaiting: "harm of waiting"
            case .notObtainable: "not obtainable"
            case .notApplicable: "not applicable"
            case .businessNeed: "business need"
            case .legalOrder: "legal order"
            }
        }
    }

    package let id: OverrideID
    package let gate: String
    /// The version of the case that it was proposed on.
    package let version: Int
    /// What was missing then, copied by the system. Nothing else is covered.
    package let missing: [MissingFact]
    package let category: Category
    package let reason: String
    /// Systems, items or parties that are knowingly not covered.
    package let leftOut: [String]
    package let duration: DurationClass
    package let proposer: Stamp
    /// Who is to pay the debt, and until when.
    package let debtOwner: String
    package let debtDue: Timestamp
    /// The second person's act; nil while it is only proposed.
    package internal(set) var approval: Stamp?

    /// When the case was opened again since: what was known then is no longer all. Nil where it was not.
    var ended: Timestamp?

    /// When it ends; nil while it is not approved, and for one that does not end.
    package var expires: Timestamp? {
        guard let approval, let seconds = duration.seconds else { return nil }
        let end = approval.time.advanced(bySeconds: seconds)
        return ended.map { min($0, end) } ?? end
    }

    /// Whether it holds: approved and not yet over.
    package func holds(at now: Timestamp) -> Bool {
        approval != nil && expires.map { now < $0 } ?? true
    }
}
