import Vocabulary

/// A rule on the records of one route, each of its questions made ready to be asked by itself.
final class ExplainedRoute {
    /// What the rule asks for, with the program's test for each question.
    private indirect enum Step {
        case group(RuleExplanation.Step.Kind, String, least: Int, [Step])
        case question(FieldQuestion, node: UInt32)
    }

    let route: LogSourceRoute
    private let root: Step
    private var sourceMatcher: RuleMatcher
    private var evaluation: Evaluation
    private var fields: FieldNumbering

    init(_ route: LogSourceRoute, _ rule: SigmaRule) {
        self.route = route
        var builder = RuleProgramBuilder()
        root = Self.step(of: rule, on: route, &builder)
        evaluation = Evaluation(builder.program)
        fields = FieldNumbering(builder.program)
        // Whether a record takes the route is asked of the index, as for all rules.
        var anything = rule
        anything.criterion = .all([])
        var bare = route
        bare.requires = nil
        sourceMatcher = RuleSet([anything], skippedCount: 0, routes: [bare]).makeMatcher()
    }

    func isTaken(by record: LogRecord) -> Bool {
        var isTaken = false
        sourceMatcher.match(record.batch, rows: record.index..<record.index + 1) { _ in isTaken = true }
        return isTaken
    }

    func explain(_ record: LogRecord) -> RuleExplanation.Step {
        let batch = record.batch
        fields.see(batch.catalogue)
        evaluation.begin(batch.rows[record.index], batch, fields)
        return explain(root, batch)
    }

    // MARK: Building

    private static func step(
        of rule: SigmaRule, on route: LogSourceRoute, _ builder: inout RuleProgramBuilder
    ) -> Step {
        let selections = rule.outline.selections.map { selection in
            Step.group(.selection, selection.name, least: 1, [step(route.mapped(selection.criterion), &builder)])
        }
        let conditions = rule.outline.conditions.map { step($0, selections) }
        var parts = [conditions.count == 1 ? conditions[0] : .group(.any, "", least: 1, conditions)]
        parts += rule.filters.map { .group(.filter, $0.title, least: 1, [step(route.mapped($0.stays), &builder)]) }
        if let required = route.requires {
            parts.append(.group(.source, "", least: 1, [step(required, &builder)]))
        }
        return parts.count == 1 ? parts[0] : .group(.all, "", least: 0, parts)
    }

    private static func step(_ condition: Condition, _ selections: [Step]) -> Step {
        switch condition {
        case .all(let parts): .group(.all, "", least: 0, parts.map { step($0, selections) })
        case .any(let parts): .group(.any, "", least: 1, parts.map { step($0, selections) })
        case .atLeast(let count, let parts):
            .group(.atLeast, "\(count)", least: count, parts.map { step($0, selections) })
        case .not(let part): .group(.not, "", least: 1, [step(part, selections)])
        case .selection(let place): selections[place]
        }
    }

    private static func step(_ criterion: Criterion, _ builder: inout RuleProgramBuilder) -> Step {
        func all(_ parts: [Criterion]) -> [Step] {
            var steps: [Step] = []
            for part in parts { steps.append(step(part, &builder)) }
            return steps
        }
        switch criterion {
        case .all(let parts): return .group(.all, "", least: 0, all(parts))
        case .any(let parts): return .group(.any, "", least: 1, all(parts))
        case .atLeast(let count, let parts): return .group(.atLeast, "\(count)", least: count, all(parts))
        case .not(let part): return .group(.not, "", least: 1, all([part]))
        case .field(let question):
            let variant = builder.addVariant(rule: 0, criterion)
            return .question(question, node: builder.program.variants[Int(variant)].root)
        }
    }

    // MARK: Asking

    private func explain(_ step: Step, _ batch: RecordBatch) -> RuleExplanation.Step {
        switch step {
        case .group(let kind, let words, let least, let parts):
            let explained = parts.map { explain($0, batch) }
            let count = explained.count(where: \.holds)
            let holds =
                switch kind {
                case .not: count == 0
                case .all: count == parts.count
                default: count >= least
                }
            return .init(kind: kind, words: words, holds: holds, parts: explained)
        case .question(let question, let node):
            let holds = evaluation.holds(node, batch)
            return .init(
                kind: .field, words: question.words, holds: holds, values: values(question, node, holds, batch))
        }
    }

    /// The values that were compared; of keywords, which ask all of them, only those that fit.
    private func values(
        _ question: FieldQuestion, _ node: UInt32, _ holds: Bool, _ batch: RecordBatch
    ) -> [RuleExplanation.Value] {
        let asksAll = question.field == FieldQuestion.everyField
        return evaluation.comparisons(node, batch).filter { $0.fits || !asksAll }.map { comparison in
            let range = comparison.fits ? Highlight.range(of: question.test, in: comparison.text) : nil
            return .init(
                field: comparison.field ?? question.field, text: comparison.text, fits: comparison.fits, range: range)
        }
    }
}

extension Evaluation {
    /// The values that the test at a node compares, each with its answer, for the record taken up last.
    mutating func comparisons(
        _ node: UInt32, _ batch: RecordBatch
    ) -> [(field: String?, text: String, fits: Bool)] {
        let number = program.nodes[Int(node)].argument
        let test = program.tests[Int(number)]
        // Whatever the value is, it is there; or it is that no value fits, which all of them show.
        let fitting: Bool? =
            switch test.kind {
            case .exists: true
            case .isMissing: false
            case .differs: holds(node, batch)
            default: nil
            }
        var compared: [(field: String?, text: String, fits: Bool)] = []
        var shown = values(of: test.field, batch)
        let inside = test.kind.asksForPresence && shown.isEmpty ? value(inside: test.field, batch) : -1
        if inside >= 0 { shown = [inside] }
        for value in shown {
            // What stands in an object says that it is there, and no more.
            let fits = fitting ?? (inside < 0 && fits(value, test, batch))
            let slot = slot(of: value)
            let name = slot >= 0 ? batch.field(inSlot: slot).name.name : nil
            compared.append((name, plainText(value, batch), fits))
        }
        return compared
    }
}
