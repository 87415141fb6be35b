import Vocabulary

/// The final report of an incident: what was written, and from which facts.
package struct FinalReport: Hashable, Sendable, Codable {
    /// The version of the case that it was written from.
    package let version: Int
    /// The SHA-256 of the document, 64 lower-case hexadecimal digits.
    package let sha256: String
    package let format: String
    /// What it states, at that moment.
    package let cause: String
    package let costs: [Cost]
    /// Seconds of labour.
    package let seconds: Int
    /// Whether the incident counted as major.
    package let isMajor: Bool
    let facts: Facts

    /// The figures of one currency.
    package struct Cost: Hashable, Sendable, Codable {
        package let gross: Money
        package let recovered: Money
        package let net: Money
        package let lowest: Money
        /// Nil where a row has no upper bound.
        package let highest: Money?
    }

    /// How far the books that a report is written from had come: a report is true while they have not moved.
    struct Facts: Hashable, Sendable, Codable {
        let causes: Int
        let costs: Int
        let impacts: Int
        let loopBacks: Int
    }
}

extension Case {
    func finaliseReport(sha256: String, format: String, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent]
    {
        try context.require([.lead, .deputy], for: "finalising the report")
        guard state == .review else { throw refusal(needing: "a case under review", in: .review) }
        guard EvidenceID(hex: sha256) != nil else { throw .impossible("a report is known by its SHA-256") }
        let format = try Text.answer(format, "the kind of document")
        let verdicts = try pass(Step(.finaliseReport), in: context)
        let summary = CostSummary(costs)
        let report = FinalReport(
            version: version, sha256: sha256, format: format, cause: review.cause?.text ?? "not stated",
            costs: summary.currencies.map {
                FinalReport.Cost(
                    gross: $0.gross, recovered: $0.recovered, net: $0.net, lowest: $0.lowest, highest: $0.highest)
            }, seconds: summary.seconds, isMajor: isMajor(by: policy ?? context.organisation.policy),
            facts: reportFacts)
        return [
            .gatesPassed(step: Step.Kind.finaliseReport.rawValue, target: nil, gates: verdicts),
            .review(event: .reportFinalised(report: report)),
        ]
    }

    private var reportFacts: FinalReport.Facts {
        FinalReport.Facts(
            causes: review.causes.count, costs: costs.changes, impacts: impacts.count, loopBacks: loopBacks)
    }

    /// What has changed since a report was written that it tells of, in words.
    func changes(since report: FinalReport) -> [(subject: String, what: String)] {
        let now = reportFacts
        let changed = [
            now.causes == report.facts.causes ? nil : ("cause", "the cause"),
            now.costs == report.facts.costs ? nil : ("cost", "the cost"),
            now.impacts == report.facts.impacts ? nil : ("impact", "the impact"),
            now.loopBacks == report.facts.loopBacks ? nil : ("course", "the course of the case, which went back"),
        ].compactMap(\.self)
        let judged =
            systems.contains { $0.value.isChanged(since: report.version) }
            || accounts.contains { $0.value.isChanged(since: report.version) }
        let named = changed + (judged ? [("scope", "the scope")] : [])
        // Its timeline tells of everything that happened, so that whatever came after its record is not in it.
        guard named.isEmpty, version > review.reportedAt else { return named }
        let count = version - review.reportedAt
        return [("timeline", "the timeline (\(count) event\(count == 1 ? "" : "s") after the report)")]
    }
}

extension SystemStanding {
    /// Whether evidence or a person said something new about the system after that version of the case.
    fileprivate func isChanged(since version: Int) -> Bool {
        changedAt > version || judgement.map { $0.seen.version >= version } ?? false
    }
}

extension AccountStanding {
    fileprivate func isChanged(since version: Int) -> Bool {
        changedAt > version || judgement.map { $0.seen.version >= version } ?? false
    }
}
