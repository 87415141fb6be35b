import CaseLifecycle
import Detection
import EvidenceParsing
import Investigation
import Vocabulary

/// Parses sealed evidence, matches rules, and collects what an investigation needs.
struct IngestionPipeline: Sendable {
    /// What reading one evidence file gave, or one entry of a container.
    struct FileResult: Sendable {
        enum Reading: Sendable {
            case file(EvidenceReading)
            case entry(EvidenceEntry, of: EvidenceID)
        }

        let reading: Reading
        /// One for each rule or indicator, and host, in the order they were first met.
        let sightings: [FindingSighting]

        /// The file that was read; nil for an entry none of whose bytes could be had.
        var evidence: EvidenceID? {
            switch reading {
            case .file(let reading): reading.evidence
            case .entry(let entry, _): entry.reading?.evidence
            }
        }
    }

    /// How far a run has come.
    struct State: Sendable {
        var observations: CaseObservations
        var current: FileAccumulator?
        /// Files that are read but not yet committed.
        var finished: [FileResult] = []
        var bytes = 0
        private var committedBytes = 0
        var records = 0
        var limitHits: [RuleSummary: Int] = [:]
        /// Files that could not be read, or not to their end: nothing of them counts.
        var unreadable: [EvidenceID: ServiceFailure] = [:]
        var correlations: CorrelatedEvidence

        init(observations: CaseObservations, scratch: String) {
            self.observations = observations
            correlations = CorrelatedEvidence(in: scratch)
        }

        mutating func finish(_ result: FileResult, _ commit: ([FileResult]) throws -> Void) throws {
            finished.append(result)
            guard
                finished.count >= IngestionPipeline.filesPerCommit
                    || bytes - committedBytes >= IngestionPipeline.bytesPerCommit
            else { return }
            try commit(finished)
            finished = []
            committedBytes = bytes
        }
    }

    /// The results of the file that is being read.
    struct FileAccumulator: Sendable {
        private(set) var evidence: EvidenceID
        var observations: ObservationCollector
        var records = 0
        var issueCount = 0
        var account: EvidenceAccount? = EvidenceAccount()
        var issues: [ParseIssue] = []
        var order: [SightingKey] = []
        var sightings: [SightingKey: FindingSighting] = [:]

        init(_ evidence: EvidenceID, defaultHost: String?) {
            self.evidence = evidence
            observations = ObservationCollector(evidence: evidence, defaultHost: defaultHost)
        }
    }

    struct SightingKey: Hashable, Sendable {
        let rule: Int
        let host: String
    }

    /// Files whose results are committed together: enough to make the cost of a commit small, which grows with the case,
    /// and fewer than a process may hold open.
    static let filesPerCommit = 256
    /// Bytes of files after which results are committed, so that little work is lost when the run is ended.
    static let bytesPerCommit = 256 << 20

    let rules: RuleSet
    let pipeline: EvidencePipeline
    /// Takes what is read into the index of the case; nil where that is not wanted.
    var index: IndexingRun?

    private struct Worker: ~Copyable {
        var matcher: CountedMatcher
        var index: IndexWorker?
    }

    /// Reads sealed files.
    ///
    /// - Parameters:
    ///   - observations: What was observed before.
    ///   - detects: False to collect observations alone, for evidence whose findings are known.
    ///   - progress: Told the bytes and records read so far.
    ///   - commit: Takes the results of up to ``filesPerCommit`` files, in order. An error ends the run.
    ///   - correlated: Takes what correlations found in all of these files together.
    ///   - limits: Told, at the end, how often the regular expressions of a rule reached their limits.
    ///   - unreadable: Told, at the end, which files could not be read to their end; nothing that they hold was counted.
    /// - Returns: What was observed before and over all these files.
    func run(
        over files: [EvidenceFile], addingTo observations: consuming CaseObservations = CaseObservations(),
        detects: Bool,
        progress: @escaping @Sendable (_ bytes: Int, _ records: Int) -> Void = { _, _ in },
        commit: @escaping @Sendable ([FileResult]) throws -> Void = { _ in },
        correlated: ([FindingSighting]) throws -> Void = { _ in },
        limits: (_ hits: [RuleSummary: Int]) -> Void = { _ in },
        unreadable: (_ failures: [EvidenceID: ServiceFailure]) throws -> Void
    ) async throws -> CaseObservations {
        let rules = rules
        let index = index
        var state = try await pipeline.run(
            over: files, state: State(observations: observations, scratch: pipeline.scratch),
            makeWorker: { Worker(matcher: CountedMatcher(rules), index: index?.makeWorker()) },
            process: { worker, file, _, parsed in
                var found: [RuleMatch] = []
                var occurrences = CorrelationPortion()
                if detects {
                    occurrences = worker.matcher.matcher.matchKeeping(parsed.batch, byPlace: true) { match in
                        if rules.isShown(match.rule) { found.append(match) }
                    }
                }
                let piece = worker.index?.add(parsed.batch, of: file)
                return (
                    parsed: parsed, found: found, occurrences: occurrences, limitHits: worker.matcher.newLimitHits(),
                    piece: piece
                )
            },
            accept: { state, delivery in
                switch delivery {
                case .portion(let file, let bytes, let product):
                    guard let id = file.id ?? file.container else { return }
                    var current = state.current ?? FileAccumulator(id, defaultHost: file.host)
                    state.current = nil
                    if let piece = product.piece { index?.settle(piece, firstRecord: current.records) }
                    try state.correlations.add(product.occurrences, of: file, firstRecord: current.records)
                    current.add(product.parsed, found: product.found, rules: rules, defaultHost: file.host)
                    state.current = current
                    state.bytes += bytes
                    state.limitHits.merge(product.limitHits, uniquingKeysWith: +)
                    state.records += product.parsed.batch.count
                    progress(state.bytes, state.records)
                case .end(let file, let ending):
                    guard let id = file.id else { return }
                    var current = state.current ?? FileAccumulator(id, defaultHost: file.host)
                    state.current = nil
                    current.assign(id)
                    state.correlations.end(file, id)
                    index?.end(file, id: id, records: current.records)
                    if current.records > 0 { state.observations.add(current.observations) }
                    try state.finish(current.result(of: file, ending), commit)
                case .missed(let entry, let issue):
                    guard let container = entry.container, let name = entry.entryName else { return }
                    let missed = EvidenceEntry(name: name, bytes: 0, reading: nil, problem: issue)
                    try state.finish(FileResult(reading: .entry(missed, of: container), sightings: []), commit)
                case .failed(let file, let failure):
                    guard let id = file.id else { throw failure }
                    state.current = nil
                    state.unreadable[id] = failure
                }
            }, finish: { $0.index?.finish() })
        try commit(state.finished)
        let sightings = try state.correlations.sightings(rules)
        if !sightings.isEmpty { try correlated(sightings) }
        limits(state.limitHits)
        if !state.unreadable.isEmpty { try unreadable(state.unreadable) }
        return state.observations
    }
}

extension IngestionPipeline.FileAccumulator {
    /// Adds what one portion held; portions come in file order.
    mutating func add(_ parsed: ParsedPortion, found: [RuleMatch], rules: RuleSet, defaultHost: String?) {
        observations.observe(parsed.batch, firstRecord: records)
        for match in found {
            let host = match.record.host?.text ?? ""
            let key = IngestionPipeline.SightingKey(rule: match.rule, host: host.isEmpty ? defaultHost ?? "" : host)
            let sighting = FindingSighting(
                rule: rules.summary(of: match.rule), host: key.host, count: 1, first: match.record.moment,
                last: match.record.moment,
                evidence: [EvidenceReference(evidence: evidence, record: records + match.record.index)])
            if sightings[key]?.merge(sighting) == nil {
                order.append(key)
                sightings[key] = sighting
            }
        }
        records += parsed.batch.count
        issueCount += parsed.issues.count
        if let more = parsed.account { account?.add(more) } else { account = nil }
        issues += parsed.issues.prefix(EvidenceReading.keptIssues - issues.count)
    }

    /// Says which file it was, which of an entry of a container is known only now.
    mutating func assign(_ id: EvidenceID) {
        guard id != evidence else { return }
        evidence = id
        observations.assign(id)
        sightings = sightings.mapValues { $0.of(id) }
    }

    func result(of file: EvidenceFile, _ ending: EvidenceEnding) -> IngestionPipeline.FileResult {
        let reading = EvidenceReading(
            evidence: evidence, format: ending.format, records: records, issueCount: issueCount, issues: issues,
            account: ending.account(account), unread: ending.unread,
            computers: records > 0 ? observations.computers : nil,
            writers: records > 0 ? observations.writers : nil)
        let found = order.compactMap { sightings[$0] }
        guard let container = file.container, let name = file.entryName else {
            return IngestionPipeline.FileResult(reading: .file(reading), sightings: found)
        }
        // What holds for the whole container is said of that.
        let entry = EvidenceEntry(
            name: name, bytes: ending.bytes, reading: reading, problem: ending.rest,
            host: file.isNamedInContainer ? file.host : nil, hostSource: file.isNamedInContainer ? file.hostSource : nil
        )
        return IngestionPipeline.FileResult(reading: .entry(entry, of: container), sightings: found)
    }
}

extension IngestionPipeline {
    /// What a case is told of results. What another run has read by now, or what lies in several places, is not counted
    /// twice.
    static func commands(for results: [FileResult], in incident: Case) -> [CaseCommand] {
        var commands: [CaseCommand] = []
        var seen: Set<EvidenceID> = []
        var sightings: [FindingSighting] = []
        var entries: [EvidenceEntry] = []
        for (place, result) in results.enumerated() {
            if let id = result.evidence, !incident.hasRead(id), seen.insert(id).inserted {
                sightings += result.sightings
            }
            switch result.reading {
            case .file(let reading):
                if incident.readings[reading.evidence] == nil { commands.append(.recordReading(reading)) }
            case .entry(let entry, let container):
                entries.append(entry)
                if case .entry(_, container)? = results.dropFirst(place + 1).first?.reading { continue }
                commands.append(.recordEntries(container, entries))
                entries = []
            }
        }
        return sightings.isEmpty ? commands : commands + [.recordFindings(sightings)]
    }
}
