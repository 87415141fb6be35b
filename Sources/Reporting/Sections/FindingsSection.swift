import AttackKnowledge
import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// Every finding, most serious first.
    static func findings(_ material: ReportMaterial) -> ReportSection {
        let findings = material.incident.findings.sorted { left, right in
            if left.sighting.rule.level != right.sighting.rule.level {
                return left.sighting.rule.level > right.sighting.rule.level
            }
            return (left.sighting.first?.ticks ?? .max, left.id) < (right.sighting.first?.ticks ?? .max, right.id)
        }
        let blocks: [ReportBlock] =
            findings.isEmpty
            ? [.paragraph("No rule matched any record.")]
            : material.table(
                caption: "Findings, most serious first",
                columns: [
                    "Finding", "Severity", "Rule", "System", "Matches", "First and last", "Techniques", "Evidence",
                ],
                rows: findings.map { finding in
                    let sighting = finding.sighting
                    return [
                        .text("\(words: finding.id.description)"), .severity(sighting.rule.level),
                        .value(sighting.rule.title, otherwise: "untitled"),
                        .value(sighting.host, otherwise: "not named"), .number(sighting.count),
                        span(sighting),
                        material.techniqueCells(sighting.rule.techniques),
                        material.cite(sighting.evidence, total: sighting.count),
                    ]
                })
        return ReportSection(.findings, "Findings", blocks)
    }

    private static func span(_ sighting: FindingSighting) -> ReportCell {
        guard let first = sighting.first, let last = sighting.last else { return .absent("not known") }
        return first == last ? .time(first) : .lines([.time(first), .time(last)])
    }
}

extension ReportMaterial {
    /// Techniques under one another.
    func techniqueCells(_ ids: [TechniqueID]) -> ReportCell {
        let cells = ids.prefix(ReportLimits.names).map {
            ReportCell.technique($0, name: TechniqueTable.fullName(of: $0) ?? "")
        }
        return cells.isEmpty ? .absent("—") : cells.count == 1 ? cells[0] : .lines(cells)
    }
}
