import AttackKnowledge
import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// The techniques seen, from reconnaissance to impact.
    static func techniques(_ material: ReportMaterial) -> ReportSection {
        let sightings = material.techniques
        guard !sightings.isEmpty else {
            return ReportSection(.techniques, "Techniques", [.paragraph("No technique was recognised.")])
        }
        let rows = sightings.map { (sighting: $0, technique: TechniqueTable.technique($0.id)) }
        var blocks: [ReportBlock] = [
            .paragraph(
                """
                Techniques of MITRE ATT&CK by stage of the kill chain. One that serves several tactics stands with the \
                first of them.
                """)
        ]
        for stage in KillChainStage.allCases {
            let inStage = rows.filter { $0.technique?.tactics.first?.stage == stage }
            if inStage.isEmpty { continue }
            blocks.append(.heading("\(words: stage.name)"))
            blocks += table(
                inStage.map(\.sighting).sorted {
                    (tactic($0), $0.first?.ticks ?? .max, $0.id) < (tactic($1), $1.first?.ticks ?? .max, $1.id)
                }, caption: "Techniques of the stage \(words: stage.name)", material)
        }
        let unknown = rows.filter { $0.technique?.tactics.first == nil }.map(\.sighting)
        if !unknown.isEmpty {
            blocks.append(.heading("Not in the matrix"))
            blocks += table(unknown, caption: "Technique ids that the matrix does not know", material)
        }
        return ReportSection(.techniques, "Techniques", blocks)
    }

    private static func tactic(_ sighting: TechniqueSighting) -> Int {
        TechniqueTable.technique(sighting.id)?.tactics.first?.order ?? .max
    }

    private static func table(
        _ sightings: [TechniqueSighting], caption: ReportText, _ material: ReportMaterial
    ) -> [ReportBlock] {
        material.table(
            caption: caption, columns: ["Technique", "Tactic", "First seen", "Systems", "Evidence"],
            rows: sightings.map { sighting in
                let tactics = TechniqueTable.technique(sighting.id)?.tactics ?? []
                return [
                    .technique(sighting.id, name: TechniqueTable.fullName(of: sighting.id) ?? ""),
                    tactics.isEmpty
                        ? .absent("not known") : .text(tactics.map { "\(words: $0.name)" as ReportText }.joined()),
                    .time(sighting.first, otherwise: "not known"),
                    material.names(sighting.hosts, otherwise: "not known"), material.cite(sighting.evidence),
                ]
            })
    }
}

extension ReportMaterial {
    /// Every technique: those of the derived scope, and those that only a finding's rule names.
    var techniques: [TechniqueSighting] {
        let scope = incident.scope.techniques
        let known = Set(scope.map(\.id))
        var others: [TechniqueID: TechniqueSighting] = [:]
        for sighting in incident.findings.map(\.sighting) {
            for id in sighting.rule.techniques where !known.contains(id) {
                var merged = others[id] ?? TechniqueSighting(id: id, first: nil, hosts: [], evidence: [])
                merged.first = [merged.first, sighting.first].compactMap(\.self).min()
                if !sighting.host.isEmpty, !merged.hosts.contains(sighting.host) { merged.hosts.append(sighting.host) }
                merged.evidence += sighting.evidence
                others[id] = merged
            }
        }
        return scope + others.values.sorted { $0.id < $1.id }
    }
}
