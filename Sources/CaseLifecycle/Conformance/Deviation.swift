package import Vocabulary

/// Something that was not done as the process asks.
package struct Deviation: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        /// Out of the order of activities, where no gate was passed unmet.
        case minor
        /// Something that the process asks for is missing or late.
        case serious
        /// What the process is there to prevent: a half contained intrusion, lost evidence, a system back unclean.
        case fatal

        package static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }
        private var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    package let rule: String
    /// The gate that stands for the rule; nil for an order that no gate keeps.
    package let gate: String?
    package let severity: Severity
    /// What happened, in words.
    package let text: String
    /// The events of the case that prove it; empty where it is proved by what is not there.
    package let versions: [Int]
    /// How long it took longer, or was over its time, in seconds; nil where time has no part in it.
    package let lostSeconds: Int64?
    /// Who let it pass and why; nil where nobody did.
    package let override: OverrideUse?

    /// Nobody let it pass: the gate that stands for the rule is breached.
    package var isBreach: Bool { gate != nil && override == nil }
}

/// An override as it was used, in words that a report can print.
package struct OverrideUse: Hashable, Sendable {
    /// Nil for an emergency, which has no proposal.
    package let id: OverrideID?
    package let gate: String
    package let proposer: String
    /// Nil while nobody has confirmed it.
    package let approver: String?
    package let reason: String
    package let leftOut: [String]
    /// What was missing and was let pass, in words; empty for an emergency.
    package let missing: [String]
    /// Nil for one that does not end.
    package let expires: Timestamp?
    /// What is owed for it; nil where nothing is.
    package let debt: Debt?

    init(_ override: Override, debt: Debt?, organisation: Organisation) {
        id = override.id
        gate = override.gate
        proposer = organisation.name(of: override.proposer.actor)
        approver = override.approval.map { organisation.name(of: $0.actor) }
        reason = "\(override.category.words): \(override.reason)"
        leftOut = override.leftOut
        missing = override.missing.map(\.text)
        expires = override.expires
        self.debt = debt
    }

    init(
        gate: String, proposer: String, approver: String?, reason: String, leftOut: [String], expires: Timestamp?,
        debt: Debt?
    ) {
        id = nil
        self.gate = gate
        self.proposer = proposer
        self.approver = approver
        self.reason = reason
        self.leftOut = leftOut
        missing = []
        self.expires = expires
        self.debt = debt
    }
}
