import Vocabulary

/// Finds the programs the intruder used, in the process records that findings point at and, for well-known tools, on
/// every computer under suspicion.
struct ToolFinder {
    let facts: CaseFacts
    let systems: [SystemAssessment]

    private struct Key: Hashable, Comparable {
        let name: String
        let kind: ToolSighting.Kind
        static func < (left: Self, right: Self) -> Bool {
            (left.name, left.kind.rawValue) < (right.name, right.kind.rawValue)
        }
    }

    private struct Use {
        var hashes: Set<String> = []
        var hosts: Set<String> = []
        var evidence: Set<EvidenceReference> = []
    }

    /// Hashes kept of one program; a program rebuilt for every victim has a few.
    private static let keptHashes = 50

    /// All programs, in order of their names.
    func tools() -> [ToolSighting] {
        var uses: [Key: Use] = [:]
        for finding in facts.findings where finding.sighting.rule.level >= .medium {
            for reference in finding.sighting.evidence {
                guard let process = facts.processes[reference] else { continue }
                if let key = key(process.act, isGrave: finding.isGrave) { add(process, to: &uses[key, default: Use()]) }
            }
        }
        let suspected = facts.evidence.entities.marking(systems.filter { $0.verdict != .unknown }.map(\.name))
        for process in facts.evidence.processes.seen(on: suspected) {
            if let key = key(process.act, isGrave: false) { add(process, to: &uses[key, default: Use()]) }
        }
        // Security 4688 does not tell the name a program was built with, so one renamed tool can look like two programs.
        for (key, use) in uses where key.kind == .malware {
            guard var tool = uses[Key(name: key.name, kind: .tool)] else { continue }
            tool.hashes.formUnion(use.hashes)
            tool.hosts.formUnion(use.hosts)
            tool.evidence.formUnion(use.evidence)
            uses[Key(name: key.name, kind: .tool)] = tool
            uses[key] = nil
        }
        return uses.sorted { $0.key < $1.key }.map { key, use in
            ToolSighting(
                name: key.name, kind: key.kind, hashes: Array(use.hashes.sorted().prefix(Self.keptHashes)),
                hosts: use.hosts.sorted(), evidence: use.evidence.asEvidence)
        }
    }

    private func key(_ process: ProcessStart, isGrave: Bool) -> Key? {
        if ToolTable.tool(image: process.image, originalName: process.originalName) != nil {
            return Key(name: ImagePath.base(process.image), kind: .tool)
        }
        guard isGrave, ImagePath.isUserWritable(process.image) else { return nil }
        return Key(name: ImagePath.base(process.image), kind: .malware)
    }

    private func add(_ process: Observation<ProcessStart>, to use: inout Use) {
        use.hosts.insert(facts.name(of: process.host))
        if use.evidence.count < 10 * keptEvidence { use.evidence.insert(process.reference) }
        guard use.hashes.count < 10 * Self.keptHashes else { return }
        for hash in process.act.hashes.split(separator: ",") where hash.contains("=") {
            use.hashes.insert(String(hash))
        }
    }
}
