package import Vocabulary

/// A correlation that was met: the matches it was met by, from the first to the last.
package struct CorrelationFinding: Sendable {
    /// One of the records it is made of.
    package struct Listed: Hashable, Sendable {
        /// The place of the rule that fits the record, in its rule set.
        package let rule: Int
        package let moment: Timestamp
        package let host: String
        package let place: RecordPlace
    }

    /// The place of the correlation in its rule set.
    package let correlation: Int
    /// The values that the records have in common, by the fields of `group-by`.
    package let group: [(name: String, value: String)]
    /// When it was met first.
    package let met: Timestamp
    /// The first and last of its records.
    package let first: Timestamp
    package let last: Timestamp
    /// How many records it is made of.
    package let count: Int
    /// What was worked out of them: the largest number for a threshold, that of the whole span of time for others.
    package let measure: Double
    /// The first of its records, at most ``limit``.
    package let records: [Listed]
    /// False where it was just met, and may go on: only a correlator that announces gives these.
    package let isOver: Bool
    /// Of one that is over, how many records it was made of when it was told of first; 0 where it was not.
    package let toldCount: Int

    /// How many records are listed.
    package static var limit: Int { DetectionLimits.listedRecords }

    /// The computer of all its records, as the first writes it; nil where they have none or several. Names of computers
    /// are the same in either case of letters.
    package var host: String? {
        guard let first = records.first?.host, !first.isEmpty else { return nil }
        let folded = CaseFolding.string(first)
        return records.allSatisfy { $0.host == first || CaseFolding.string($0.host) == folded } ? first : nil
    }
}

/// What could not be correlated, of one correlation.
package struct CorrelationLosses: Hashable, Sendable {
    /// Matches that lack a field of `group-by`.
    package var withoutGroup = 0
    /// Matches that lack the field that is counted or worked out, or have no number there.
    package var withoutValue = 0
    /// Matches that were let go early since there were too many to hold: the correlation may have missed something.
    package var letGo = 0

    package init() {}

    package static func += (left: inout CorrelationLosses, right: CorrelationLosses) {
        left.withoutGroup += right.withoutGroup
        left.withoutValue += right.withoutValue
        left.letGo += right.letGo
    }
}
