import ArgumentParser
import Detection
import Foundation
import Services
import Vocabulary
import Wire

struct Detect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "Match Sigma rules against evidence; nothing is kept.",
        discussion: """
            cordon detect logs/ --rules rules/ --level high --format table
            cordon detect Security.evtx --rules rule.yml --stats > matches.jsonl
            tail -F events.jsonl | cordon detect - --rules rules/ --tolerance 5m
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, csv, table, timesketch
    }

    @Argument(help: "Files or folders of evidence; - reads JSON lines from standard input as they come.")
    var path: [String]

    @OptionGroup var rules: RuleOptions
    @OptionGroup var times: TimeOptions

    @Option(help: "Show matches of rules of this level and above.")
    var level: Severity?

    @Option(help: "How matches are printed.")
    var format = Format.jsonl

    @Option(help: ArgumentHelp("Write matches to a file instead of standard output.", valueName: "file"))
    var output: String?

    @Option(help: "Files worked on at a time. Default: one for each processor.")
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            "With -: how late a record may come and still be correlated, as in 30s, 5m. Default: 1m.",
            valueName: "time"))
    var tolerance: DisorderTolerance?

    @Flag(help: "Print counts, rate and peak memory on standard error.")
    var stats = false

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more") }
        if isLive, path.count > 1 { throw ValidationError("- stands alone: read files in a run of their own") }
        if !isLive, tolerance != nil { throw ValidationError("--tolerance goes with - only: files are sorted") }
    }

    private var isLive: Bool { path.contains("-") }

    func run() async throws {
        let started = ContinuousClock.now
        if isLive {
            let (rules, skipped) = try loadRules()
            return try runLive(rules, skipped: skipped, started: started)
        }
        var found = try EvidenceFinder.find(under: path)
        found.assume(times.assumptions)
        StandardOutput.note(notTaken: found.notTaken)
        let (ruleSet, skipped) = try loadRules()
        let sink = try OutputFile(output)
        let renderer = DetectionRenderer(format.shape)
        let least = level ?? .informational
        try sink.write(renderer.header)
        let service = DetectionService(rules: ruleSet, width: threads ?? ProcessInfo.processInfo.activeProcessorCount)
        let progress = Progress(sharesTerminal: output == nil)
        let total = found.files.totalBytes
        let summary = try await service.detect(
            found.files, isWanted: { $0.level >= least },
            render: { match, bytes in
                renderer.append(
                    rule: match.rule, record: match.record, file: match.file.path, fields: match.fields, to: &bytes)
            },
            renderCorrelation: { renderer.append(CorrelationMatch($0), to: &$1) },
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
                "rules skipped: \(skipped)",
                "elapsed: \((elapsed * 1000).rounded() / 1000) s",
                "records/s: \(Int(Double(summary.records) / max(elapsed, 0.001)))",
                "peak memory: \(PeakMemory.megabytes) MB",
            ]
            for line in lines + summary.correlations.lines + rest { StandardOutput.note(line) }
        }
        if summary.filesRead == 0 { throw ExitCode(1) }
    }
}

extension Detect {
    private func loadRules() throws -> (rules: RuleSet, skipped: Int) {
        let (ruleSet, problems) = try RuleLibrary.loadSome(rules.paths)
        let skipped = problems.count(where: \.leavesRuleOut)
        if skipped > 0, !stats {
            StandardOutput.note("\(skipped) rules could not be read: cordon rules check PATH")
        }
        return (ruleSet, skipped)
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
