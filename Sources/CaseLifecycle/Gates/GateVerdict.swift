/// How a gate answered when a case passed it, kept for ever.
package struct GateVerdict: Hashable, Sendable, Codable {
    package enum Outcome: String, Hashable, Sendable, Codable {
        case passed
        /// Something was missing, and an override covered it.
        case overridden
    }

    package let gate: String
    package let outcome: Outcome
    /// The overrides that covered what was missing; nil where nothing was.
    package let overrides: [OverrideID]?
    /// What did not hold the step back but should be known; nil where there was nothing.
    package let warnings: [String]?
    /// The version of the stream `ORG` that the gate was tested against; nil for verdicts of the first release.
    package let organisationVersion: Int?

    package init(
        gate: String, outcome: Outcome, overrides: [OverrideID]? = nil, warnings: [String] = [],
        organisationVersion: Int? = nil
    ) {
        self.gate = gate
        self.outcome = outcome
        self.overrides = overrides
        self.warnings = warnings.isEmpty ? nil : warnings
        self.organisationVersion = organisationVersion
    }
}
