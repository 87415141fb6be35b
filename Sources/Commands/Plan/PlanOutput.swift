import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

/// A plan as the commands about plans print it.
enum PlanOutput {
    /// Runs commands and prints the plan that they made or changed.
    static func print(
        _ change: ChangeOptions, _ commands: [CaseCommand], _ output: OutputOptions, plan: (Case) -> Plan?
    ) throws {
        let outcome = try change.store.openExisting().cases.run(commands, on: change.caseID, expected: change.ifVersion)
        guard let plan = plan(outcome.incident) else {
            return try output.print(
                CaseLine.text(outcome.incident),
                json: try WireJSON.line(CaseShape(outcome.incident, in: outcome.context)))
        }
        let shape = PlanShape(plan, of: outcome.incident, in: outcome.context)
        try output.print(text(shape), json: try WireJSON.line(shape))
    }

    static func text(_ plan: PlanShape) -> String {
        let rows =
            [["action", "kind", "on", "owner", "result", "what"]]
            + plan.actions.map { action in
                [
                    action.id, action.kind, action.target?.name ?? action.address ?? "-", action.owner,
                    action.result?.outcome ?? "-", action.text + (action.destroysTraces ? " (destroys traces)" : ""),
                ]
            }
        return
            ([headline(plan), PlainText.table(rows)] + plan.strategies.map(strategy)
            + plan.forecast.warnings.map {
                "warning: \($0)"
            }).joined(separator: "\n")
    }

    static func headline(_ plan: PlanShape) -> String {
        let state =
            plan.withdrawn
            ? "withdrawn" : plan.approved ? "approved" : "\(plan.approvals.count) of \(plan.approvalsNeeded) approvals"
        return "\(plan.id) (\(plan.kind)) as of version \(plan.revision): \(plan.targets.count) systems and accounts, "
            + "\(plan.actions.count) actions, \(state)"
    }

    private static func strategy(_ strategy: StrategyShape) -> String {
        "\(strategy.measure): \(strategy.effect) effect, \(strategy.duration)"
            + (strategy.removalDue.map { " until \($0)" } ?? "") + "; side effects: \(strategy.sideEffects)"
    }
}
