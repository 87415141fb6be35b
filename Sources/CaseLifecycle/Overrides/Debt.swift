package import Vocabulary

/// What is still owed because a gate was passed without being met. It is shown until it is settled or accepted by name.
package struct Debt: Hashable, Sendable, Codable {
    package let id: DebtID
    /// The gate that was passed.
    package let gate: String
    /// The override it comes from; nil for one that an emergency left.
    package let override: OverrideID?
    /// What is owed, worded as a count: `5 of 10 uncontained`.
    package let text: String
    /// Who pays it; another person where who did was gone.
    package internal(set) var owner: String
    package let due: Timestamp
    package let incurred: Stamp
    /// Nil while it is open.
    package internal(set) var end: End?

    package struct End: Hashable, Sendable, Codable {
        package enum Kind: String, Hashable, Sendable, Codable {
            /// The gate is met by now.
            case settled
            /// An executive took the responsibility.
            case accepted
        }

        package let kind: Kind
        package let reason: String
        package let stamp: Stamp
    }
}
