import AttackKnowledge
import Vocabulary

/// Finds the techniques of ATT&CK in the tags of rules that matched, and in the movements.
struct TechniqueFinder {
    let facts: CaseFacts
    let movements: [MovementFinder.Found]

    private struct Use {
        var first: Timestamp?
        var hosts: Set<String> = []
        var evidence: Set<EvidenceReference> = []
    }

    /// All techniques, in order of their ids. Rules that only inform are left out.
    func techniques() -> [TechniqueSighting] {
        var uses: [TechniqueID: Use] = [:]
        for finding in facts.findings where finding.sighting.rule.level > .informational {
            let sighting = finding.sighting
            for id in sighting.rule.techniques {
                add(to: &uses, id, at: sighting.first, on: finding.host, sighting.evidence)
            }
        }
        for found in movements {
            for id in found.method.techniques {
                add(to: &uses, id, at: found.movement.time, on: found.movement.to, found.movement.evidence)
            }
        }
        return uses.sorted { $0.key < $1.key }.map { id, use in
            TechniqueSighting(id: id, first: use.first, hosts: use.hosts.sorted(), evidence: use.evidence.asEvidence)
        }
    }

    private func add(
        to uses: inout [TechniqueID: Use], _ tagged: TechniqueID, at time: Timestamp?, on host: String,
        _ evidence: [EvidenceReference]
    ) {
        // Old rules carry ids that ATT&CK has since replaced.
        let id = TechniqueTable.replacement(of: tagged) ?? tagged
        var use = uses[id] ?? Use()
        use.first = [use.first, time].compactMap(\.self).min()
        if !host.isEmpty { use.hosts.insert(host) }
        use.evidence.formUnion(evidence.prefix(keptEvidence))
        uses[id] = use
    }
}
