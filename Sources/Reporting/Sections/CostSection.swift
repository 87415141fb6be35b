import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// What the incident cost: known, range, net, hours, and what has no price yet.
    static func cost(_ material: ReportMaterial) -> ReportSection {
        let summary = CostSummary(material.incident.costs)
        let blocks =
            figures(summary, material) + hours(summary, material) + unpriced(summary, material)
            + estimates(summary, material)
        return ReportSection(.cost, "Cost", blocks.isEmpty ? [.paragraph("No cost was recorded.")] : blocks)
    }

    private static func figures(_ summary: CostSummary, _ material: ReportMaterial) -> [ReportBlock] {
        guard !summary.currencies.isEmpty else { return [] }
        return material.table(
            caption: "Each currency for itself",
            columns: ["Known", "Recovered", "Net", "At least", "At most", "Ransom demanded"],
            rows: summary.currencies.map { figures in
                [
                    money(figures.gross), money(figures.recovered), money(figures.net), money(figures.lowest),
                    figures.highest.map(money) ?? .absent("no upper bound"),
                    figures.demanded.map(money) ?? .absent("none"),
                ]
            })
    }

    private static func hours(_ summary: CostSummary, _ material: ReportMaterial) -> [ReportBlock] {
        guard summary.seconds > 0 else { return [] }
        let rows = summary.hoursByStage.map { [ReportCell.text("\(words: $0.name)"), span($0.seconds)] }
        return material.table(
            caption: "Labour by stage of handling", columns: ["Stage", "Time"],
            rows: rows + [[.text("all"), span(summary.seconds)]])
    }

    private static func unpriced(_ summary: CostSummary, _ material: ReportMaterial) -> [ReportBlock] {
        guard !summary.unpriced.isEmpty else { return [] }
        return material.table(
            caption: "Without a price, and in no figure above", columns: ["Row", "What", "From"],
            rows: summary.unpriced.map {
                [
                    .text("\(words: $0.id.description)"), .value($0.row.item.name, otherwise: "not said"),
                    .value($0.row.source, otherwise: "not said"),
                ]
            })
    }

    private static func estimates(_ summary: CostSummary, _ material: ReportMaterial) -> [ReportBlock] {
        let estimates = [("First", summary.initialEstimate), ("Last", summary.finalEstimate)].compactMap {
            name, estimate in estimate.map { (name, $0) }
        }
        guard !estimates.isEmpty else { return [] }
        return material.table(
            caption: "What the whole was thought to cost",
            columns: ["Estimate", "Time", "At least", "At most", "Because"],
            rows: estimates.map { name, estimate in
                [
                    .text("\(words: name)"), .time(estimate.stamp.time), money(estimate.lowest),
                    money(estimate.highest), .value(estimate.reason, otherwise: "not said"),
                ]
            })
    }

    private static func money(_ money: Money) -> ReportCell { .text("\(words: money.description)") }

    private static func span(_ seconds: Int) -> ReportCell {
        .text("\(words: Figures.span(seconds: Double(seconds)))")
    }
}
