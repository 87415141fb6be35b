package import Vocabulary

/// Why one kind of containment measure was chosen: the six criteria of NIST SP 800-61r2 section 3.3.1, answered, with
/// its side effects and its end.
package struct Strategy: Hashable, Sendable, Codable {
    package enum Effectiveness: String, Hashable, Sendable, Codable, CaseIterable { case partial, full }

    /// The answers to the six criteria.
    package struct Criteria: Hashable, Sendable, Codable {
        /// Potential damage to and theft of resources.
        package let damage: String
        /// Need for evidence preservation.
        package let evidence: String
        /// Service availability: network connectivity, services provided to others.
        package let availability: String
        /// Time and resources needed to carry it out.
        package let resources: String
        /// Effectiveness: what is contained by it and what is not.
        package let effectiveness: String
        /// Duration: when it is removed, and on what condition.
        package let duration: String

        package init(
            damage: String, evidence: String, availability: String, resources: String, effectiveness: String,
            duration: String
        ) {
            self.damage = damage
            self.evidence = evidence
            self.availability = availability
            self.resources = resources
            self.effectiveness = effectiveness
            self.duration = duration
        }

        /// Each criterion as people are asked for it, with its answer.
        var answers: [(criterion: String, text: String)] {
            [
                ("damage", damage), ("evidence", evidence), ("availability", availability), ("resources", resources),
                ("effectiveness", effectiveness), ("duration", duration),
            ]
        }
    }

    package let measure: PlanAction.Kind
    package let criteria: Criteria
    package let effectiveness: Effectiveness
    package let sideEffects: String
    package let duration: DurationClass
    /// When the measure comes out; nil for a permanent one alone.
    package let removalDue: Timestamp?
    /// Why it is to stay; nil for all but a permanent one.
    package let permanenceReason: String?

    package init(
        measure: PlanAction.Kind, criteria: Criteria, effectiveness: Effectiveness, sideEffects: String,
        duration: DurationClass, removalDue: Timestamp?, permanenceReason: String?
    ) {
        self.measure = measure
        self.criteria = criteria
        self.effectiveness = effectiveness
        self.sideEffects = sideEffects
        self.duration = duration
        self.removalDue = removalDue
        self.permanenceReason = permanenceReason
    }
}
