package import Detection
import EvidenceParsing
package import Vocabulary

/// What rules cover of ATT&CK, and whether evidence has the records that they need.
package struct RuleCoverage: Sendable {
    package struct TechniqueCount: Sendable {
        package let technique: TechniqueID
        /// How many rules and correlations are tagged with it, by level.
        package fileprivate(set) var levels: [Severity: Int] = [:]
        /// Rules of them whose log sources the evidence does not have.
        package fileprivate(set) var blindRules = 0

        package var rules: Int { levels.values.reduce(0, +) }
    }

    package struct SourceCount: Sendable {
        package let source: LogSource
        /// How many rules ask for its records.
        package let rules: Int
        /// How many records the evidence has of it; nil where no evidence was looked at.
        package fileprivate(set) var records: Int?
    }

    /// In the order of their ids.
    package let techniques: [TechniqueCount]
    /// Those that most rules ask for first.
    package let sources: [SourceCount]
    /// How many rules and correlations there are, and how many of them name no technique.
    package let rules: Int
    package let untagged: Int
    /// Evidence that could not be read, and why.
    package let unread: [(file: String, reason: String)]
}

/// Works out what rules cover.
package struct RuleCoverageService: Sendable {
    let width: Int

    package init(width: Int) { self.width = width }

    /// - Parameter files: Evidence to look for the rules' log sources in; nil to look at the rules alone.
    package func coverage(of rules: RuleSet, in files: [EvidenceFile]?) async throws -> RuleCoverage {
        let (survey, counts) = rules.logSourceSurvey()
        var found: Found?
        if let files { found = try await records(of: survey, in: files) }
        var sources: [RuleCoverage.SourceCount] = []
        for (place, rule) in survey.rules.enumerated() {
            sources.append(.init(source: rule.logSource, rules: counts[place], records: found?.counts[place]))
        }
        let blind = Set(sources.filter { $0.records == 0 }.map(\.source))
        return RuleCoverage(
            techniques: Self.techniques(of: rules, blind: blind),
            sources: sources.sorted { ($1.rules, $0.source.words) < ($0.rules, $1.source.words) },
            rules: rules.summaries.count, untagged: rules.summaries.count { $0.techniques.isEmpty },
            unread: found?.unread ?? [])
    }

    private static func techniques(of rules: RuleSet, blind: Set<LogSource>) -> [RuleCoverage.TechniqueCount] {
        var counts: [TechniqueID: RuleCoverage.TechniqueCount] = [:]
        func add(_ rule: RuleSummary, isBlind: Bool) {
            for technique in Set(rule.techniques) {
                counts[technique, default: .init(technique: technique)].levels[rule.level, default: 0] += 1
                if isBlind { counts[technique]?.blindRules += 1 }
            }
        }
        for rule in rules.rules where !rule.isPart { add(rule.summary, isBlind: blind.contains(rule.logSource)) }
        for correlation in rules.correlations { add(correlation.summary, isBlind: false) }
        return counts.values.sorted { $0.technique < $1.technique }
    }

    private struct Found: Sendable {
        var counts: [Int]
        var unread: [(file: String, reason: String)] = []
    }

    private func records(of survey: RuleSet, in files: [EvidenceFile]) async throws -> Found {
        try await EvidencePipeline(width: width).run(
            over: files, state: Found(counts: survey.rules.map { _ in 0 }), makeWorker: { CountedMatcher(survey) },
            process: { worker, _, _, parsed in
                var counts = survey.rules.map { _ in 0 }
                worker.matcher.match(parsed.batch) { counts[$0.rule] += 1 }
                return counts
            },
            accept: { found, delivery in
                switch delivery {
                case .portion(_, _, let counts):
                    for (place, count) in counts.enumerated() { found.counts[place] += count }
                case .end(let file, let ending):
                    if ending.format == .unknown { found.unread.append((file.path, ending.whyUnread)) }
                case .missed(let file, let issue): found.unread.append((file.path, issue.words))
                case .failed(let file, let failure): found.unread.append((file.path, failure.cause))
                }
            })
    }
}
