package import Detection
import Vocabulary

/// Why a rule fits a record, for people: the condition as a tree, `+` for what holds and `-` for what does not.
package struct ExplanationText {
    /// Characters of a value that are shown.
    private static let shownCharacters = 160
    /// Alternatives of a list that do not hold are named up to this number.
    private static let namedAlternatives = 5

    private let explanation: RuleExplanation

    package init(_ explanation: RuleExplanation) { self.explanation = explanation }

    package var text: String {
        let rule = explanation.rule
        let verdict = explanation.matches ? "matches" : "does not match"
        var lines = ["\(rule.title) (\(rule.id)): \(verdict)"]
        let source = explanation.fitsLogSource ? "+ log source: " : "- log source: "
        lines.append(source + explanation.logSource.words + "; the record: " + explanation.recordSource)
        lines += explanation.routes.map { "  \($0.fits ? "+" : "-") \($0.words)" }
        return (lines + Self.lines(explanation.condition, depth: 0)).joined(separator: "\n")
    }

    private static func lines(_ step: RuleExplanation.Step, depth: Int) -> [String] {
        let indent = String(repeating: "  ", count: depth)
        let mark = indent + (step.holds ? "+ " : "- ")
        guard step.kind == .field else {
            return [mark + words(step)] + partLines(step, depth: depth + 1)
        }
        guard !step.values.isEmpty else { return [mark + step.words + (step.holds ? "" : ": the record has none")] }
        return [mark + step.words] + step.values.map { "\(indent)    \($0.field): \(shown($0))" }
    }

    /// Of long lists, what holds is shown, and of the rest how many there are.
    private static func partLines(_ step: RuleExplanation.Step, depth: Int) -> [String] {
        let isList = step.kind == .any && step.parts.count > namedAlternatives
        guard isList else { return step.parts.flatMap { lines($0, depth: depth) } }
        let holding = step.parts.filter(\.holds)
        let named = holding.isEmpty ? Array(step.parts.prefix(namedAlternatives)) : holding
        let left = step.parts.count - named.count
        return named.flatMap { lines($0, depth: depth) }
            + [String(repeating: "  ", count: depth) + "- \(left) others do not hold"]
    }

    private static func words(_ step: RuleExplanation.Step) -> String {
        switch step.kind {
        case .all: "all of"
        case .any: "any of"
        case .atLeast: "at least \(step.words) of"
        case .not: "not"
        case .selection: step.words
        case .filter: "filter '\(step.words)' lets it stay"
        case .source: "what the log source asks for"
        case .field: step.words
        }
    }

    /// A value with what was looked for between `>>` and `<<`.
    private static func shown(_ value: RuleExplanation.Value) -> String {
        let bytes = Array(value.text.utf8)
        guard let range = value.range, !range.isEmpty, range.upperBound <= bytes.count else {
            return cut(value.text, toEnd: false)
        }
        func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        let (before, found, behind) = (
            part(0..<range.lowerBound), part(range), part(range.upperBound..<bytes.count)
        )
        return "\(cut(before, toEnd: true))>>\(cut(found, toEnd: false))<<\(cut(behind, toEnd: false))"
    }

    private static func cut(_ text: String, toEnd: Bool) -> String {
        guard text.count > shownCharacters else { return text }
        return toEnd ? "..." + text.suffix(shownCharacters) : text.prefix(shownCharacters) + "..."
    }
}
