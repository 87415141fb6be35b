package import Vocabulary

/// Why a rule fits a record, or why it does not.
package struct RuleExplanation: Sendable {
    /// A part of what the rule asks for, with its answer. All parts are asked, also those that decide nothing any more.
    package struct Step: Sendable {
        package enum Kind: String, Sendable {
            case all, any, atLeast, not
            /// A selection of the rule, by name, with the part that it asks for.
            case selection
            /// What a filter asks for beside the rule, by the filter's title.
            case filter
            /// What the records of a log source must show, beside their channel and event code.
            case source
            /// A question about one field.
            case field
        }

        package let kind: Kind
        /// The name of the selection or filter; for a field, what is asked, `CommandLine contains 'whoami'`.
        package let words: String
        package let holds: Bool
        /// What it is made of; none for a field.
        package var parts: [Step] = []
        /// The values that were compared; none where the record does not have the field.
        package var values: [Value] = []
    }

    /// A value that was compared.
    package struct Value: Sendable {
        /// The name of its field, as the record has it.
        package let field: String
        /// As people read it.
        package let text: String
        package let fits: Bool
        /// What of the text was looked for, in bytes of UTF-8; nil where it does not fit, or was not looked for as text.
        package let range: Range<Int>?
    }

    /// A way in which records of the log source are told, and whether this one is.
    package struct Route: Sendable {
        package let words: String
        package let fits: Bool
    }

    package let rule: RuleSummary
    package let logSource: LogSource
    package let routes: [Route]
    /// Where the record is told to come from.
    package let recordSource: String
    /// What the rule asks for, with the field names of the route that the record takes, or of the first.
    package let condition: Step

    package var fitsLogSource: Bool { routes.contains(where: \.fits) }
    package var matches: Bool { fitsLogSource && condition.holds }
}

extension RuleExplanation {
    /// The selections that made the rule match, each once; those that must *not* hold are left out.
    package var selections: [String] {
        var names: [String] = []
        condition.visitHolding(in: "") { step, _ in
            if step.kind == .selection, !names.contains(step.words) { names.append(step.words) }
        }
        return names
    }

    /// What of which values made the rule match, with the selection that asks for it.
    package var highlights: [(selection: String, test: String, value: Value)] {
        var found: [(selection: String, test: String, value: Value)] = []
        condition.visitHolding(in: "") { step, selection in
            guard step.kind == .field else { return }
            for value in step.values where value.fits { found.append((selection, step.words, value)) }
        }
        return found
    }
}

extension RuleExplanation.Step {
    /// Visits what holds and is asked for, from the top.
    fileprivate func visitHolding(in selection: String, _ visit: (Self, String) -> Void) {
        guard holds, kind != .not else { return }
        visit(self, selection)
        for part in parts { part.visitHolding(in: kind == .selection ? words : selection, visit) }
    }
}
