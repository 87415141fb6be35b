import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// Every system the case knows of.
    static func systems(_ material: ReportMaterial) -> ReportSection {
        guard !material.systems.isEmpty else {
            return ReportSection(.systems, "Systems", [.paragraph("No system is known yet.")])
        }
        let entries = Dictionary(
            material.incident.scope.patientZero.compactMap { root in root.enteredFrom.map { (root.host, $0) } },
            uniquingKeysWith: { first, _ in first })
        let rows = material.systems.map { system -> [ReportCell] in
            let assessment = system.standing.assessment
            return [
                name(system), verdict(system),
                assessment.map { .share($0.confidence) } ?? .absent("not derived"),
                .time(assessment?.firstCompromise, otherwise: system.isTouched ? "not known" : "—"),
                .value(
                    assessment?.reachedFrom ?? entries[system.name], otherwise: system.isTouched ? "not known" : "—"),
                .value(assessment?.method, otherwise: system.isTouched ? "not known" : "—"),
                material.names(assessment?.addresses ?? [], otherwise: "none seen"),
                material.cite(assessment?.evidence ?? []),
            ]
        }
        return ReportSection(
            .systems, "Systems",
            material.table(
                caption: "Systems, worst verdict first",
                columns: [
                    "System", "Verdict", "Confidence", "First compromise", "Reached from", "Method", "Addresses",
                    "Evidence",
                ], rows: rows))
    }

    private static func name(_ system: ReportMaterial.System) -> ReportCell {
        var lines: [ReportCell] = [.text(ReportText(value: system.name))]
        if let aliases = system.standing.assessment?.aliases.prefix(ReportLimits.names), !aliases.isEmpty {
            lines.append(.text("also " + aliases.map { ReportText(value: $0) }.joined()))
        }
        if system.standing.assessment?.presence == .referenced { lines.append(.absent("known only from others' logs")) }
        return lines.count == 1 ? lines[0] : .lines(lines)
    }

    /// The verdict that holds, and whose it is.
    private static func verdict(_ system: ReportMaterial.System) -> ReportCell {
        let verdict = ReportCell.verdict(system.verdict)
        guard system.standing.judgement != nil else { return verdict }
        return .lines([
            verdict,
            .text(system.standing.isClearanceStale ? "clearance stale: newer evidence" : "by a person"),
        ])
    }
}
