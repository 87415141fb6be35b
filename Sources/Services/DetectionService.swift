package import Detection
import EvidenceParsing
package import Vocabulary

/// Matches rules against evidence files and keeps nothing.
package struct DetectionService: Sendable {
    /// What a run met.
    package struct Summary: Sendable {
        package var records = 0
        package var bytes = 0
        package var matches = 0
        package var issues = 0
        /// Where the bytes of all files went, those of containers apart.
        package var account = EvidenceAccount()
        fileprivate var current: EvidenceAccount? = EvidenceAccount()
        /// The matches that are shown, by the level of their rules; collapsed ones are counted each.
        package var levels: [Severity: Int] = [:]
        package var leftOut = MatchesLeftOut()
        /// Lines that stand for all collapsed matches; nil where none are collapsed.
        package var collapsed: Int?
        fileprivate var groups = CollapsedMatches()
        /// Rules whose regular expressions reached their limits, and how often: a match may be missing there.
        package var limitHits: [RuleSummary: Int] = [:]
        /// Files of a known format that were read, those in containers counted each.
        package var filesRead = 0
        package var unread: [(file: String, reason: String)] = []
        package var correlations = CorrelationSummary()
        fileprivate var input: CorrelationInput
        /// The file that the last matches were in.
        fileprivate var lastFile: EvidenceFile?

        fileprivate init(scratch: String) { input = CorrelationInput(in: scratch) }
    }

    let rules: RuleSet
    let choice: MatchChoice
    let explains: Bool
    let pipeline: EvidencePipeline

    /// - Parameters:
    ///   - choice: Which matches are shown.
    ///   - explains: Whether it is told why each matches, which takes rules that were loaded for it.
    package init(rules: RuleSet, width: Int, choice: MatchChoice = MatchChoice(), explains: Bool = false) {
        self.rules = rules
        self.choice = choice
        self.explains = explains
        pipeline = EvidencePipeline(width: width)
    }

    /// - Parameters:
    ///   - render: Appends one match to a buffer; runs side by side with itself.
    ///   - renderCorrelation: Appends one match of a correlation, all of which come behind those of rules.
    ///   - renderCount: Adds to a match how many like it there are; nil to show each. They are told when all is read.
    ///   - write: Takes finished bytes, in file order, one call at a time.
    ///   - progress: Told the bytes and records read so far.
    package func detect(
        _ files: [EvidenceFile],
        render: @escaping @Sendable (DetectedMatch, inout [UInt8]) -> Void,
        renderCorrelation: (DetectedCorrelation, inout [UInt8]) -> Void = { _, _ in },
        renderCount: ((MatchCount, inout [UInt8]) -> Void)? = nil,
        write: @escaping @Sendable ([UInt8]) throws -> Void,
        progress: @escaping @Sendable (_ bytes: Int, _ records: Int) -> Void = { _, _ in }
    ) async throws -> Summary {
        let (rules, choice, explains) = (rules, choice, explains)
        let wanted = rules.rules.map { $0.isShown && choice.wants($0.summary) }
        let collapses = renderCount != nil
        var summary = try await pipeline.run(
            over: files, state: Summary(scratch: pipeline.scratch),
            makeWorker: { MatchWorker(rules, choice, wanted: wanted, explains: explains) },
            process: { worker, file, _, parsed in
                var output: [UInt8] = []
                var lines: [CollapsedMatches.Line] = []
                var levels: [Severity: Int] = [:]
                let found = worker.matches(in: parsed.batch, of: file) { match in
                    levels[match.rule.level, default: 0] += 1
                    guard collapses else { return render(match, &output) }
                    var text: [UInt8] = []
                    render(match, &text)
                    lines.append(.init(key: CollapsedMatches.key(of: match), text: text, moment: match.record.moment))
                }
                return (
                    output: output, lines: lines, found: found, levels: levels, records: parsed.batch.count,
                    issues: parsed.issues.count, account: parsed.account, limitHits: worker.newLimitHits()
                )
            },
            accept: { summary, delivery in
                switch delivery {
                case .portion(let file, let bytes, let product):
                    try summary.take(product.found.correlated, in: file)
                    summary.bytes += bytes
                    summary.records += product.records
                    summary.matches += product.found.shown
                    summary.leftOut += product.found.leftOut
                    summary.levels.merge(product.levels, uniquingKeysWith: +)
                    summary.issues += product.issues
                    if let more = product.account { summary.current?.add(more) }
                    summary.limitHits.merge(product.limitHits, uniquingKeysWith: +)
                    var output = product.output
                    for line in product.lines where !summary.groups.add(line) { output += line.text }
                    try write(output)
                    progress(summary.bytes, summary.records)
                case .end(let file, let ending):
                    summary.end(ending)
                    if ending.format == .unknown {
                        summary.unread.append((file.path, ending.whyUnread))
                    } else if !ending.format.isContainer {
                        summary.filesRead += 1
                    }
                    if let rest = ending.rest { summary.unread.append((file.path, rest.words)) }
                case .missed(let file, let issue): summary.unread.append((file.path, issue.words))
                case .failed(let file, let failure): summary.unread.append((file.path, failure.cause))
                }
            })
        if let renderCount { try summary.writeCollapsed(renderCount, write) }
        try summary.correlate(rules, choice, renderCorrelation, write)
        return summary
    }
}

/// A match with all that is shown of it.
package struct DetectedMatch: Sendable {
    package let rule: RuleSummary
    package let record: LogRecord
    package let file: EvidenceFile
    /// The fields that made the rule match, by name.
    package let fields: [String: String]
    /// Why it matches; nil where that was not asked.
    package var explanation: RuleExplanation?
}

extension DetectionService.Summary {
    /// Keeps what correlations are made of.
    fileprivate mutating func take(_ portion: CorrelationPortion, in file: EvidenceFile) throws {
        guard !portion.occurrences.isEmpty || portion.undated > 0 else { return }
        if file != lastFile {
            lastFile = file
            input.begin(file: file.path)
        }
        try input.add(portion)
    }

    /// Writes the matches that stand for all like them, in the order of the first of each.
    fileprivate mutating func writeCollapsed(
        _ render: (MatchCount, inout [UInt8]) -> Void, _ write: ([UInt8]) throws -> Void
    ) throws {
        for line in groups.lines {
            var output = line.text
            render(line.count, &output)
            try write(output)
        }
        collapsed = groups.lines.count
        groups = CollapsedMatches()
    }

    fileprivate mutating func correlate(
        _ rules: RuleSet, _ choice: MatchChoice, _ render: (DetectedCorrelation, inout [UInt8]) -> Void,
        _ write: ([UInt8]) throws -> Void
    ) throws {
        let files = input.files
        var count = 0
        var allow = AllowMatcher(choice.allowed)
        correlations = try input.correlate(rules) { finding in
            let rule = rules.correlations[finding.correlation].summary
            guard choice.wants(rule) else { return }
            guard choice.wants(finding.met) else {
                leftOut.outsideRange += 1
                return
            }
            guard !allow.allows(rule, group: finding.group) else {
                leftOut.allowed += 1
                return
            }
            count += 1
            levels[rule.level, default: 0] += 1
            var output: [UInt8] = []
            render(DetectedCorrelation(finding, rules, files: files), &output)
            try write(output)
        }
        correlations.matches = count
        matches += count
    }

    /// Adds the account of the file that ended.
    fileprivate mutating func end(_ ending: EvidenceEnding) {
        if !ending.format.isContainer, let file = ending.account(current) { account.add(file) }
        current = EvidenceAccount()
    }
}
