import Detection
import Vocabulary

/// A worker's matcher that tells of the limits it met, portion by portion.
struct CountedMatcher: ~Copyable {
    var matcher: RuleMatcher
    private var told: [RuleSummary: Int] = [:]

    /// - Parameter keepsFields: See ``RuleSet/makeMatcher(keepsFields:)``.
    init(_ rules: RuleSet, keepsFields: [Bool] = []) { matcher = rules.makeMatcher(keepsFields: keepsFields) }

    /// How often the regular expressions of each rule reached their limits since this was last asked.
    mutating func newLimitHits() -> [RuleSummary: Int] {
        let hits = matcher.limitHits
        guard !hits.isEmpty else { return [:] }
        defer { told = hits }
        return hits.merging(told) { now, before in now - before }.filter { $0.value > 0 }
    }
}
