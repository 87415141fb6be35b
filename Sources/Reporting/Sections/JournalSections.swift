import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// What people wrote down.
    static func notes(_ material: ReportMaterial) -> ReportSection {
        let notes = material.dossier.events.compactMap { event -> ReportBlock? in
            guard case .noteAdded(let text) = event.event else { return nil }
            return .quotation(text, by: "\(value: event.actor.description), \(event.time)")
        }
        return ReportSection(.notes, "Notes", notes.isEmpty ? [.paragraph("No note was taken.")] : notes)
    }

    /// What people decided, and whether it still stands.
    static func decisions(_ material: ReportMaterial) -> ReportSection {
        let rows = material.dossier.events.compactMap { event -> [ReportCell]? in
            guard let decision = decision(event, material) else { return nil }
            return [
                .time(event.time), .value(event.actor.description, otherwise: "not recorded"), .text(decision.what),
                decision.why, .text(decision.stands),
            ]
        }
        let blocks: [ReportBlock] =
            rows.isEmpty
            ? [.paragraph("No decision was recorded.")]
            : material.table(
                caption: "Decisions in the order in which they were taken",
                columns: ["Time", "By", "Decision", "Reason", "Stands"], rows: rows)
        return ReportSection(.decisions, "Decisions", blocks)
    }

    /// How this report can be held against the journal.
    static func journal(_ material: ReportMaterial) -> ReportSection {
        let journal = material.dossier.journal
        return ReportSection(
            .journal, "Journal",
            [
                .paragraph(
                    """
                    Every event of the case carries the hash of the one before it. A journal that has this head after this \
                    many events holds what this report was written from, unchanged.
                    """),
                .facts([
                    ReportFact("Events", .number(journal.count)),
                    ReportFact("Head", .code(journal.hash, otherwise: "not given")),
                    ReportFact("Public key", .code(journal.publicKey, otherwise: "not given")),
                    ReportFact("Case version", .number(material.incident.version)),
                ]),
                .paragraph("To verify the journal, and to hold it against the head above:"),
                .code("cordon journal verify"),
                .code(
                    "cordon journal verify --head \(journal.hash)"
                        + (journal.publicKey.isEmpty ? "" : " --key \(journal.publicKey)")),
            ])
    }

    /// A decision of a person, why it was taken, and whether it still stands.
    private static func decision(
        _ event: RecordedEvent, _ material: ReportMaterial
    ) -> (what: ReportText, why: ReportCell, stands: ReportText)? {
        let words = event.event.words
        guard words.kind == .decision else { return nil }
        let what: ReportText =
            words.host.map { "\(value: words.text): \(value: $0)" as ReportText } ?? ReportText(value: words.text)
        return (what, .value(words.reason ?? "", otherwise: "none asked for"), stands(event, material))
    }

    private static func stands(_ event: RecordedEvent, _ material: ReportMaterial) -> ReportText {
        if case .leadAssigned(let person) = event.event {
            return person == material.incident.lead ? "yes" : "no: another leads"
        }
        guard let target = event.event.judgedTarget else { return "yes" }
        let isLast = material.dossier.events.last { $0.event.judgedTarget == target }?.version == event.version
        guard isLast else { return "no: judged anew later" }
        let isStale =
            switch target.kind {
            case .system: material.incident.systems[target.name]?.isClearanceStale ?? false
            case .account: material.incident.accounts[target.name]?.isClearanceStale ?? false
            }
        return isStale ? "no: stale, newer evidence speaks of it" : "yes"
    }
}

extension CaseEvent {
    /// The system or account that a person judged with this event.
    fileprivate var judgedTarget: Target? {
        switch self {
        case .systemConfirmed(let system, _), .systemCleared(let system, _, _): .system(system)
        case .scope(event: .judged(let target, _, _, _)): target
        default: nil
        }
    }
}
