package import Vocabulary

/// One line of a case's timeline: what the adversary did, or what the responders did.
package struct TimelineEntry: Hashable, Sendable {
    package enum Lane: String, Hashable, Sendable, Codable { case adversary, responders }

    package let time: Timestamp
    package let lane: Lane
    /// The system concerned; nil where the entry is about the case.
    package let host: String?
    package let text: String
    package let techniques: [TechniqueID]
    package let severity: Severity?
    package let evidence: [EvidenceReference]

    package init(
        time: Timestamp, lane: Lane, host: String?, text: String, techniques: [TechniqueID], severity: Severity?,
        evidence: [EvidenceReference]
    ) {
        self.time = time
        self.lane = lane
        self.host = host
        self.text = text
        self.techniques = techniques
        self.severity = severity
        self.evidence = evidence
    }
}
