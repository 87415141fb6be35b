import Vocabulary

/// Everything the assessment reads, with each computer under one name. The questions about movements, systems and
/// accounts are answered from this and from nothing else, so that a better engine can replace any of them alone.
struct CaseFacts {
    /// A finding under the name of its computer.
    struct HostFinding {
        let host: String
        let sighting: FindingSighting

        var isGrave: Bool { sighting.rule.level >= .high }
    }

    let observed: ObservationCollector
    let directory: HostDirectory
    /// By computer and rule.
    let findings: [HostFinding]
    /// Processes that findings point at, by the record of their start.
    let processes: [EvidenceReference: Observation<ProcessStart>]
    /// First and last moments of grave findings, by computer.
    private let graveMoments: [String: TimeLine<EvidenceReference>]
    /// What ran where a grave finding points at, by computer.
    private let graveProcesses: [String: TimeLine<Observation<ProcessStart>>]

    init(_ observed: ObservationCollector, findings: [FindingSighting]) {
        self.observed = observed
        directory = HostDirectory(observed)
        let directory = directory
        self.findings =
            findings.map {
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
        let grave = self.findings.filter(\.isGrave)
        processes = Self.processes(observed, in: Set(self.findings.flatMap(\.sighting.evidence)))
        graveMoments = Self.moments(of: grave)
        let processes = processes
        graveProcesses = Set(grave.flatMap(\.sighting.evidence)).compactMap { processes[$0] }.sorted()
            .reduce(into: [:]) { lines, process in
                lines[directory.name(of: process.host), default: TimeLine()].append(process, at: process.time)
            }
    }

    /// A record of something grave that ran in one of the sessions, or in the account's name, within a working day or
    /// an hour after `time`.
    func graveProcess(
        on host: String, after time: Timestamp, sessions: Set<Int64>, account: AccountName?
    ) -> EvidenceReference? {
        let day = time.advanced(bySeconds: MovementWindow.findingBefore)
        return graveProcesses[host]?.between(time, day, within: 0).first { process in
            if sessions.contains(process.session) { return true }
            guard let account, let own = process.act.account, own.agrees(with: account) else { return false }
            return process.time.seconds(since: time) <= Double(MovementWindow.findingNear)
        }?.reference
    }

    /// A record of a grave finding on a computer around a span of time.
    func graveFinding(
        on host: String, from start: Timestamp, to end: Timestamp, within seconds: Int64
    ) -> EvidenceReference? {
        graveMoments[host]?.between(start, end, within: seconds).min()
    }

    /// When something grave was first found on a computer.
    func firstGrave(on host: String) -> Timestamp? { graveMoments[host]?.first }

    func name(of text: String) -> String { directory.name(of: text) }

    private static func processes(
        _ observed: ObservationCollector, in records: Set<EvidenceReference>
    ) -> [EvidenceReference: Observation<ProcessStart>] {
        guard !records.isEmpty else { return [:] }
        var processes: [EvidenceReference: Observation<ProcessStart>] = [:]
        for process in observed.processes.sorted where records.contains(process.reference) {
            if processes[process.reference] == nil { processes[process.reference] = process }
        }
        return processes
    }

    private static func moments(of findings: [HostFinding]) -> [String: TimeLine<EvidenceReference>] {
        var moments: [(String, Timestamp, EvidenceReference)] = []
        for finding in findings {
            guard let reference = finding.sighting.evidence.first else { continue }
            for time in [finding.sighting.first, finding.sighting.last].compactMap(\.self) {
                moments.append((finding.host, time, reference))
            }
        }
        var lines: [String: TimeLine<EvidenceReference>] = [:]
        for (host, time, reference) in moments.sorted(by: { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }) {
            lines[host, default: TimeLine()].append(reference, at: time)
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
