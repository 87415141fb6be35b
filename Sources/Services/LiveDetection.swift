package import Detection
import EvidenceParsing
import Foundation
package import Vocabulary

/// Matches rules against JSON lines as they come, for as long as they do.
///
/// Matches of rules are told at once. Correlations need the order of time, and records come a little out of it: what
/// happened is held until records have come that are later by the tolerance, or until none has come for as long. What comes
/// later than that is still matched, but not correlated, and counted.
package struct LiveDetection: ~Copyable {
    /// What a run met.
    package struct Summary: Sendable {
        package var records = 0
        package var bytes = 0
        package var matches = 0
        package var issues = 0
        /// The matches that are shown, by the level of their rules.
        package var levels: [Severity: Int] = [:]
        package var leftOut = MatchesLeftOut()
        package var limitHits: [RuleSummary: Int] = [:]
        package var correlations = CorrelationSummary()
    }

    /// Bytes that are read at a time, at most.
    private static let blockLength = 1 << 20
    /// Matches that wait for their order, at most; of more, the earliest do not wait any longer.
    private static let waitingLimit = 100_000

    private let rules: RuleSet
    private let tolerance: Int64
    /// For how long the input may be quiet before what waits is correlated, in milliseconds.
    private let patience: Int32
    private let parser = JSONLinesParser()
    private var worker: MatchWorker
    private var allow: AllowMatcher
    private var correlator: Correlator
    private var waiting = EarliestFirst(Occurrence.precedes)
    private var latest = Int64.min
    private var summary = Summary()
    private let choice: MatchChoice
    private let clock: () -> Timestamp

    /// - Parameters:
    ///   - tolerance: How much later than a record one may come that is earlier, in seconds of the records' own time.
    ///   - choice: Which matches are shown.
    ///   - explains: Whether it is told why each matches, which takes rules that were loaded for it.
    ///   - clock: The present moment: records that are later than it by more than the tolerance hurry nothing.
    package init(
        rules: RuleSet, tolerance: Int64, choice: MatchChoice = MatchChoice(), explains: Bool = false,
        clock: @escaping () -> Timestamp
    ) {
        self.clock = clock
        self.rules = rules
        self.tolerance = tolerance * Timestamp.ticksPerSecond
        patience = Int32(min(max(1, tolerance), 2_000_000) * 1_000)
        self.choice = choice
        allow = AllowMatcher(choice.allowed)
        let wanted = rules.rules.map { $0.isShown && choice.wants($0.summary) }
        worker = MatchWorker(rules, choice, wanted: wanted, explains: explains)
        correlator = rules.makeCorrelator(announces: true)
    }

    /// Reads to the end of the input.
    ///
    /// - Parameters:
    ///   - descriptor: Of the input, which stays open.
    ///   - name: What it is called in matches.
    ///   - render: Appends a match to a buffer.
    ///   - renderCorrelation: Appends a match of a correlation: once when it is met, and once more when it is over and has
    ///     grown since.
    ///   - write: Takes finished bytes, whenever there are any.
    /// - Throws: ``ServiceFailure`` where the input cannot be read.
    package mutating func run(
        reading descriptor: Int32, named name: String, render: (DetectedMatch, inout [UInt8]) -> Void,
        renderCorrelation: (DetectedCorrelation, inout [UInt8]) -> Void, write: ([UInt8]) throws -> Void
    ) throws -> Summary {
        let file = EvidenceFile(path: name, name: name)
        var window: [UInt8] = []
        var offset: UInt64 = 0
        var isLast = false
        while !isLast {
            if waiting.count > 0, !Self.hasMore(descriptor, within: patience) {
                var output: [UInt8] = []
                settleQuietly(name, renderCorrelation, &output)
                if !output.isEmpty { try write(output) }
                continue
            }
            let block = try Self.read(descriptor)
            isLast = block.isEmpty
            window += block
            summary.bytes += block.count
            // What is there is looked at, however little it is.
            while !window.isEmpty {
                let length = parser.portionLength(of: window[...], at: offset, isLast: isLast)
                guard length > 0 else { break }
                let portion = EvidencePortion(bytes: Array(window[..<length]), offset: offset)
                window.removeFirst(length)
                offset += UInt64(length)
                var output: [UInt8] = []
                take(parser.parse(portion), of: file, render, renderCorrelation, &output)
                if !output.isEmpty { try write(output) }
            }
        }
        var output: [UInt8] = []
        settle(to: Int64.max, name, renderCorrelation, &output)
        if !output.isEmpty { try write(output) }
        summary.correlations.note(correlator, rules)
        return summary
    }

    private mutating func take(
        _ parsed: ParsedPortion, of file: EvidenceFile, _ render: (DetectedMatch, inout [UInt8]) -> Void,
        _ renderCorrelation: (DetectedCorrelation, inout [UInt8]) -> Void, _ output: inout [UInt8]
    ) {
        summary.records += parsed.batch.count
        summary.issues += parsed.issues.count
        var levels: [Severity: Int] = [:]
        let (shown, portion, leftOut) = worker.matches(in: parsed.batch, of: file) { match in
            levels[match.rule.level, default: 0] += 1
            render(match, &output)
        }
        summary.matches += shown
        summary.levels.merge(levels, uniquingKeysWith: +)
        summary.leftOut += leftOut
        summary.limitHits.merge(worker.newLimitHits(), uniquingKeysWith: +)
        summary.correlations.undated += portion.undated
        for one in portion.occurrences {
            // What is settled cannot be changed any more.
            guard one.ticks >= correlator.settled else {
                summary.correlations.late += 1
                continue
            }
            waiting.insert(one)
        }
        // Records of any kind tell how late it is, but those from a clock that is wrong.
        let future = clock().ticks + tolerance
        for record in parsed.batch.rows where record.ticks <= future { latest = max(latest, record.ticks) }
        if latest > Int64.min { settle(to: latest - tolerance, file.path, renderCorrelation, &output) }
    }

    /// Correlates what waits, where no record comes that would be later: who has done what they came for is quiet.
    ///
    /// Records of the latest moment that come after it are late. What has a time to come waits until that is past.
    private mutating func settleQuietly(
        _ name: String, _ render: (DetectedCorrelation, inout [UInt8]) -> Void, _ output: inout [UInt8]
    ) {
        if latest > Int64.min { settle(to: latest + 1, name, render, &output) }
        let past = clock().ticks - tolerance
        if let next = waiting.first, next.ticks < past { settle(to: past, name, render, &output) }
    }

    /// Correlates what happened before a moment.
    private mutating func settle(
        to ticks: Int64, _ name: String, _ render: (DetectedCorrelation, inout [UInt8]) -> Void,
        _ output: inout [UInt8]
    ) {
        var findings: [CorrelationFinding] = []
        while let next = waiting.first, next.ticks < ticks || waiting.count > Self.waitingLimit {
            if let first = waiting.popFirst() { correlator.add(first) { findings.append($0) } }
        }
        if ticks == Int64.max {
            correlator.finish { findings.append($0) }
        } else {
            correlator.advance(to: ticks) { findings.append($0) }
        }
        for finding in findings {
            let correlation = rules.correlations[finding.correlation]
            guard correlation.isShown, choice.wants(correlation.summary), finding.count > finding.toldCount else {
                continue
            }
            let isFirst = finding.toldCount == 0
            guard choice.wants(finding.met) else {
                if isFirst { summary.leftOut.outsideRange += 1 }
                continue
            }
            guard !allow.allows(correlation.summary, group: finding.group) else {
                if isFirst { summary.leftOut.allowed += 1 }
                continue
            }
            if isFirst {
                summary.levels[correlation.summary.level, default: 0] += 1
                summary.correlations.matches += 1
                summary.matches += 1
            }
            render(DetectedCorrelation(finding, rules, files: [name]), &output)
        }
    }

    /// Whether there is something to read, or the end, within some milliseconds.
    private static func hasMore(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&asked, 1, milliseconds) != 0
    }

    private static func read(_ descriptor: Int32) throws(ServiceFailure) -> [UInt8] {
        var failure: Int32 = 0
        let block = [UInt8](unsafeUninitializedCapacity: blockLength) { buffer, filled in
            var count = 0
            repeat {
                count = Foundation.read(descriptor, buffer.baseAddress, blockLength)
            } while count < 0 && errno == EINTR
            if count < 0 { failure = errno }
            filled = max(0, count)
        }
        guard failure == 0 else {
            throw ServiceFailure(code: "unreadable", subject: "-", cause: String(cString: strerror(failure)))
        }
        return block
    }
}
