import Vocabulary

/// Looks on every computer for the programs that an intruder ran on some: files in folders where any user may write, by
/// path and by hash. What runs on more computers that nothing else speaks against than on those of the intruder is the
/// company's.
struct ProgramSweep {
    let facts: CaseFacts
    let sessions: IntruderSessions
    /// Computers that are most likely compromised.
    let suspects: Set<String>

    /// Most computers with programs that one sweep names.
    private static let most = 10_000
    /// What stands in place of a rule.
    private static let rule = RuleSummary(
        id: "program-sweep", title: "A program that the intruder ran elsewhere", level: .high, tags: [], source: "")

    private struct Runs {
        var onSuspects: Set<String> = []
        var elsewhere: Set<String> = []

        var isIntruders: Bool { elsewhere.count <= onSuspects.count }
    }

    /// Paths of the intruder's programs and their hashes, in small letters.
    func programs() -> Set<String> {
        var runs: [String: Runs] = [:]
        let grave = Set(facts.findings.filter(\.isGrave).flatMap(\.sighting.evidence))
        let suspected = facts.evidence.entities.marking(suspects)
        for process in facts.evidence.processes.seen(on: suspected) where ImagePath.isUserWritable(process.act.image) {
            guard grave.contains(process.reference) || sessions.hold(process) else { continue }
            for key in Self.keys(process.act) { runs[key] = Runs() }
        }
        guard !runs.isEmpty else { return [] }
        for process in writableProcesses() {
            for key in Self.keys(process.act) where runs[key] != nil {
                let host = facts.name(of: process.host)
                if suspects.contains(host) {
                    runs[key]?.onSuspects.insert(host)
                } else {
                    runs[key]?.elsewhere.insert(host)
                }
            }
        }
        return Set(runs.filter(\.value.isIntruders).keys)
    }

    /// Where they ran, beyond what findings tell already: one sighting for each computer.
    func findings(of programs: Set<String>) -> [FindingSighting] {
        guard !programs.isEmpty else { return [] }
        let known = Set(facts.findings.filter(\.isGrave).flatMap(\.sighting.evidence))
        var found: [String: FindingSighting] = [:]
        for process in writableProcesses()
        where !known.contains(process.reference) && Self.keys(process.act).contains(where: programs.contains) {
            let sighting = FindingSighting(
                rule: Self.rule, host: process.host, count: 1, first: process.time, last: process.time,
                evidence: [process.reference])
            if found[process.host]?.merge(sighting) != nil { continue }
            guard found.count < Self.most else { continue }
            found[process.host] = sighting
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// What ran from folders where any user may write; nothing else has keys.
    private func writableProcesses() -> some Sequence<Observation<ProcessStart>> {
        let processes = facts.evidence.processes
        let isWritable = processes.seen.texts.map(ImagePath.isUserWritable)
        return processes.places.lazy.filter { isWritable[Int(processes.entries[$0].act.texts[2])] }
            .map { processes.seen[$0] }
    }

    private static func keys(_ process: ProcessStart) -> [String] {
        guard ImagePath.isUserWritable(process.image) else { return [] }
        let path = process.image.lowercased()
        return process.hashes.isEmpty ? [path] : [path, process.hashes.lowercased()]
    }
}
