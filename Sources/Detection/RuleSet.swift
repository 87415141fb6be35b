package import Vocabulary

/// Rules made ready for matching. Immutable; share it between tasks and give each task a ``RuleMatcher`` of its own.
package struct RuleSet: Sendable {
    /// The rules that were loaded, in the order of their files; ``RuleMatch/rule`` is a place in this array.
    package let rules: [CompiledRule]
    /// Documents that were left out, each with a ``RuleProblem``.
    package let skippedCount: Int
    let program: RuleProgram
    let index: CandidateIndex
    /// The variants of each rule.
    let variants: [Range<Int>]
    /// Of each variant of the program; nil where it has none.
    let keys: [VariantKey?]

    /// Reads and compiles rules.
    ///
    /// A file can hold several YAML documents; each is loaded or left out by itself.
    ///
    /// - Returns: What could be loaded, and what is wrong with the rest; with warnings about rules that were loaded. A
    ///   problem is no error: the set works.
    package static func load(_ sources: [RuleSource]) -> (rules: RuleSet, problems: [RuleProblem]) {
        var read: [SigmaRule] = []
        var problems: [RuleProblem] = []
        var idFiles: [String: String] = [:]
        for source in sources {
            let documents = SigmaDocuments.read(source)
            if documents.isEmpty {
                let start = SourcePlace(line: 1, column: 1)
                problems.append(
                    RuleProblem(
                        RuleFault(place: start, kind: .warning, message: "the file holds no rule"), file: source.name))
            }
            for document in documents {
                do throws(RuleFault) {
                    let rule = try SigmaRule.read(try document.get(), file: source.name)
                    let doubts = rule.doubts + [repeatedID(of: rule, &idFiles)].compactMap(\.self)
                    problems += doubts.map { RuleProblem($0, file: source.name) }
                    read.append(rule)
                } catch {
                    problems.append(RuleProblem(error, file: source.name))
                }
            }
        }
        return (RuleSet(read, skippedCount: problems.count(where: \.leavesRuleOut)), problems)
    }

    /// A warning where another rule has the id already: copies of one rule count every match twice.
    ///
    /// - Parameter files: The file in which each id was met first; ids are UUIDs, which are the same in either case.
    private static func repeatedID(of rule: SigmaRule, _ files: inout [String: String]) -> RuleFault? {
        guard let place = rule.idPlace else { return nil }
        guard let file = files[rule.summary.id.lowercased()] else {
            files[rule.summary.id.lowercased()] = rule.summary.source
            return nil
        }
        return RuleFault(
            place: place, kind: .warning, message: "the id '\(rule.summary.id)' is that of a rule in \(file) as well")
    }

    /// The rules that travel inside the executable, for use before an organisation has chosen its own.
    ///
    /// - Returns: As ``load(_:)``; the files are named `starter/<file>`.
    package static func starter() -> (rules: RuleSet, problems: [RuleProblem]) {
        load(
            StarterRuleList.files.map { file in
                RuleSource(name: "starter/" + file.name, text: String(decoding: file.bytes, as: UTF8.self))
            })
    }

    /// - Parameters:
    ///   - usesEventCodes: Whether event codes that a rule itself asks for narrow down its candidates.
    ///   - usesKeys: Whether their keys do. Only tests switch one of them off, to prove that it changes nothing but
    ///     speed.
    init(_ read: [SigmaRule], skippedCount: Int, usesEventCodes: Bool = true, usesKeys: Bool = true) {
        var builder = RuleProgramBuilder()
        var index = CandidateIndex()
        var variants: [Range<Int>] = []
        for (number, rule) in read.enumerated() {
            let first = builder.program.variants.count
            for route in LogSourceTable.routes(of: rule.logSource) {
                let criterion = route.criterion(for: rule.criterion)
                let variant = builder.addVariant(rule: number, criterion)
                index.insert(
                    variant, route: route, ruleCodes: usesEventCodes ? criterion.necessaryEventCodes : nil,
                    fieldNumbers: route.fields.map { builder.field($0) })
            }
            variants.append(first..<builder.program.variants.count)
        }
        self.variants = variants
        rules = read.map { CompiledRule(summary: $0.summary, logSource: $0.logSource) }
        self.skippedCount = skippedCount
        let program = builder.program
        let chooser = VariantKeyChooser(program)
        keys = program.variants.map { usesKeys ? chooser.key(at: $0.root) : nil }
        self.program = program
        self.index = index
    }

    /// A matcher for one task.
    package func makeMatcher() -> RuleMatcher { RuleMatcher(self) }
}

/// A loaded rule, as it is shown.
package struct CompiledRule: Sendable {
    package let summary: RuleSummary
    package let logSource: LogSource
}
