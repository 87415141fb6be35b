package import Vocabulary

/// Rules made ready for matching. Immutable; share it between tasks and give each task a ``RuleMatcher`` of its own.
package struct RuleSet: Sendable {
    /// The rules that were loaded, in the order of their files; ``RuleMatch/rule`` is a place in this array, or beyond
    /// it the number of an indicator: see ``summary(of:)``.
    package let rules: [CompiledRule]
    /// The correlations of these rules, each behind those that it is made of.
    package let correlations: [CompiledCorrelation]
    /// Documents that were left out, each with a ``RuleProblem``.
    package let skippedCount: Int
    let program: RuleProgram
    let index: CandidateIndex
    /// The variants of each rule.
    let variants: [Range<Int>]
    /// Of each variant of the program; nil where it has none.
    let keys: [VariantKey?]
    /// Of each variant, the fields that correlations need of its matches, and other names of each.
    let carried: [[[UInt32]]]

    /// The rules as they were read, where they are to be explained; none otherwise.
    let read: [SigmaRule]
    /// By what a kept state knows these rules.
    private(set) var keysOfState = CorrelationKeys()
    let table: LogSourceTable
    /// What records are swept for in the same pass; nil for nothing.
    package var indicators: IndicatorSet?

    /// Reads and compiles rules.
    ///
    /// A file can hold several YAML documents; each is loaded or left out by itself.
    ///
    /// - Parameters:
    ///   - mapping: What users say of log sources.
    ///   - explains: Whether a ``RuleExplainer`` will be asked about the rules, which takes more memory.
    ///   - checks: Whether it is told what is doubtful in rules that can be used, which takes time.
    /// - Returns: What could be loaded, and what is wrong with the rest; with warnings about rules that were loaded. A
    ///   problem is no error: the set works.
    package static func load(
        _ sources: [RuleSource], mapping: LogSourceMapping = LogSourceMapping(), explains: Bool = false,
        checks: Bool = true
    ) -> (rules: RuleSet, problems: [RuleProblem]) {
        let table = LogSourceTable(added: mapping)
        let assembly = RuleAssembly(sources, table, checks: checks)
        let problems = assembly.problems
        var rules = RuleSet(
            assembly.rules, links: assembly.links, skippedCount: problems.count(where: \.leavesRuleOut), table: table,
            explains: explains)
        rules.keysOfState = CorrelationKeys(
            assembly.rules, assembly.links, sources, filterFiles: assembly.filterFiles, mapping: mapping.digest)
        return (rules, problems)
    }

    /// The rules that travel inside the executable, for use before an organisation has chosen its own.
    ///
    /// - Returns: As ``load(_:)``; the files are named `starter/<file>`.
    package static func starter(
        mapping: LogSourceMapping = LogSourceMapping(), explains: Bool = false, checks: Bool = true
    ) -> (rules: RuleSet, problems: [RuleProblem]) {
        load(
            StarterRuleList.files.map { file in
                RuleSource(name: "starter/" + file.name, text: String(decoding: file.bytes, as: UTF8.self))
            }, mapping: mapping, explains: explains, checks: checks)
    }

    /// - Parameters:
    ///   - routes: Of all rules, where these are not to be those of their log sources.
    ///   - usesEventCodes: Whether event codes that a rule itself asks for narrow down its candidates.
    ///   - usesKeys: Whether their keys do. Only tests switch one of them off, to prove that it changes nothing but
    ///     speed.
    init(
        _ read: [SigmaRule], links: CorrelationLinker? = nil, skippedCount: Int, table: LogSourceTable = .builtIn,
        explains: Bool = false, routes: [LogSourceRoute]? = nil, usesEventCodes: Bool = true, usesKeys: Bool = true
    ) {
        self.table = table
        self.read = explains ? read : []
        var builder = RuleProgramBuilder()
        var index = CandidateIndex()
        var variants: [Range<Int>] = []
        var carried: [[[UInt32]]] = []
        for (number, rule) in read.enumerated() {
            let first = builder.program.variants.count
            for route in routes ?? table.routes(of: rule.logSource) {
                let criterion = route.criterion(for: rule.criterion)
                let variant = builder.addVariant(rule: number, criterion)
                index.insert(
                    variant, route: route, ruleCodes: usesEventCodes ? criterion.necessaryEventCodes : nil,
                    fieldNumbers: route.fields.map { builder.field($0) })
                let names = links?.carried[number] ?? []
                carried.append(names.map { name in route.names(of: name).map { builder.field($0) } })
            }
            variants.append(first..<builder.program.variants.count)
        }
        self.variants = variants
        self.carried = carried
        rules = read.enumerated().map { place, rule in
            CompiledRule(
                summary: rule.summary, logSource: rule.logSource, isPart: rule.isPart,
                isShown: links?.showsRule[place] ?? true, isCorrelated: links?.isCorrelated(place) ?? false)
        }
        correlations = links?.linked.map { CompiledCorrelation($0, ruleCount: read.count) } ?? []
        self.skippedCount = skippedCount
        let program = builder.program
        let chooser = VariantKeyChooser(program)
        keys = program.variants.map { usesKeys ? chooser.key(at: $0.root) : nil }
        self.program = program
        self.index = index
    }

    /// What is said of all that was loaded: of rules that are no parts of others, then of correlations.
    package var summaries: [RuleSummary] {
        rules.filter { !$0.isPart }.map(\.summary) + correlations.map(\.summary)
    }

    /// What is said of a rule or an indicator.
    ///
    /// - Parameter match: ``RuleMatch/rule`` of a match of this set.
    package func summary(of match: Int) -> RuleSummary {
        if let indicators, match >= rules.count { return indicators.summary(match - rules.count) }
        return rules[match].summary
    }

    /// Whether matches are shown; those of rules that only count for correlations are not.
    package func isShown(_ match: Int) -> Bool { match >= rules.count || rules[match].isShown }

    /// A matcher for one task.
    ///
    /// - Parameter keepsFields: Of each rule, whether ``RuleMatcher/matchedFields(of:)`` will be asked about its matches
    ///   before the next batch is matched, which is cheaper when it is known; empty for none.
    package func makeMatcher(keepsFields: [Bool] = []) -> RuleMatcher { RuleMatcher(self, keepsFields: keepsFields) }
}

/// A loaded rule, as it is shown.
package struct CompiledRule: Sendable {
    package let summary: RuleSummary
    package let logSource: LogSource
    /// Whether it was made of a part of a document, with that document's summary.
    package let isPart: Bool
    /// Whether its matches are shown; those that only count for correlations are not.
    package let isShown: Bool
    /// Whether correlations are made of its matches.
    package let isCorrelated: Bool
}
