import ArgumentParser
import Detection
import Foundation
import Services
import Vocabulary
import Wire

extension Detect {
    /// Matches what comes on standard input, as it comes.
    func runLive(_ loaded: LoadedRules, started: ContinuousClock.Instant) throws {
        let rules = loaded.rules
        try checkOutput()
        let sink = try OutputFile(output)
        let renderer = DetectionRenderer(format.shape)
        let kept = try state.map { path throws(ServiceFailure) in try LiveStateFile(path) }
        var detection = try LiveDetection(
            rules: rules, tolerance: tolerance?.seconds ?? DisorderTolerance.usual,
            choice: try choice.choice(among: rules), explains: explain, state: kept,
            clock: { Timestamp(unixSeconds: Int64(Date.now.timeIntervalSince1970)) ?? .earliest })
        let start = detection.position
        // After a crash nobody else knows it; whoever feeds the run can ask with an empty input.
        if start.bytes > 0 {
            StandardOutput.note("going on behind record \(start.records), byte \(start.bytes) of what was fed")
        }
        for title in start.begunAnew {
            StandardOutput.note("'\(title)' or what it is made of has changed since: it begins anew")
        }
        // What goes on has had its header.
        if start.bytes == 0 { try sink.write(renderer.header) }
        let summary = try detection.run(
            reading: STDIN_FILENO, until: kept == nil ? nil : StopSignal.descriptor(), named: "-",
            render: { match, bytes in
                renderer.append(
                    rule: match.rule, record: match.record, file: match.file.path, fields: match.fields,
                    why: match.explanation, to: &bytes)
            },
            renderCorrelation: { renderer.append(CorrelationMatch($0), to: &$1) },
            write: { try sink.write($0) })
        try sink.finish()
        if kept != nil {
            let end = detection.position
            StandardOutput.note(
                "state kept behind record \(end.records), byte \(end.bytes) (before: \(start.records), \(start.bytes))")
        }
        if kept != nil, summary.unfinished > 0 {
            StandardOutput.note("not taken up: \(summary.unfinished) bytes of a record that had not ended")
        }
        for (rule, times) in summary.limitHits { Progress.note(limit: rule, times) }
        summary.correlations.note()
        if stats { tell(summary, loaded, started: started) }
        if fails(summary.levels) { throw ExitCode(1) }
    }

    private func tell(
        _ summary: LiveDetection.Summary, _ loaded: LoadedRules, started: ContinuousClock.Instant
    ) {
        let elapsed = started.duration(to: .now) / .seconds(1)
        let lines = [
            "records: \(summary.records)", "bytes: \(summary.bytes)", "matches: \(summary.matches)",
            "parse issues: \(summary.issues)",
        ]
        let rest = [
            "late for correlation: \(summary.correlations.late)", "rules loaded: \(loaded.rules.summaries.count)",
            "rules skipped: \(loaded.skipped)", "elapsed: \((elapsed * 1000).rounded() / 1000) s",
            "peak memory: \(PeakMemory.megabytes) MB",
        ]
        let swept = loaded.indicators?.lines ?? []
        for line in lines + summary.leftOut.lines + summary.correlations.lines + swept + rest {
            StandardOutput.note(line)
        }
    }
}

/// How much later than a record one may come that is earlier: `30s`, `5m`.
struct DisorderTolerance: ExpressibleByArgument {
    /// Shippers deliver within seconds, and each second is one that a correlation is told of later.
    static let usual: Int64 = 60
    /// A day: what comes later than that is no stream.
    private static let most: Int64 = 86_400

    let seconds: Int64

    init?(argument: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int64(argument.dropLast()),
            (0...Self.most / unit).contains(count)
        else { return nil }
        seconds = count * unit
    }
}

extension CorrelationMatch {
    init(_ match: DetectedCorrelation) {
        let finding = match.finding
        self.init(
            rule: match.rule, group: finding.group, met: finding.met, first: finding.first, last: finding.last,
            host: finding.host, count: finding.count, measure: finding.measure, isOver: finding.isOver,
            records: match.records.map {
                Record(
                    rule: $0.rule, moment: $0.moment, host: $0.host, file: $0.file, number: $0.number, offset: $0.offset
                )
            })
    }
}

extension CorrelationSummary {
    /// For `--stats`.
    var lines: [String] {
        let losses = losses.values.reduce(into: CorrelationLosses()) { $0 += $1 }
        return [
            "correlation matches: \(matches)", "without a time to correlate: \(undated)",
            "without a field to group by: \(losses.withoutGroup)", "without a value to count: \(losses.withoutValue)",
        ]
    }

    /// Tells of correlations that may have missed something.
    func note() {
        for (rule, losses) in losses.sorted(by: { $0.key.id < $1.key.id }) where losses.letGo > 0 {
            StandardOutput.note(
                "too much to hold: \(losses.letGo) matches were let go early: matches of '\(rule.title)' may be missing"
            )
        }
    }
}
