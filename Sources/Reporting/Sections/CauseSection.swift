import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// How the incident began, as a person stated it.
    static func cause(_ material: ReportMaterial) -> ReportSection {
        guard let cause = material.incident.review.cause else {
            return ReportSection(.cause, "Cause", [.paragraph("Nobody has stated the cause yet.")])
        }
        let by: ReportText = "\(value: material.dossier.organisation.name(of: cause.stamp.actor)), \(cause.stamp.time)"
        switch cause.content {
        case .undeterminable(let reason, let missing):
            return ReportSection(
                .cause, "Cause",
                [
                    .paragraph("The cause cannot be determined."), .quotation(reason, by: by),
                    .facts([ReportFact("Evidence that is missing", material.names(missing, otherwise: "not named"))]),
                ])
        case .stated(let statement):
            return ReportSection(
                .cause, "Cause",
                [
                    .quotation(statement.text, by: by),
                    .facts([ReportFact("Attack vector", .text("\(words: statement.vector.rawValue)"))]),
                ] + roots(statement, material) + alternatives(statement, material))
        }
    }

    private static func roots(_ statement: CauseStatement, _ material: ReportMaterial) -> [ReportBlock] {
        material.table(
            caption: "The first systems compromised", columns: ["System", "Since", "How", "Evidence"],
            rows: statement.roots.map { root in
                let derived = material.incident.systems[root.system]?.assessment?.firstCompromise
                return [
                    .value(root.system, otherwise: "not named"), .time(root.since ?? derived, otherwise: "not known"),
                    .value(root.reason, otherwise: "not said"),
                    material.names(root.evidence.map(\.description), otherwise: "none"),
                ]
            })
    }

    private static func alternatives(_ statement: CauseStatement, _ material: ReportMaterial) -> [ReportBlock] {
        let table =
            statement.alternatives.isEmpty
            ? []
            : material.table(
                caption: "Other explanations, most likely first", columns: ["Explanation", "What speaks against it"],
                rows: statement.alternatives.map {
                    [.value($0.text, otherwise: "not said"), .value($0.reason, otherwise: "not said")]
                })
        guard let why = statement.whyFewerAlternatives else { return table }
        return table + [.paragraph("Fewer than three were weighed: \(value: why)")]
    }
}
