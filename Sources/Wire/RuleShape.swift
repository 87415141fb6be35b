package import Detection
package import Vocabulary

/// A rule as lists show it.
package struct RuleShape: Encodable {
    let id: String
    let title: String
    let level: String
    let tags: [String]
    let techniques: [String]
    let source: String

    package init(_ rule: RuleSummary) {
        id = rule.id
        title = rule.title
        level = rule.level.rawValue
        tags = rule.tags
        techniques = rule.techniques.map(\.text)
        source = rule.source
    }
}

/// What `cordon rules check` found.
package struct RuleCheckShape: Encodable {
    struct ProblemShape: Encodable {
        let file: String
        let line: Int
        let column: Int
        let message: String
    }

    let loaded: Int
    let problems: [ProblemShape]

    package init(loaded: Int, problems: [RuleProblem]) {
        self.loaded = loaded
        self.problems = problems.map {
            ProblemShape(file: $0.file, line: $0.line, column: $0.column, message: $0.message)
        }
    }
}

/// What became of a rule that `cordon rules test` tried.
package struct RuleTestShape: Encodable {
    package struct Rule: Encodable {
        let rule: String
        let records: Int
        let tested: Bool
        let failures: [String]

        package init(rule: String, records: Int, tested: Bool, failures: [String]) {
            self.rule = rule
            self.records = records
            self.tested = tested
            self.failures = failures
        }
    }

    let passed: Int
    let failed: Int
    let untested: Int
    let rules: [Rule]

    package init(_ rules: [Rule]) {
        failed = rules.count { !$0.failures.isEmpty }
        untested = rules.count { $0.failures.isEmpty && !$0.tested }
        passed = rules.count - failed - untested
        self.rules = rules
    }

    /// The counts, for people.
    package var words: String { "\(passed) rules pass, \(failed) fail, \(untested) have no event that must match" }
}
