import CaseLifecycle
import Reporting
import Vocabulary
import Wire

/// How a case stands in its process, as it is told on a terminal.
struct CaseProcessText {
    /// Lines shown of each long list; the rest is counted.
    private static let shown = 12

    let incident: Case
    let context: DecisionContext

    init(_ incident: Case, in context: DecisionContext) {
        self.incident = incident
        self.context = context
    }

    /// What nobody may overlook: phases, impact, what is contained in part, what is owed and what no longer holds.
    var standing: String? {
        lines([phases] + impact + waiting + partial + debts + overrides + reopened + stalePlans)
    }

    /// What is being done: the response to each system, running clocks, open tasks.
    var work: String? {
        let blocks = [response, clocks, tasks].compactMap(\.self)
        return blocks.isEmpty ? nil : blocks.joined(separator: "\n\n")
    }

    private var phases: String {
        let names = ProcessModel.allCases.map { "\($0.rawValue): \($0.phase(of: incident.state))" }
        let times = incident.loopBacks == 1 ? "once" : "\(incident.loopBacks) times"
        let back = incident.loopBacks == 0 ? "" : "; went back \(times)"
        return names.joined(separator: "; ") + back
    }

    private var impact: [String] {
        guard let last = incident.impacts.last, let first = incident.impacts.first else {
            return incident.state == .closed ? [] : ["Impact: not rated"]
        }
        let now = "Impact: \(words(last.assessment)), priority \(last.assessment.priority)"
        return first == last ? [now] : [now, "  at first: \(words(first.assessment))"]
    }

    private func words(_ impact: ImpactAssessment) -> String {
        let information = impact.information.map(\.rawValue).sorted().joined(separator: ", ")
        return "functional \(impact.functionalNow.rawValue), if not contained "
            + "\(impact.functionalIfNotContained.rawValue); information \(information.isEmpty ? "none" : information); "
            + "recoverability \(impact.recoverability.rawValue)"
    }

    private var waiting: [String] { [incident.waiting(at: context.now)].compactMap(\.self) }

    private var partial: [String] {
        incident.containment.openEmergencies.map { order in
            return "CONTAINED IN PART: emergency order \(order.number) contained \(names(order.targets)) and left out "
                + "\(order.allLeftOut.isEmpty ? "nothing" : names(order.allLeftOut)); it ends at "
                + order.confirmationDue.text(digits: 0)
                + (order.confirmation == nil
                    ? " and no second person has confirmed it" : order.isConfirmedLate ? " and was confirmed late" : "")
        }
    }

    private var debts: [String] {
        incident.overrides.openDebts.map { debt in
            "OWED: \(debt.id) by \(debt.owner)"
                + (incident.isOwedByNobody(debt, in: context.organisation)
                    ? ", who is no longer there (cordon case debt \(incident.id) --take-over \(debt.id))" : "")
                + " until \(debt.due.text(digits: 0))"
                + (debt.due < context.now ? ", overdue" : "") + ": \(debt.text)"
        }
    }

    private var overrides: [String] {
        incident.overrides.overrides.values.filter { $0.holds(at: context.now) }.sorted { $0.id < $1.id }.map {
            let doubt = incident.whyUnbacked($0, in: context.organisation)
            let word = doubt.map { "lets nothing more pass, since \($0); it would hold" } ?? "holds"
            return "Override \($0.id) of \($0.gate) \(word)"
                + ($0.expires.map { " until \($0.text(digits: 0))" } ?? "") + ": \($0.reason)"
        }
    }

    private var reopened: [String] {
        let gates = incident.reopenedGates(in: context)
        guard !gates.isEmpty else { return [] }
        var seen: Set<String> = []
        let once = gates.filter { seen.insert($0.id).inserted }
        return ["Standing on re-opened gates:"]
            + once.map {
                "  \($0.id): \($0.missing.first ?? "")"
                    + ($0.missing.count > 1 ? " (and \($0.missing.count - 1) more)" : "")
            }
    }

    private var stalePlans: [String] {
        Plan.Kind.allCases.compactMap { incident.plans.latest($0) }.flatMap { plan in
            incident.staleness(of: plan).map { "Plan \(plan.id) (\(plan.kind.rawValue)) is stale: \($0)" }
        }
    }

    private var response: String? {
        let targets = incident.affectedTargets.sorted()
        guard !targets.isEmpty else { return nil }
        let counts = ResponseState.allCases.compactMap { state -> String? in
            let count = targets.count { incident.responseState(of: $0) == state }
            return count == 0 ? nil : "\(count) \(state.rawValue)"
        }
        let rows = targets.prefix(Self.shown).map { target in
            ["  " + target.description, incident.responseState(of: target).rawValue]
        }
        return "Response: \(counts.joined(separator: ", "))\n" + PlainText.table(rows) + rest(targets.count)
    }

    private var clocks: String? {
        let duties = incident.notifications.openDuties
        guard !duties.isEmpty else { return nil }
        let rows = duties.prefix(Self.shown).map { duty in
            [
                "  " + duty.id.description, "\(duty.elapsedPercent(at: context.now)) %",
                "due \(duty.due.text(digits: 0))", "\(duty.recipientsLeft.joined(separator: ", ")), \(duty.regime)",
            ]
        }
        return "Duties to notify\n" + PlainText.table(rows) + rest(duties.count)
    }

    private var tasks: String? {
        let open = incident.tasks.openTasks
        guard !open.isEmpty else { return nil }
        let rows = open.prefix(Self.shown).map { task in
            [
                "  " + task.id.description, task.owner,
                "due \(task.due.text(digits: 0))" + (task.due < context.now ? ", overdue" : ""), task.text,
            ]
        }
        return "Open tasks\n" + PlainText.table(rows) + rest(open.count)
    }

    private func names(_ targets: [Target]) -> String {
        targets.prefix(Self.shown).map(\.description).joined(separator: ", ")
            + (targets.count > Self.shown ? " and \(targets.count - Self.shown) more" : "")
    }

    private func rest(_ count: Int) -> String { count > Self.shown ? "\n  and \(count - Self.shown) more" : "" }

    private func lines(_ lines: [String]) -> String? {
        lines.isEmpty ? nil : lines.map(PlainText.safe).joined(separator: "\n")
    }
}
