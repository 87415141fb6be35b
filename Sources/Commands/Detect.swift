import ArgumentParser
import Detection
import Foundation
import Services
import Vocabulary
import Wire

struct Detect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "Match Sigma rules and indicators against evidence; nothing is kept.",
        discussion: """
            cordon detect logs/ --rules rules/ --level high --format table
            cordon detect Security.evtx --rules rule.yml --stats > matches.jsonl
            cordon detect logs/ --rules rules/ --allow known.yml --collapse --fail-on critical
            cordon detect logs/ --indicators bad-hashes.txt --indicators feeds/ --stats
            tail -F events.jsonl | cordon detect - --rules rules/ --tolerance 5m
            tail -F events.jsonl | cordon detect - --rules rules/ --state live.state

            A run with --state says at once behind which record and byte it goes on: after a crash, feed it from there.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, csv, table, timesketch
    }

    @Argument(help: "Files or folders of evidence; - reads JSON lines from standard input as they come.")
    var path: [String]

    @OptionGroup var rules: RuleOptions
    @OptionGroup var indicators: IndicatorOptions
    @OptionGroup var times: TimeOptions

    @OptionGroup var choice: ChoiceOptions

    @Flag(help: "Show matches of one rule on one computer with the same values once, with their number.")
    var collapse = false

    @Flag(help: "Say why each record matches, with the places in its values (with jsonl).")
    var explain = false

    @Option(help: ArgumentHelp("Exit with 1 if a match of this level or above is shown.", valueName: "level"))
    var failOn: Severity?

    @Option(help: "How matches are printed.")
    var format = Format.jsonl

    @Option(help: ArgumentHelp("Write matches to a file instead of standard output.", valueName: "file"))
    var output: String?

    @Option(help: "Files worked on at a time. Default: one for two processors, which mostly share a core.")
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            "With -: how late a record may come and still be correlated, as in 30s, 5m. Default: 1m.",
            valueName: "time"))
    var tolerance: DisorderTolerance?

    @Option(
        help: ArgumentHelp(
            "With -: keep what correlations wait for in this file, and go on from it: the end of the input is a pause then.",
            valueName: "file"))
    var state: String?

    @Flag(help: "Print counts, rate and peak memory on standard error.")
    var stats = false

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more") }
        if isLive, path.count > 1 { throw ValidationError("- stands alone: read files in a run of their own") }
        if isLive, collapse { throw ValidationError("--collapse waits for the end, which - does not have") }
        if explain, format != .jsonl { throw ValidationError("--explain goes with --format jsonl only") }
        if !isLive, state != nil { throw ValidationError("--state goes with - only: files are read whole") }
        if state != nil, output != nil {
            throw ValidationError("--output replaces its file: with --state append standard output to one (>> file)")
        }
        if !isLive, tolerance != nil { throw ValidationError("--tolerance goes with - only: files are sorted") }
    }

    private var isLive: Bool { path.contains("-") }

    func run() async throws {
        let started = ContinuousClock.now
        if isLive {
            return try runLive(try loadRules(), started: started)
        }
        var found = try EvidenceFinder.find(under: path)
        found.assume(times.assumptions)
        StandardOutput.note(notTaken: found.notTaken)
        let loaded = try loadRules()
        let ruleSet = loaded.rules
        try checkOutput()
        let sink = try OutputFile(output)
        let renderer = DetectionRenderer(format.shape)
        try sink.write(collapse ? renderer.countedHeader : renderer.header)
        let service = DetectionService(
            rules: ruleSet, width: threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount / 2),
            choice: try choice.choice(among: ruleSet), explains: explain)
        let progress = Progress(sharesTerminal: output == nil)
        let total = found.files.totalBytes
        let summary = try await service.detect(
            found.files,
            render: { match, bytes in
                renderer.append(
                    rule: match.rule, record: match.record, file: match.file.path, fields: match.fields,
                    why: match.explanation, to: &bytes)
            },
            renderCorrelation: { renderer.append(CorrelationMatch($0), to: &$1) },
            renderCount: collapse
                ? { renderer.append(count: $0.count, first: $0.first, last: $0.last, to: &$1) } : nil,
            write: { try sink.write($0) },
            progress: { progress.show(bytes: $0, of: total, records: $1) })
        progress.end()
        try sink.finish()
        for (file, reason) in summary.unread { StandardOutput.note("not read: \(file): \(reason)") }
        for (rule, times) in summary.limitHits { Progress.note(limit: rule, times) }
        summary.correlations.note()
        if stats {
            let elapsed = started.duration(to: .now) / .seconds(1)
            let lines = [
                "records: \(summary.records)",
                "bytes: \(summary.bytes)",
                "matches: \(summary.matches)",
                "parse issues: \(summary.issues)",
                "records skipped: \(summary.account.recordsSkipped)",
                "bytes of records: \(summary.account.recordBytes)",
                "bytes skipped: \(summary.account.skippedBytes)",
                "bytes of headers, separators and free space: \(summary.account.otherBytes)",
                "earliest record: \(summary.account.first?.description ?? "-")",
                "latest record: \(summary.account.last?.description ?? "-")",
            ]
            let rest = [
                "rules loaded: \(ruleSet.summaries.count)",
                "rules skipped: \(loaded.skipped)",
            ]
            let shown = summary.collapsed.map { ["matches of rules shown as: \($0)"] } ?? []
            for line in lines + shown + summary.leftOut.lines + summary.correlations.lines
                + (loaded.indicators?.lines ?? []) + rest
                + AccountText.cost(records: summary.records, seconds: elapsed)
            {
                StandardOutput.note(line)
            }
        }
        if summary.filesRead == 0 || fails(summary.levels) { throw ExitCode(1) }
    }
}

extension Detect {
    /// Whether a match was shown that the person wants to fail on.
    func fails(_ levels: [Severity: Int]) -> Bool {
        guard let failOn else { return false }
        return levels.contains { $0.key >= failOn && $0.value > 0 }
    }

    /// Matches take the place of nothing that they rest on.
    func checkOutput() throws {
        let read = path.filter { $0 != "-" } + rules.paths + rules.mapping.paths + indicators.paths
        try OutputFile.check(output, isNone: read)
    }

    /// What evidence is matched against.
    struct LoadedRules {
        let rules: RuleSet
        let skipped: Int
        /// What became of the lists of indicators; nil without any.
        let indicators: IndicatorReport?
    }

    private func loadRules() throws -> LoadedRules {
        let loaded = try RuleLibrary.loadSome(rules.paths, mappings: rules.mapping.paths, explains: explain)
        var ruleSet = loaded.rules
        let skipped = loaded.problems.count(where: \.leavesRuleOut)
        if skipped > 0, !stats {
            StandardOutput.note("\(skipped) rules could not be read: cordon rules check PATH")
        }
        let swept = try indicators.load()
        ruleSet.indicators = swept?.indicators
        return LoadedRules(rules: ruleSet, skipped: skipped, indicators: swept?.report)
    }
}

extension Severity: ExpressibleByArgument {}

extension Detect.Format {
    var shape: DetectionRenderer.Format {
        switch self {
        case .jsonl: .jsonLines
        case .csv: .csv
        case .table: .table
        case .timesketch: .timesketch
        }
    }
}
