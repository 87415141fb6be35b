import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// Who led and who worked on it, and how it went from hand to hand.
    static func people(_ material: ReportMaterial) -> ReportSection? {
        let actors = material.dossier.events.reduce(into: [:] as [String: Int]) { counts, recorded in
            counts[material.name(of: recorded.actor), default: 0] += 1
        }
        let leads = material.dossier.events.compactMap { recorded -> [ReportCell]? in
            guard case .leadAssigned(let person) = recorded.event else { return nil }
            return [.value(person, otherwise: "nobody"), material.who(recorded.stamp)]
        }
        let handovers = material.incident.handovers.handovers
        guard !leads.isEmpty || !handovers.isEmpty else { return nil }
        var blocks = material.table(caption: "Who led", columns: ["Lead", "Assigned by and when"], rows: leads)
        if !handovers.isEmpty {
            blocks += material.table(
                caption: "Hand-overs", columns: ["Hand-over", "From", "To", "What", "Offered", "Accepted"],
                rows: handovers.map { handover in
                    [
                        .text("\(words: handover.id.description)"), .value(handover.from, otherwise: "nobody"),
                        .value(handover.to, otherwise: "nobody"), .value(handover.offer.text, otherwise: "not said"),
                        .time(handover.offered.time), .time(handover.accepted?.time, otherwise: "not accepted"),
                    ]
                })
        }
        blocks += material.table(
            caption: "Who entered what is in the journal", columns: ["Person", "Title", "Entries"],
            rows: actors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
                [
                    .value(name, otherwise: "not named"),
                    .value(material.dossier.organisation.people[name]?.title, otherwise: "not on the roster"),
                    .number(count),
                ]
            })
        return ReportSection(.people, "People", blocks)
    }

    /// Elapsed times, as NIST SP 800-61r2 section 3.4.2 asks for them.
    static func metrics(_ material: ReportMaterial) -> ReportSection? {
        let metrics = CaseMetrics(material.incident, events: material.dossier.events)
        guard !metrics.milestones.isEmpty else { return nil }
        let start = metrics.beginning
        func since(_ moment: Timestamp?, _ time: Timestamp) -> ReportCell {
            guard let moment else { return .absent("not known") }
            guard time >= moment else { return .absent("before it") }
            return .text("\(words: Figures.span(seconds: time.seconds(since: moment)))")
        }
        let rows =
            [[ReportCell.text("discovery"), .time(metrics.discovery), since(start, metrics.discovery), .absent("—")]]
            + metrics.milestones.map { milestone in
                [
                    .text("\(words: milestone.name)"), .time(milestone.time), since(start, milestone.time),
                    since(metrics.discovery, milestone.time),
                ]
            }
        return ReportSection(
            .metrics, "How long it took",
            [
                .facts([
                    ReportFact("First compromise known", .time(start, otherwise: "not known")),
                    ReportFact(
                        "Labour recorded",
                        .text("\(metrics.labourSeconds / 3600) h \(metrics.labourSeconds / 60 % 60) min")),
                ])
            ]
                + material.table(
                    caption: "Elapsed times, computed from the journal and the evidence",
                    columns: ["Reached", "When", "Since the first compromise", "Since discovery"], rows: rows))
    }
}
