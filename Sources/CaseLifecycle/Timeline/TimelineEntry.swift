package import Vocabulary

/// One line of a case's timeline: what the adversary did, or what the responders did.
package struct TimelineEntry: Hashable, Sendable {
    package enum Lane: String, Hashable, Sendable, Codable { case adversary, responders }

    package let time: Timestamp
    package let lane: Lane
    /// What sort of entry it is. Steps of the adversary are facts, as the evidence gives them; a note is an opinion.
    package let kind: EventWords.Kind
    /// The system concerned; nil where the entry is about the case.
    package let host: String?
    package let text: String
    package let techniques: [TechniqueID]
    package let severity: Severity?
    package let evidence: [EvidenceReference]
    /// When it was entered, where that is another moment than the one it tells of.
    package let enteredAt: Timestamp?
    /// Whether it was entered later than the policy of the case allows.
    package let isLate: Bool

    package init(
        time: Timestamp, lane: Lane, kind: EventWords.Kind = .fact, host: String?, text: String,
        techniques: [TechniqueID], severity: Severity?, evidence: [EvidenceReference], enteredAt: Timestamp? = nil,
        isLate: Bool = false
    ) {
        self.time = time
        self.lane = lane
        self.kind = kind
        self.enteredAt = enteredAt
        self.isLate = isLate
        self.host = host
        self.text = text
        self.techniques = techniques
        self.severity = severity
        self.evidence = evidence
    }
}
