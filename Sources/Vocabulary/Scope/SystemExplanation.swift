/// Why a system has its confidence: what speaks for a compromise, and what it would be without.
package struct SystemExplanation: Hashable, Sendable, Codable {
    /// One thing that speaks for a compromise.
    package struct Factor: Hashable, Sendable, Codable {
        /// What it is, in words.
        package let text: String
        /// The probability of compromise if nothing else were known, 0 to 1.
        package let weight: Double
        /// The confidence without it, 0 to 1.
        package let without: Double
        /// Some of the records that it rests on.
        package let evidence: [EvidenceReference]

        package init(text: String, weight: Double, without: Double, evidence: [EvidenceReference]) {
            self.text = text
            self.weight = weight
            self.without = without
            self.evidence = evidence
        }
    }

    /// The one record that most rests on.
    package struct Keystone: Hashable, Sendable, Codable {
        package let record: EvidenceReference
        /// The confidence without the record, 0 to 1.
        package let without: Double

        package init(record: EvidenceReference, without: Double) {
            self.record = record
            self.without = without
        }
    }

    /// The name of the system.
    package let name: String
    /// The weightiest first, at most ``keptFactors``.
    package let factors: [Factor]
    /// Nil where no factor rests on one record alone.
    package let keystone: Keystone?

    /// Factors kept of one system.
    package static let keptFactors = 8

    package init(name: String, factors: [Factor], keystone: Keystone?) {
        self.name = name
        self.factors = factors
        self.keystone = keystone
    }
}
