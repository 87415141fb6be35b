import Vocabulary

/// Everything the assessment reads, with each computer under one name. The questions about movements, systems and
/// accounts are answered from this and from nothing else, so that a better engine can replace any of them alone.
struct CaseFacts {
    /// A finding under the name of its computer.
    struct HostFinding {
        let host: String
        let sighting: FindingSighting
        /// One of several lesser matches that together are as telling as a grave one.
        var isJoined = false

        var isGrave: Bool { isJoined || sighting.rule.level >= .high }
    }

    /// A moment of a grave finding, and in whose name it was done; nil where that is not known, or nobody's.
    struct GraveMoment {
        let record: EvidenceReference
        let account: AccountName?
    }

    let observed: ObservationCollector
    let directory: HostDirectory
    let evidence: NumberedEvidence
    /// By computer and rule.
    let findings: [HostFinding]
    /// Processes that findings point at, by the record of their start.
    let processes: [EvidenceReference: Observation<ProcessStart>]
    /// Moments of grave findings, by computer.
    private let graveMoments: [String: TimeLine<GraveMoment>]
    /// What ran where a grave finding points at, by computer.
    private let graveProcesses: [String: TimeLine<Observation<ProcessStart>>]
    /// By the number of a computer's name whether there are any of either, which nearly no computer has.
    private let hasMoments: [Bool]
    private let hasProcesses: [Bool]

    init(_ observed: ObservationCollector, findings: [FindingSighting]) {
        let directory = HostDirectory(observed)
        self.init(observed, directory, NumberedEvidence(observed, directory), findings)
    }

    /// The same, and more findings.
    func adding(_ more: [FindingSighting]) -> CaseFacts {
        CaseFacts(observed, directory, evidence, findings.map(\.sighting) + more)
    }

    private init(
        _ observed: ObservationCollector, _ directory: HostDirectory, _ evidence: NumberedEvidence,
        _ findings: [FindingSighting]
    ) {
        self.observed = observed
        self.directory = directory
        self.evidence = evidence
        let found = findings.map {
            // Evidence comes in the order it was met; sorted, it no longer depends on the order of files.
            HostFinding(
                host: $0.host.isEmpty ? "" : directory.name(of: $0.host),
                sighting: FindingSighting(
                    rule: $0.rule, host: $0.host, count: $0.count, first: $0.first, last: $0.last,
                    evidence: $0.evidence.sorted()))
        }
        .sorted {
            ($0.host, $0.sighting.rule.id, $0.sighting.host) < ($1.host, $1.sighting.rule.id, $1.sighting.host)
        }
        processes = Self.processes(evidence, in: Set(found.flatMap(\.sighting.evidence)))
        let collected = directory.entries.values.count { $0.presence == .collected }
        self.findings = JoinedFindings(processes: processes, computers: collected).joined(found)
        let grave = self.findings.filter(\.isGrave)
        graveMoments = Self.moments(of: grave, processes)
        let processes = processes
        graveProcesses = Set(grave.flatMap(\.sighting.evidence)).compactMap { processes[$0] }.sorted()
            .reduce(into: [:]) { lines, process in
                lines[directory.name(of: process.host), default: TimeLine()].append(process, at: process.time)
            }
        hasMoments = evidence.entities.marking(graveMoments.keys)
        hasProcesses = evidence.entities.marking(graveProcesses.keys)
    }

    /// Whether anything grave was found on a computer.
    func hasGrave(on host: UInt32) -> Bool { hasMoments[Int(host)] }

    /// Whether a grave finding points at something that ran on a computer.
    func hasGraveProcesses(on host: UInt32) -> Bool { hasProcesses[Int(host)] }

    /// A record of something grave that ran in one of the sessions, or in the account's name, within a working day or
    /// an hour after `time`.
    func graveProcess(
        on host: UInt32, after time: Timestamp, sessions: Set<Int64>, account: AccountName?
    ) -> EvidenceReference? {
        let day = time.advanced(bySeconds: MovementWindow.findingBefore)
        return graveProcesses[evidence.entities.names[Int(host)]]?.between(time, day, within: 0).first { process in
            if sessions.contains(process.session) { return true }
            guard let account, let own = process.act.account, own.agrees(with: account) else { return false }
            return process.time.seconds(since: time) <= Double(MovementWindow.findingNear)
        }?.reference
    }

    /// A record of a grave finding on a computer around a span of time.
    ///
    /// - Parameter account: Who is asked about: what was done in another's name says nothing of it; nil for anybody.
    func graveFinding(
        on host: String, by account: AccountName? = nil, from start: Timestamp, to end: Timestamp, within seconds: Int64
    ) -> EvidenceReference? {
        graveMoments[host]?.between(start, end, within: seconds)
            .filter { moment in
                guard let account, let own = moment.account else { return true }
                return own.agrees(with: account)
            }
            .map(\.record).min()
    }

    /// The same for a computer by the number of its name.
    func graveFinding(
        on host: UInt32, by account: AccountName? = nil, from start: Timestamp, to end: Timestamp, within seconds: Int64
    ) -> EvidenceReference? {
        guard hasGrave(on: host) else { return nil }
        return graveFinding(
            on: evidence.entities.names[Int(host)], by: account, from: start, to: end, within: seconds)
    }

    /// When something grave was first found on a computer.
    func firstGrave(on host: UInt32) -> Timestamp? {
        hasGrave(on: host) ? graveMoments[evidence.entities.names[Int(host)]]?.first : nil
    }

    func name(of text: String) -> String { directory.name(of: text) }

    private static func processes(
        _ evidence: NumberedEvidence, in references: Set<EvidenceReference>
    ) -> [EvidenceReference: Observation<ProcessStart>] {
        let records = Set(references.compactMap(evidence.records.number(of:)))
        guard !records.isEmpty else { return [:] }
        var processes: [EvidenceReference: Observation<ProcessStart>] = [:]
        for place in evidence.processes.places where records.contains(evidence.processes.record(place)) {
            let process = evidence.processes.seen[place]
            if processes[process.reference] == nil { processes[process.reference] = process }
        }
        return processes
    }

    private static func moments(
        of findings: [HostFinding], _ processes: [EvidenceReference: Observation<ProcessStart>]
    ) -> [String: TimeLine<GraveMoment>] {
        var moments: [(host: String, time: Timestamp, moment: GraveMoment)] = []
        for finding in findings {
            guard let first = finding.sighting.evidence.first else { continue }
            let ran = finding.sighting.evidence.compactMap { processes[$0] }
            for process in ran {
                let moment = GraveMoment(record: process.reference, account: process.act.account)
                moments.append((finding.host, process.time, moment))
            }
            // Where not all that matched was something that ran, only the first and the last moment are known.
            guard ran.count < finding.sighting.count else { continue }
            for time in [finding.sighting.first, finding.sighting.last].compactMap(\.self)
            where !ran.contains(where: { $0.time == time }) {
                moments.append((finding.host, time, GraveMoment(record: first, account: nil)))
            }
        }
        var lines: [String: TimeLine<GraveMoment>] = [:]
        for (host, time, moment) in moments.sorted(by: {
            ($0.host, $0.time, $0.moment.record) < ($1.host, $1.time, $1.moment.record)
        }) {
            lines[host, default: TimeLine()].append(moment, at: time)
        }
        return lines
    }
}

/// How many records a claim points at; the first in time or order are enough to check it.
let keptEvidence = 50

extension Sequence where Element == EvidenceReference {
    /// Each record once, in order, no more than ``keptEvidence``.
    var asEvidence: [EvidenceReference] { Array(Set(self).sorted().prefix(keptEvidence)) }
}

/// Probability that at least one of several independent reasons holds.
func noisyOr(_ probabilities: some Sequence<Double>) -> Double {
    1 - probabilities.reduce(1) { $0 * (1 - $1) }
}
