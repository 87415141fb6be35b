/// What must be said when a case is closed.
package struct Closing: Hashable, Sendable, Codable {
    /// How the incident ended.
    package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        /// The incident was handled to its end.
        case resolved
        /// It was no incident.
        case falsePositive
        /// Another party handles it.
        case handedOver
    }

    /// How the attack came about: NIST SP 800-61r2 section 3.2.1.
    package enum Vector: String, Hashable, Sendable, Codable, CaseIterable {
        case removableMedia, attrition, web, email, impersonation, improperUsage, lossOrTheft, other
    }

    package let vector: Vector
    package let outcome: Outcome
    /// What was done about it, in words.
    package let resolution: String
    /// Why the case can be closed now.
    package let reason: String

    package init(vector: Vector, outcome: Outcome, resolution: String, reason: String) {
        self.vector = vector
        self.outcome = outcome
        self.resolution = resolution
        self.reason = reason
    }
}
