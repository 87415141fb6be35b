extension Gate {
    /// What remains of an incident is its report.
    static let report = Gate(
        id: "GATE-REPORT",
        statement: "A final report was written with cause and cost, and what it tells of has not changed since.",
        citation: "NIST SP 800-61r2 section 3.4.1, appendix B.2 and table 3-5 step 8",
        guards: [.close],
        override: .standard(longest: .temporary),
        // Only the price may be outstanding.
        isOverridable: { $0.subject == "cost" },
        missing: { facts in cause(facts) + cost(facts) + document(facts) },
        warnings: { facts in
            let summary = CostSummary(facts.incident.costs)
            let overlaps = facts.incident.costs.labourOverlaps
            return [
                summary.currencies.allSatisfy { $0.gross.minorUnits == 0 } ? "the known cost is 0" : nil,
                summary.seconds == 0 ? "no hours of labour are recorded" : nil,
                summary.unpriced.isEmpty ? nil : "\(summary.unpriced.count) rows of the cost have no price",
                overlaps.isEmpty ? nil : "\(overlaps.count) rows have somebody at work twice at the same time",
                summary.finalEstimate == nil ? "the cost was never estimated" : nil,
                facts.incident.impacts.count < 2 ? "the impact was never revised" : nil,
            ].compactMap(\.self) + moreThanLost(summary, facts.incident.costs)
        })

    /// An incident earns nobody money: where more came back than was lost, a loss is missing or a sum is mistyped.
    private static func moreThanLost(_ summary: CostSummary, _ book: CostBook) -> [String] {
        let negative = summary.currencies.filter { $0.net.minorUnits < 0 }
        let net = negative.map { figures in
            "more came back (\(figures.recovered)) than is known to be lost (\(figures.gross)): the net is \(figures.net)"
        }
        let expected = book.rows.compactMap { entry -> String? in
            guard case .recovery = entry.row.item, entry.row.certainty != .actual, let amount = entry.row.lowest,
                let currency = entry.row.price?.currency, let sum = amount.rounded()
            else { return nil }
            let lost = summary.currencies.first { $0.currency == currency }
            guard let most = lost.map({ $0.highest }) ?? Money(minorUnits: 0, currency: currency),
                sum > most.minorUnits
            else { return nil }
            return
                "\(entry.id) expects more back (\(Money(minorUnits: sum, currency: currency))) than was lost (\(most))"
        }
        return net + expected
    }

    private static func cause(_ facts: GateFacts) -> [MissingFact] {
        guard facts.incident.review.cause == nil else { return [] }
        return [
            MissingFact(
                "cause",
                "the cause, or why it cannot be determined\(facts.sinceReopened): cordon case cause \(facts.caseID) --help"
            )
        ]
    }

    private static func cost(_ facts: GateFacts) -> [MissingFact] {
        guard !facts.incident.costs.accountsForLabour else { return [] }
        let add = "cordon cost add \(facts.caseID)"
        return [
            MissingFact(
                "cost",
                "the hours that people worked\(facts.sinceReopened): \(add) labour --help; or why they cannot be recorded: "
                    + "cordon cost no-labour \(facts.caseID) --reason TEXT")
        ]
    }

    private static func document(_ facts: GateFacts) -> [MissingFact] {
        let write = "cordon report \(facts.caseID) --final --output FILE"
        guard let report = facts.incident.review.report else {
            return [MissingFact("report", "the final report: \(write)")]
        }
        return facts.incident.changes(since: report).map { subject, what in
            MissingFact(
                "report \(subject)", "a final report of \(what) as it is now, which has changed since: \(write)")
        }
    }
}
