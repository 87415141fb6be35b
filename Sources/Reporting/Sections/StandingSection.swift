import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// Where the case stands in its process, and what is owed; nil for a case that nobody has begun to handle.
    static func standing(_ material: ReportMaterial) -> ReportSection? {
        let (incident, context) = (material.incident, material.context)
        guard incident.state > .signal || !incident.impacts.isEmpty || !incident.tasks.openTasks.isEmpty else {
            return nil
        }
        var blocks: [ReportBlock] = [
            .facts(
                ProcessModel.allCases.map { model in
                    ReportFact(model.rawValue, .text("\(words: model.phase(of: incident.state))"))
                } + [
                    ReportFact("State", .text("\(words: incident.state.rawValue)")),
                    ReportFact(
                        "Since", .time(incident.enteredAt[incident.state], otherwise: "not recorded")),
                    ReportFact("Went back", .text("\(incident.loopBacks, "time")")),
                ])
        ]
        blocks += incident.containment.openEmergencies.map(partial)
        blocks += debts(incident, at: context.now)
        blocks += reopened(incident.reopenedGates(in: context))
        blocks += stalePlans(incident)
        blocks += impact(material)
        blocks += tasks(material)
        return ReportSection(.standing, "Where the case stands", blocks)
    }

    private static func partial(_ order: ContainmentOrder) -> ReportBlock {
        let left = order.allLeftOut.prefix(ReportLimits.names).map { ReportText(value: $0.description) }
        return .notice(
            ReportNotice(
                .warning, tag: "Partial",
                "Contained in part: \(order.targets.count) contained, \(order.allLeftOut.count) knowingly left out",
                [
                    "Emergency order \(order.number) of \(order.stamp.time); it ends at \(order.confirmationDue).",
                    left.isEmpty ? "Nothing was left out." : "Left out: \(left.joined())",
                    order.confirmation == nil
                        ? "No second person has confirmed it."
                        : order.isConfirmedLate
                            ? "A second person confirmed it, late." : "A second person has confirmed it.",
                ]))
    }

    private static func debts(_ incident: Case, at now: Timestamp) -> [ReportBlock] {
        let open = incident.overrides.openDebts
        guard !open.isEmpty else { return [] }
        return [
            .notice(
                ReportNotice(
                    .warning, tag: "Owed", "\(open.count, "debt") of gates that were passed on purpose",
                    open.prefix(ReportLimits.rows).map { debt in
                        """
                        \(words: debt.id.description) of \(words: debt.gate), owed by \(value: debt.owner) until \
                        \(debt.due)\(words: debt.due < now ? ", overdue" : ""): \(value: debt.text)
                        """
                    }))
        ]
    }

    private static func reopened(_ gates: [UnmetGate]) -> [ReportBlock] {
        var seen: Set<String> = []
        let once = gates.filter { seen.insert($0.id).inserted }
        guard !once.isEmpty else { return [] }
        return [
            .notice(
                ReportNotice(
                    .warning, tag: "Re-opened", "The case stands on \(once.count, "re-opened gate")",
                    once.map { gate in
                        let others: ReportText = gate.missing.count > 1 ? " and \(gate.missing.count - 1) more" : ""
                        return "\(words: gate.id): \(value: gate.missing.first ?? "")\(others)"
                    }))
        ]
    }

    private static func stalePlans(_ incident: Case) -> [ReportBlock] {
        let lines = Plan.Kind.allCases.compactMap { incident.plans.latest($0) }.flatMap { plan in
            incident.staleness(of: plan).map {
                "\(words: plan.id.description) (\(words: plan.kind.rawValue)): \(value: $0)" as ReportText
            }
        }
        return lines.isEmpty
            ? [] : [.notice(ReportNotice(.warning, tag: "Stale", "Plans that no longer fit what is known", lines))]
    }

    private static func impact(_ material: ReportMaterial) -> [ReportBlock] {
        let impacts = material.incident.impacts
        guard let first = impacts.first, let last = impacts.last else { return [] }
        let shown = impacts.count == 1 ? [("Rated", last)] : [("At first", first), ("At last", last)]
        var blocks: [ReportBlock] = [
            .heading("Impact"),
            .table(
                ReportTable(
                    caption: impacts.count == 1
                        ? "The impact, which was rated once"
                        : "The impact as it was first and last rated, of \(impacts.count) ratings",
                    columns: [
                        "Rating", "Functional, now", "If not contained", "Information", "Recoverability", "Priority",
                        "Reason", "By and when",
                    ], rows: shown.map { impactRow($0, $1, material) })),
        ]
        if impacts.count == 1, material.incident.state >= .review {
            blocks.append(.notice(ReportNotice(.note, "The impact was never revised.")))
        }
        return blocks
    }

    private static func impactRow(
        _ name: String, _ recorded: RecordedImpact, _ material: ReportMaterial
    ) -> [ReportCell] {
        let impact = recorded.assessment
        let information = impact.information.map(\.words).sorted().joined(separator: ", ")
        return [
            .text("\(words: name)"), .text("\(words: impact.functionalNow.rawValue)"),
            .text("\(words: impact.functionalIfNotContained.rawValue)"),
            .text("\(words: information.isEmpty ? "none" : information)"),
            .text("\(words: impact.recoverability.words)"), .number(impact.priority),
            .value(impact.reason, otherwise: "none given"), material.who(recorded.stamp),
        ]
    }

    private static func tasks(_ material: ReportMaterial) -> [ReportBlock] {
        let open = material.incident.tasks.openTasks
        guard !open.isEmpty else { return [] }
        return [.heading("Open tasks")]
            + material.table(
                caption: "What is still to be done", columns: ["Task", "Owner", "Due", "What"],
                rows: open.map { task in
                    [
                        .text("\(words: task.id.description)"), .value(task.owner, otherwise: "nobody"),
                        .time(task.due), .value(task.text, otherwise: "not said"),
                    ]
                })
    }
}

extension InformationImpact {
    fileprivate var words: String {
        switch self {
        case .privacyBreach: "privacy breach"
        case .proprietaryBreach: "proprietary breach"
        case .integrityLoss: "integrity loss"
        }
    }
}

extension Recoverability {
    fileprivate var words: String { self == .notRecoverable ? "not recoverable" : rawValue }
}
