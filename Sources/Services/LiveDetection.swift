package import Detection
import EvidenceParsing
import Foundation
package import Vocabulary

/// Matches rules against JSON lines as they come, for as long as they do.
///
/// Matches of rules are told at once. Correlations need the order of time, and records come a little out of it: what
/// happened is held until records have come that are later by the tolerance, or until none has come for as long. What comes
/// later than that is still matched, but not correlated, and counted.
///
/// With a ``LiveStateFile`` the end of the input is a pause: what waits and what is in the spans of correlations is kept, and
/// the next run goes on from there as if there had been one.
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
        /// Bytes of the input behind the last record that ends: of one that was stopped within.
        package var unfinished = 0
    }

    /// How far runs that share a state have come.
    package struct Position: Sendable {
        package fileprivate(set) var records: UInt64 = 0
        package fileprivate(set) var bytes: UInt64 = 0
        /// The titles of correlations that begin anew, since their rules, or the names of their fields, have changed.
        package fileprivate(set) var begunAnew: [String] = []
    }

    /// How long what is new may be kept in memory only, in seconds: that much is to be read again after a crash.
    private static let checkpointSeconds: Int64 = 10
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
    private let state: LiveStateFile?
    /// The end of the last record that was taken up.
    package private(set) var position = Position()
    /// When the state was kept last; nil where nothing is new since.
    private var unkeptSince: Timestamp?

    /// - Parameters:
    ///   - tolerance: How much later than a record one may come that is earlier, in seconds of the records' own time.
    ///   - choice: Which matches are shown.
    ///   - explains: Whether it is told why each matches, which takes rules that were loaded for it.
    ///   - clock: The present moment: records that are later than it by more than the tolerance hurry nothing.
    ///   - state: Where what must be known to go on is kept; nil for a run that ends with its input.
    /// - Throws: ``ServiceFailure`` for a state that cannot be read, or is none.
    package init(
        rules: RuleSet, tolerance: Int64, choice: MatchChoice = MatchChoice(), explains: Bool = false,
        state: LiveStateFile? = nil, clock: @escaping () -> Timestamp
    ) throws(ServiceFailure) {
        self.state = state
        self.clock = clock
        self.rules = rules
        self.tolerance = tolerance * Timestamp.ticksPerSecond
        patience = Int32(min(max(1, tolerance), 2_000_000) * 1_000)
        self.choice = choice
        allow = AllowMatcher(choice.allowed)
        let wanted = rules.rules.map { $0.isShown && choice.wants($0.summary) }
        worker = MatchWorker(rules, choice, wanted: wanted, explains: explains)
        correlator = rules.makeCorrelator(announces: true)
        if let state, let bytes = try state.read() {
            do {
                try takeUp(bytes)
            } catch {
                throw state.damaged
            }
        }
    }

    /// Reads to the end of the input, or until it is told to stop.
    ///
    /// - Parameters:
    ///   - descriptor: Of the input, which stays open.
    ///   - stop: A descriptor that can be read from as soon as the run is to stop: it ends behind the last whole record.
    ///   - name: What it is called in matches.
    ///   - render: Appends a match to a buffer.
    ///   - renderCorrelation: Appends a match of a correlation: once when it is met, and once more when it is over and has
    ///     grown since.
    ///   - write: Takes finished bytes, whenever there are any. What it took is not told again by a run that goes on.
    /// - Throws: ``ServiceFailure`` where the input cannot be read or the state not be kept.
    package mutating func run(
        reading descriptor: Int32, until stop: Int32? = nil, named name: String,
        render: (DetectedMatch, inout [UInt8]) -> Void, renderCorrelation: (DetectedCorrelation, inout [UInt8]) -> Void,
        write: ([UInt8]) throws -> Void
    ) throws -> Summary {
        let file = EvidenceFile(path: name, name: name)
        let input = LiveInput(descriptor: descriptor, stop: stop)
        var window: [UInt8] = []
        var isLast = false
        reading: while !isLast {
            switch try input.next(within: timeToWait) {
            case .stop: break reading
            case .quiet:
                var output: [UInt8] = []
                if waiting.count > 0 {
                    settleQuietly(name, renderCorrelation, &output)
                    unkeptSince = unkeptSince ?? clock()
                }
                if !output.isEmpty { try write(output) }
                try keep()
                continue
            // With a state the end is a pause: what has not ended by then may go on when the next run is fed.
            case .end where state != nil: break reading
            case .end: isLast = true
            case .bytes(let block):
                window += block
                summary.bytes += block.count
            }
            // What is there is looked at, however little it is.
            while !window.isEmpty {
                let length = parser.portionLength(of: window[...], at: position.bytes, isLast: isLast)
                guard length > 0 else { break }
                let portion = EvidencePortion(bytes: Array(window[..<length]), offset: position.bytes)
                window.removeFirst(length)
                var output: [UInt8] = []
                take(parser.parse(portion), of: file, render, renderCorrelation, &output)
                if !output.isEmpty { try write(output) }
                position.bytes += UInt64(length)
                if unkeptSince == nil { unkeptSince = clock() }
                if let since = unkeptSince, since.advanced(bySeconds: Self.checkpointSeconds) <= clock() {
                    try keep()
                }
            }
        }
        summary.unfinished = window.count
        if state != nil {
            try keep()
        } else {
            var output: [UInt8] = []
            settle(to: Int64.max, name, renderCorrelation, &output)
            if !output.isEmpty { try write(output) }
        }
        summary.correlations.note(correlator, rules)
        return summary
    }

    /// For how long the input may be quiet, in milliseconds; nil for ever.
    private var timeToWait: Int32? {
        if waiting.count > 0 { return patience }
        return state != nil && unkeptSince != nil ? Int32(Self.checkpointSeconds * 1_000) : nil
    }

    // MARK: State

    /// Keeps what must be known to go on, where there is anything new.
    private mutating func keep() throws(ServiceFailure) {
        guard let state, unkeptSince != nil else { return }
        var written = StateWriter(rules)
        written.add(position.records)
        written.add(position.bytes)
        written.add(latest)
        written.add(waiting.count)
        for one in waiting.elements { written.add(one) }
        correlator.encode(to: &written, of: rules)
        try state.write(written.bytes)
        unkeptSince = nil
    }

    private mutating func takeUp(_ bytes: [UInt8]) throws(DamagedState) {
        var kept = try StateReader(bytes, of: rules)
        position.records = UInt64(try kept.tally())
        position.bytes = UInt64(try kept.tally())
        latest = try kept.ticks()
        for _ in 0..<(try kept.count(elementSize: 1)) {
            // Of rules that are no more, and so of correlations that are told of below.
            if let one = try kept.occurrence() { waiting.insert(one) }
        }
        position.begunAnew = try correlator.decode(from: &kept, of: rules)
        guard kept.isAtEnd else { throw DamagedState() }
    }

    private mutating func take(
        _ parsed: ParsedPortion, of file: EvidenceFile, _ render: (DetectedMatch, inout [UInt8]) -> Void,
        _ renderCorrelation: (DetectedCorrelation, inout [UInt8]) -> Void, _ output: inout [UInt8]
    ) {
        summary.records += parsed.batch.count
        position.records += UInt64(parsed.batch.count)
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
}
