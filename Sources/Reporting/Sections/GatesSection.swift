import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// What keeps the case from its next state.
    static func gates(_ material: ReportMaterial) -> ReportSection {
        ReportSection(.gates, "What is missing before the next step", gateBlocks(material.incident, material.context))
    }

    private static func gateBlocks(_ incident: Case, _ context: DecisionContext) -> [ReportBlock] {
        guard let next = incident.state.next else {
            return [.paragraph("Nothing: the case is \(words: incident.state.rawValue).")]
        }
        let unmet = incident.unmetGates(in: context)
        guard !unmet.isEmpty else {
            return [.paragraph("Nothing. Every gate on the way into \(words: next.rawValue) is met.")]
        }
        let intro: ReportText =
            "The next state is \(words: next.rawValue). \(unmet.count, "gate") on the way \(unmet.count == 1 ? "is" : "are") not met:"
        return [.paragraph(intro)]
            + unmet.map { gate in
                .notice(
                    ReportNotice(
                        .warning, "\(words: gate.id): \(words: gate.statement)",
                        gate.missing.prefix(ReportLimits.rows).map { "Missing: \(value: $0)" }
                            + ["Source: \(words: gate.citation)"]))
            }
    }
}
