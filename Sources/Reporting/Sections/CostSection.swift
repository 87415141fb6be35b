import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// What the incident cost: what is known, the range, and what has no price yet.
    static func cost(_ material: ReportMaterial) -> ReportSection? {
        let book = material.incident.costs
        guard !book.entries.isEmpty || !book.estimates.isEmpty || book.noLabour != nil else { return nil }
        let summary = CostSummary(book)
        var blocks: [ReportBlock] = []
        if !summary.currencies.isEmpty {
            blocks += material.table(
                caption: "No currency is turned into another",
                columns: ["Currency", "Spent", "Came back", "Net", "At least", "At most", "Ransom demanded"],
                rows: summary.currencies.map { figures in
                    [
                        .text("\(words: figures.currency.code)"), money(figures.gross), money(figures.recovered),
                        money(figures.net), money(figures.lowest), money(figures.highest, otherwise: "no upper bound"),
                        money(figures.demanded, otherwise: "—"),
                    ]
                })
        }
        blocks += shares(summary) + estimates(summary) + unpriced(summary, material)
        if let reason = book.noLabour {
            blocks.append(.notice(ReportNotice(.note, "No hours can be recorded: \(value: reason)")))
        }
        return ReportSection(.cost, "Cost", blocks)
    }

    private static func money(_ money: Money?, otherwise absent: String = "—") -> ReportCell {
        money.map { .text("\(words: $0.description)") } ?? .absent(absent)
    }

    /// Hours are counted as hours, however many: nobody works days of 24.
    private static func hours(_ seconds: Int) -> ReportCell {
        .text("\(seconds / 3600) h \(seconds / 60 % 60) min")
    }

    private static func shares(_ summary: CostSummary) -> [ReportBlock] {
        var facts = [ReportFact("Labour", hours(summary.seconds))]
        facts += summary.hoursByStage.map {
            ReportFact("Labour, \($0.name)", hours($0.seconds))
        }
        for figures in summary.currencies {
            facts += figures.byVariety.map { ReportFact(Spelling.words($0.name), money($0.amount)) }
        }
        return [.facts(facts)]
    }

    private static func estimates(_ summary: CostSummary) -> [ReportBlock] {
        guard let first = summary.initialEstimate, let last = summary.finalEstimate else { return [] }
        func words(_ estimate: CostEstimate) -> ReportCell {
            .text(
                "\(words: estimate.lowest.description) to \(words: estimate.highest.description), \(estimate.stamp.time)"
            )
        }
        return [
            .facts(
                first == last
                    ? [ReportFact("Estimated", words(last))]
                    : [ReportFact("First estimated", words(first)), ReportFact("Last estimated", words(last))])
        ]
    }

    private static func unpriced(_ summary: CostSummary, _ material: ReportMaterial) -> [ReportBlock] {
        guard !summary.unpriced.isEmpty else { return [] }
        return [
            .notice(
                ReportNotice(
                    .note, "\(summary.unpriced.count, "row") without a price",
                    summary.unpriced.prefix(ReportLimits.rows).map {
                        "\(words: $0.id.description): \(value: $0.row.item.name)"
                    }))
        ]
    }
}
