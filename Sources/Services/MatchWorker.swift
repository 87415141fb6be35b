import Detection
import Vocabulary

/// Finds the matches of one portion after the other that are to be shown.
struct MatchWorker: ~Copyable {
    private let rules: RuleSet
    private let choice: MatchChoice
    private let wanted: [Bool]
    private var counted: CountedMatcher
    private var allow: AllowMatcher
    private let explainer: RuleExplainer?

    /// - Parameters:
    ///   - wanted: Of each rule, whether its matches are shown; of indicators, each hit is asked about.
    ///   - explains: Whether it is told why each matches.
    init(_ rules: RuleSet, _ choice: MatchChoice, wanted: [Bool], explains: Bool) {
        self.rules = rules
        self.choice = choice
        self.wanted = wanted
        counted = CountedMatcher(rules, keepsFields: wanted)
        allow = AllowMatcher(choice.allowed)
        explainer = explains ? RuleExplainer(rules) : nil
    }

    /// The matches that are shown, what correlations are made of, and how much is left out.
    mutating func matches(
        in batch: RecordBatch, of file: EvidenceFile, _ show: (DetectedMatch) -> Void
    ) -> (shown: Int, correlated: CorrelationPortion, leftOut: MatchesLeftOut) {
        var found: [RuleMatch] = []
        let (rules, choice, wanted) = (rules, choice, wanted)
        let correlated = counted.matcher.matchKeeping(batch) { match in
            let isWanted =
                match.rule < wanted.count ? wanted[match.rule] : choice.wants(rules.summary(of: match.rule))
            if isWanted { found.append(match) }
        }
        var leftOut = MatchesLeftOut()
        var shown = 0
        for match in found {
            let rule = rules.summary(of: match.rule)
            if !choice.wants(match.record.moment) {
                leftOut.outsideRange += 1
            } else if !choice.allowed.isEmpty, allow.allows(rule, match.record) {
                leftOut.allowed += 1
            } else {
                shown += 1
                let fields = counted.matcher.matchedFields(of: match)
                let explanation = explainer?.explain(match.rule, match.record)
                show(
                    DetectedMatch(
                        rule: rule, record: match.record, file: file, fields: fields, explanation: explanation))
            }
        }
        return (shown, correlated, leftOut)
    }

    /// How often the regular expressions of each rule reached their limits since this was last asked.
    mutating func newLimitHits() -> [RuleSummary: Int] { counted.newLimitHits() }
}
