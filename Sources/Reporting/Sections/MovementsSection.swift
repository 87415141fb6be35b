import AttackKnowledge
import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// How each system was reached.
    static func movements(_ material: ReportMaterial) -> ReportSection {
        let movements = material.incident.scope.movements.enumerated()
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        var blocks: [ReportBlock] = []
        let (picture, leftOut) = MovementPicture.of(material.incident, most: MovementPicture.mostOnPage)
        if !picture.rows.isEmpty {
            blocks.append(.picture(picture))
            if leftOut > 0 {
                blocks.append(
                    .notice(
                        ReportNotice(
                            .note, "\(leftOut, "system") \(leftOut == 1 ? "is" : "are") not in the picture",
                            ["Their time is not known, or the picture is full; the tables have them."])))
            }
        }
        if movements.isEmpty {
            blocks.append(.paragraph("No movement between systems was recognised."))
        } else {
            blocks += material.table(
                caption: "Movements between systems, earliest first",
                columns: ["Time", "From", "To", "Account", "Method", "Technique", "Confidence", "Evidence"],
                rows: movements.map { movement in
                    [
                        .time(movement.time), .value(movement.from, otherwise: "not known"),
                        .value(movement.to, otherwise: "not known"), .value(movement.account, otherwise: "not known"),
                        .value(movement.method, otherwise: "not known"),
                        movement.technique.map { .technique($0, name: TechniqueTable.fullName(of: $0) ?? "") }
                            ?? .absent("none named"),
                        .share(movement.confidence), material.cite(movement.evidence),
                    ]
                })
        }
        return ReportSection(.movements, "Movements", blocks)
    }
}

extension TechniqueTable {
    /// A sub-technique's name with its technique's before it, `Remote Services: Windows Remote Management`; nil for an
    /// id that is not known.
    static func fullName(of id: TechniqueID) -> String? {
        guard let technique = technique(id) else { return nil }
        let parent = technique.id.parent
        guard parent != technique.id, let above = self.technique(parent) else { return technique.name }
        return "\(above.name): \(technique.name)"
    }
}
