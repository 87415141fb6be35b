package import Vocabulary

/// How the incident began, as a person says it: CSF 2.0 RS.AN-03; NIST SP 800-61r2 section 3.4.2.
package struct CauseStatement: Hashable, Sendable, Codable {
    /// A system that the intruder had first, and how.
    package struct Root: Hashable, Sendable, Codable {
        package let system: String
        /// Since when, where a person knows it better than the evidence that was derived from.
        package let since: Timestamp?
        package let reason: String
        package let evidence: [Support]

        package init(system: String, since: Timestamp? = nil, reason: String, evidence: [Support]) {
            self.system = system
            self.since = since
            self.reason = reason
            self.evidence = evidence
        }
    }

    /// Another explanation, and what speaks for or against it.
    package struct Alternative: Hashable, Sendable, Codable {
        package let text: String
        package let reason: String

        package init(text: String, reason: String) {
            self.text = text
            self.reason = reason
        }
    }

    /// How many other explanations must have been weighed, unless it is said why there are fewer.
    static let alternativesAskedFor = 3

    package let vector: Closing.Vector
    package let text: String
    /// Patient zero; more than one where the intruder entered more than once.
    package let roots: [Root]
    /// The most likely first.
    package let alternatives: [Alternative]
    /// Why there are fewer than three; nil where there are as many.
    package let whyFewerAlternatives: String?

    package init(
        vector: Closing.Vector, text: String, roots: [Root], alternatives: [Alternative],
        whyFewerAlternatives: String? = nil
    ) {
        self.vector = vector
        self.text = text
        self.roots = roots
        self.alternatives = alternatives
        self.whyFewerAlternatives = whyFewerAlternatives
    }
}

/// What is known of the cause, with who said it and when.
package struct RecordedCause: Hashable, Sendable, Codable {
    package enum Content: Hashable, Sendable, Codable {
        case stated(CauseStatement)
        /// It cannot be known, because of evidence that nobody has.
        case undeterminable(reason: String, missing: [String])
    }

    package let content: Content
    /// How many evidence files the case had read by then.
    package let files: Int
    package let stamp: Stamp

    /// The statement in one line.
    package var text: String {
        switch content {
        case .stated(let cause): cause.text
        case .undeterminable(let reason, let missing):
            "not determinable: \(reason); missing: \(missing.joined(separator: ", "))"
        }
    }
}
