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
    let pipeline: EvidencePipeline

    package init(rules: RuleSet, width: Int) {
        self.rules = rules
        pipeline = EvidencePipeline(width: width)
    }

    /// - Parameters:
    ///   - isWanted: Whether matches of a rule are to be shown.
    ///   - render: Appends one match to a buffer; runs side by side with itself.
    ///   - renderCorrelation: Appends one match of a correlation, all of which come behind those of rules.
    ///   - write: Takes finished bytes, in file order, one call at a time.
    ///   - progress: Told the bytes and records read so far.
    package func detect(
        _ files: [EvidenceFile],
        isWanted: @escaping @Sendable (RuleSummary) -> Bool,
        render: @escaping @Sendable (DetectedMatch, inout [UInt8]) -> Void,
        renderCorrelation: (DetectedCorrelation, inout [UInt8]) -> Void = { _, _ in },
        write: @escaping @Sendable ([UInt8]) throws -> Void,
        progress: @escaping @Sendable (_ bytes: Int, _ records: Int) -> Void = { _, _ in }
    ) async throws -> Summary {
        let rules = rules
        let wanted = rules.rules.map { $0.isShown && isWanted($0.summary) }
        var summary = try await pipeline.run(
            over: files, state: Summary(scratch: pipeline.scratch), makeWorker: { CountedMatcher(rules) },
            process: { worker, file, _, parsed in
                var output: [UInt8] = []
                var found: [RuleMatch] = []
                let correlated = worker.matcher.matchKeeping(parsed.batch) { match in
                    if wanted[match.rule] { found.append(match) }
                }
                for match in found {
                    let fields = worker.matcher.matchedFields(of: match)
                    render(
                        DetectedMatch(
                            rule: rules.rules[match.rule].summary, record: match.record, file: file, fields: fields),
                        &output)
                }
                return (
                    output: output, matches: found.count, records: parsed.batch.count, issues: parsed.issues.count,
                    account: parsed.account, correlated: correlated,
                    limitHits: worker.newLimitHits()
                )
            },
            accept: { summary, delivery in
                switch delivery {
                case .portion(let file, let bytes, let product):
                    try summary.take(product.correlated, in: file)
                    summary.bytes += bytes
                    summary.records += product.records
                    summary.matches += product.matches
                    summary.issues += product.issues
                    if let more = product.account { summary.current?.add(more) }
                    summary.limitHits.merge(product.limitHits, uniquingKeysWith: +)
                    try write(product.output)
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
        try summary.correlate(rules, isWanted, renderCorrelation, write)
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

    fileprivate mutating func correlate(
        _ rules: RuleSet, _ isWanted: (RuleSummary) -> Bool, _ render: (DetectedCorrelation, inout [UInt8]) -> Void,
        _ write: ([UInt8]) throws -> Void
    ) throws {
        let files = input.files
        var count = 0
        correlations = try input.correlate(rules) { finding in
            guard isWanted(rules.correlations[finding.correlation].summary) else { return }
            count += 1
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
