package import Detection
import Vocabulary

/// Why a rule fits a record, as `cordon rules explain` prints it.
package struct ExplanationShape: Encodable {
    struct Rule: Encodable {
        let id: String
        let title: String
        let level: String
        let source: String
    }

    struct Route: Encodable {
        let words: String
        let fits: Bool
    }

    struct Source: Encodable {
        @OrNull var product: String?
        @OrNull var category: String?
        @OrNull var service: String?
        let fits: Bool
        /// Where the record is told to come from.
        let record: String
        let routes: [Route]
    }

    struct Value: Encodable {
        let field: String
        let text: String
        let fits: Bool
        /// What of the text was looked for, in bytes of UTF-8; null where nothing of it.
        @OrNull var start: Int?
        @OrNull var end: Int?
    }

    struct Step: Encodable {
        let kind: String
        let words: String
        let holds: Bool
        let parts: [Step]
        let values: [Value]

        init(_ step: RuleExplanation.Step) {
            kind = step.kind.rawValue
            words = step.words
            holds = step.holds
            parts = step.parts.map(Step.init)
            values = step.values.map {
                Value(
                    field: $0.field, text: $0.text, fits: $0.fits, start: $0.range?.lowerBound,
                    end: $0.range?.upperBound)
            }
        }
    }

    let rule: Rule
    let matches: Bool
    let logSource: Source
    let condition: Step

    package init(_ explanation: RuleExplanation) {
        let summary = explanation.rule
        rule = Rule(id: summary.id, title: summary.title, level: summary.level.rawValue, source: summary.source)
        matches = explanation.matches
        let source = explanation.logSource
        logSource = Source(
            product: source.product, category: source.category, service: source.service,
            fits: explanation.fitsLogSource, record: explanation.recordSource,
            routes: explanation.routes.map { Route(words: $0.words, fits: $0.fits) })
        condition = Step(explanation.condition)
    }
}
