package import Vocabulary

/// A system held against its baseline: what somebody entered, files and all.
package struct BaselineComparison: Hashable, Sendable, Codable {
    /// A kind that was compared with other means, and what came of it.
    package struct HandResult: Hashable, Sendable, Codable {
        package let kind: BaselineKind
        package let matches: Bool
        /// With what and how.
        package let how: String

        package init(kind: BaselineKind, matches: Bool, how: String) {
            self.kind = kind
            self.matches = matches
            self.how = how
        }
    }

    package var system: String
    /// Where the baseline comes from.
    package let source: String
    package let baselineHash: EvidenceID
    package let takenAt: Timestamp
    /// The baseline itself says when it was taken; otherwise that rests on the word of who entered it.
    package let isDated: Bool
    /// Whose state the baseline is, as it says itself; nil where it does not, and in what earlier releases recorded.
    package let baselineHost: String?
    /// Whose state was observed, as the observation itself says; nil where it does not.
    package let observedHost: String?
    package let observedHash: EvidenceID
    package let observedAt: Timestamp
    package let compared: [BaselineKind]
    package let byHand: [HandResult]
    /// What of ``byHand`` makes an intruder come back and was looked at by one person so far: it counts when a second one
    /// has looked. Nil where there is none.
    package internal(set) var awaitingSecond: [BaselineKind]?
    package let drift: [DriftItem]
    /// Number of differences, kept in ``drift`` or not.
    package let driftCount: Int
    package let ignored: [IgnoreRule]
    package let hidden: [DriftItem]
    /// Known indicators that the baseline, and that the observation holds.
    package let baselineHits: [String]
    package let observedHits: [String]

    /// Compares two snapshots.
    ///
    /// - Parameters:
    ///   - takenAt: Of when the baseline is, where it does not say so itself.
    ///   - observedAt: When the system was observed, where the observation does not say so itself.
    ///   - indicators: What the case knows to be the intruder's.
    package init(
        system: String, source: String, baseline: SystemSnapshot, baselineHash: EvidenceID, takenAt: Timestamp,
        observed: SystemSnapshot, observedHash: EvidenceID, observedAt: Timestamp, ignoring rules: [IgnoreRule] = [],
        byHand: [HandResult] = [], indicators: KnownIndicators
    ) {
        let found = Drift.between(baseline, observed, ignoring: rules)
        self.system = system
        self.source = source
        self.baselineHash = baselineHash
        self.takenAt = takenAt
        isDated = baseline.takenAt != nil
        baselineHost = baseline.host
        observedHost = observed.host
        self.observedHash = observedHash
        self.observedAt = observedAt
        compared = found.compared
        self.byHand = byHand
        drift = found.items
        driftCount = found.count
        ignored = rules
        hidden = found.hidden
        baselineHits = indicators.hits(in: baseline)
        observedHits = indicators.hits(in: observed)
    }

    /// The kinds that were looked at, by file or by hand and by as many people as that takes.
    package var covered: [BaselineKind] { BaselineKind.allCases.filter(covers) }

    /// Whether a kind was looked at, by file or by hand and by as many people as that takes.
    package func covers(_ kind: BaselineKind) -> Bool {
        compared.contains(kind) || (byHand.contains { $0.kind == kind } && awaitingSecond?.contains(kind) != true)
    }

    /// Whether anything differs that nobody has explained.
    package var differs: Bool { driftCount > 0 || !observedHits.isEmpty || byHand.contains { !$0.matches } }
}

/// What a comparison says of a system; only the first lets it back to work.
package enum BaselineVerdict: String, Hashable, Sendable, Codable, CaseIterable {
    case verified, drift
    /// Something that is required was not compared. Missing evidence is never clean.
    case notVerifiable
}

/// A comparison with who entered it, and what the case knew then.
package struct RecordedComparison: Hashable, Sendable, Codable {
    package let comparison: BaselineComparison
    /// Of when the baseline is.
    let takenAt: Timestamp
    /// The baseline itself says so.
    let isDated: Bool
    /// What differed was left out by rules.
    let isIgnoring: Bool
    /// Every kind was looked at as it should, and nothing differs.
    let isProof: Bool
    /// The version of the case and the number of indicators it knew.
    package let version: Int
    package let indicatorsKnown: Int
    package let stamp: Stamp

    init(_ comparison: BaselineComparison, version: Int, indicatorsKnown: Int, stamp: Stamp) {
        takenAt = comparison.takenAt
        isDated = comparison.isDated
        isIgnoring = !comparison.ignored.isEmpty
        isProof = !comparison.differs && BaselineKind.allCases.allSatisfy(comparison.covers)
        self.version = version
        self.indicatorsKnown = indicatorsKnown
        self.stamp = stamp
        self.comparison = comparison
    }
}
