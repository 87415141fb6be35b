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

    private static func decision(
        _ event: RecordedEvent, _ material: ReportMaterial
    ) -> (what: ReportText, why: ReportCell, stands: ReportText)? {
        switch event.event {
        case .leadAssigned(let person):
            return (
                "Lead: \(value: person)", .absent("none asked for"),
                person == material.incident.lead ? "yes" : "no: another leads"
            )
        case .declared(let criterion):
            return ("Incident declared", .value(criterion, otherwise: "none"), "yes")
        case .stateEntered(let state, let gates):
            let passed = gates.map { "\(value: $0.gate) \(words: $0.outcome.rawValue)" as ReportText }.joined()
            return (
                "State entered: \(words: state.rawValue)",
                gates.isEmpty ? .absent("no gate on the way") : .text(passed), "yes"
            )
        case .returned(let state, let reason):
            return ("Returned to \(words: state.rawValue)", .value(reason, otherwise: "none"), "yes")
        case .systemConfirmed(let system, let reason):
            let last = isLastJudgement(event, of: system, material)
            return (
                "Confirmed as compromised: \(value: system)", .value(reason, otherwise: "none"),
                last ? "yes" : "no: judged anew later"
            )
        case .systemCleared(let system, let reason, let seen):
            let stale = material.incident.systems[system]?.isClearanceStale ?? false
            let last = isLastJudgement(event, of: system, material)
            return (
                "Cleared: \(value: system), on the evidence up to version \(seen)", .value(reason, otherwise: "none"),
                !last ? "no: judged anew later" : stale ? "no: stale, newer evidence speaks of it" : "yes"
            )
        case .opened, .evidenceSealed, .evidenceRead, .findingRecorded, .findingExtended, .scopeDerived, .noteAdded:
            return nil
        }
    }

    private static func isLastJudgement(_ event: RecordedEvent, of system: String, _ material: ReportMaterial) -> Bool {
        material.dossier.events.last {
            switch $0.event {
            case .systemConfirmed(system, _), .systemCleared(system, _, _): true
            default: false
            }
        }?.version == event.version
    }
}
