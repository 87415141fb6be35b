package import Vocabulary

/// A match of a rule that correlations are made of, with what they need of its record.
package struct CorrelatedMatch: Sendable {
    package let match: RuleMatch
    /// Of the fields that correlations need of the rule.
    let values: [CarriedValues]

    init(_ match: RuleMatch, values: [CarriedValues]) {
        self.match = match
        self.values = values
    }

    /// What correlations look at, kept at a place that the caller knows the record by; nil for a record without a time,
    /// which has no place in an order.
    package func occurrence(at place: RecordPlace) -> Occurrence? {
        guard let moment = match.record.moment else { return nil }
        return Occurrence(
            ticks: moment.ticks, rule: match.rule, digest: Self.digest(of: match.record), place: place,
            host: Self.kept(match.record.host?.text ?? ""), values: values)
    }

    /// What is kept of a value.
    static func kept(_ text: String) -> String {
        guard text.utf8.count > DetectionLimits.correlatedValueBytes else { return text }
        let start = String(decoding: text.utf8.prefix(DetectionLimits.correlatedValueBytes), as: UTF8.self)
        var digest = ContentDigest()
        digest.add(CaseFolding.string(text).utf8)
        return "\(start)..[\(String(digest.value, radix: 16))]"
    }

    /// Of all names and values of a record: what gives records of the same moment an order that does not depend on where
    /// they were read.
    private static func digest(of record: LogRecord) -> UInt64 {
        var digest = ContentDigest()
        for field in record.fields {
            digest.add(field.name.name.utf8)
            digest.add(field.value.bytes)
        }
        return digest.value
    }
}
