/// Matches of one rule on one host, worth a person's judgement.
package struct Finding: Hashable, Sendable, Codable {
    package let id: FindingID
    package var sighting: FindingSighting

    package init(id: FindingID, sighting: FindingSighting) {
        self.id = id
        self.sighting = sighting
    }
}

/// What was seen of a rule on a host, before the case gives it a name.
package struct FindingSighting: Hashable, Sendable, Codable {
    /// How many records a finding points at; ``count`` is always complete.
    package static let keptReferences = 1_000

    package let rule: RuleSummary
    /// The host as the records name it; empty where they name none.
    package let host: String
    /// Number of matches.
    package private(set) var count: Int
    /// Earliest and latest record; nil where no matching record has a readable time.
    package private(set) var first: Timestamp?
    package private(set) var last: Timestamp?
    /// The first ``keptReferences`` matching records, in the order they were met.
    package private(set) var evidence: [EvidenceReference]

    package init(
        rule: RuleSummary, host: String, count: Int, first: Timestamp?, last: Timestamp?, evidence: [EvidenceReference]
    ) {
        self.rule = rule
        self.host = host
        self.count = count
        self.first = first
        self.last = last
        self.evidence = Array(evidence.prefix(Self.keptReferences))
    }

    /// The same, all of it seen in a file whose identity became known only when it was read to its end.
    package func of(_ file: EvidenceID) -> FindingSighting {
        var sighting = self
        sighting.evidence = evidence.map { $0.of(file) }
        return sighting
    }

    /// This sighting and a further one of the same rule on the same host.
    package mutating func merge(_ other: FindingSighting) {
        count += other.count
        first = [first, other.first].compactMap(\.self).min()
        last = [last, other.last].compactMap(\.self).max()
        evidence.append(contentsOf: other.evidence.prefix(max(0, Self.keptReferences - evidence.count)))
    }
}
