/// What the evidence says about an intrusion, as far as it was derived. Every claim points at its records.
package struct ScopeAssessment: Hashable, Sendable, Codable {
    package var systems: [SystemAssessment] = []
    package var accounts: [AccountAssessment] = []
    package var movements: [Movement] = []
    /// Candidates for the first system compromised, most likely first.
    package var patientZero: [RootCandidate] = []
    package var tools: [ToolSighting] = []
    package var techniques: [TechniqueSighting] = []
    package var leads: [Lead] = []
    /// Why the suspects are suspects; nil in what was derived before it was kept.
    package var explanations: [SystemExplanation]?
    /// How many evidence files of the case it was derived from: all that had been read by then.
    package var filesCovered = 0

    package init() {}
}

/// One system and what is derived about it.
package struct SystemAssessment: Hashable, Sendable, Codable {
    /// The name it is best known by, upper case, without domain.
    package var name: String
    /// Other names seen for it.
    package var aliases: [String] = []
    /// Addresses it is known to have used.
    package var addresses: [String] = []
    package var presence: Presence
    /// Number of records that it wrote, and of records of others that name it. They grow with any new evidence about
    /// it, which is how a person's clearance is known to be older than the evidence.
    package var records = 0
    package var mentions = 0
    package var verdict: SystemVerdict = .unknown
    /// Probability of compromise, 0 to 1.
    package var confidence: Double = 0
    package var firstCompromise: Timestamp?
    /// The system the intruder came from, where a movement says so.
    package var reachedFrom: String?
    package var method: String?
    package var evidence: [EvidenceReference] = []

    package init(name: String, presence: Presence) {
        self.name = name
        self.presence = presence
    }
}

/// One account and how the intruder has it.
package struct AccountAssessment: Hashable, Sendable, Codable {
    package enum Status: String, Hashable, Sendable, Codable { case used, exposed, created, forged, roasted }

    package var name: String
    package var status: Status
    package var confidence: Double
    package var evidence: [EvidenceReference]

    package init(name: String, status: Status, confidence: Double, evidence: [EvidenceReference]) {
        self.name = name
        self.status = status
        self.confidence = confidence
        self.evidence = evidence
    }
}

/// An intruder's step from one system to another.
package struct Movement: Hashable, Sendable, Codable {
    package var time: Timestamp
    package var from: String
    package var to: String
    package var account: String?
    package var method: String
    package var technique: TechniqueID?
    package var confidence: Double
    package var evidence: [EvidenceReference]

    package init(
        time: Timestamp, from: String, to: String, account: String?, method: String, technique: TechniqueID?,
        confidence: Double, evidence: [EvidenceReference]
    ) {
        self.time = time
        self.from = from
        self.to = to
        self.account = account
        self.method = method
        self.technique = technique
        self.confidence = confidence
        self.evidence = evidence
    }
}

/// A system that may have been the first.
package struct RootCandidate: Hashable, Sendable, Codable {
    package var host: String
    package var confidence: Double
    /// The outside address or means by which the intruder entered; nil where the evidence does not say.
    package var enteredFrom: String?
    package var time: Timestamp?
    package var reasons: [String]
    package var evidence: [EvidenceReference]

    package init(
        host: String, confidence: Double, enteredFrom: String?, time: Timestamp?, reasons: [String],
        evidence: [EvidenceReference]
    ) {
        self.host = host
        self.confidence = confidence
        self.enteredFrom = enteredFrom
        self.time = time
        self.reasons = reasons
        self.evidence = evidence
    }
}

/// A program the intruder used.
package struct ToolSighting: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable { case tool, malware }

    package var name: String
    package var kind: Kind
    /// Hashes as the evidence states them, `SHA256=...`.
    package var hashes: [String]
    package var hosts: [String]
    package var evidence: [EvidenceReference]

    package init(name: String, kind: Kind, hashes: [String], hosts: [String], evidence: [EvidenceReference]) {
        self.name = name
        self.kind = kind
        self.hashes = hashes
        self.hosts = hosts
        self.evidence = evidence
    }
}

/// A technique seen in the evidence.
package struct TechniqueSighting: Hashable, Sendable, Codable {
    package var id: TechniqueID
    package var first: Timestamp?
    package var hosts: [String]
    package var evidence: [EvidenceReference]

    package init(id: TechniqueID, first: Timestamp?, hosts: [String], evidence: [EvidenceReference]) {
        self.id = id
        self.first = first
        self.hosts = hosts
        self.evidence = evidence
    }
}

/// The next question worth asking, and the evidence that would answer it.
package struct Lead: Hashable, Sendable, Codable {
    package var question: String
    /// What to collect.
    package var collect: String
    package var host: String?
    /// How much the answer would tell, 0 to 1.
    package var value: Double

    package init(question: String, collect: String, host: String?, value: Double) {
        self.question = question
        self.collect = collect
        self.host = host
        self.value = value
    }
}

extension ScopeAssessment {
    /// How the intruder came to a system: for each system on the way the first arrival that is possible, from the first
    /// system to this one. Ends where it would go in a circle.
    package func way(to system: String) -> [Movement] {
        var way: [Movement] = []
        var seen: Set<String> = [system]
        var next = system
        var before: Timestamp?
        while let step = movements.filter({ arrival in arrival.to == next && before.map { arrival.time <= $0 } ?? true }
        )
        .min(by: { $0.time < $1.time }) {
            way.append(step)
            guard seen.insert(step.from).inserted else { break }
            (next, before) = (step.from, step.time)
        }
        return way.reversed()
    }
}
