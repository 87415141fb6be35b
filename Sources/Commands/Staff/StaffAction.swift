import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct StaffAction: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "action",
        abstract:
            "Corrective actions that closed cases left to preparation and detection; say what came of one, or who has it now.",
        discussion: """
            cordon staff action
            cordon staff action --case C-1 --done A-2 --outcome 'rule deployed to all sensors'
            cordon staff action C-1 A-2 --owner olga --due 2026-06-01T00:00Z --reason 'carl left'
            """)

    @Argument(help: ArgumentHelp("The case whose action gets another owner or date.", valueName: "case"))
    var given: CaseID?

    @Argument(help: ArgumentHelp("The action that gets another owner or date.", valueName: "action"))
    var action: ActionID?

    @Option(help: "Who owns it from now on: an enabled person of the roster.")
    var owner: String?

    @Option(help: ArgumentHelp("Until when, from now on.", valueName: "time"))
    var due: Timestamp?

    @Option(help: "Why it gets another owner or date.")
    var reason: String?

    @Option(name: .customLong("case"), help: ArgumentHelp("The case that left the action.", valueName: "case"))
    var caseID: CaseID?

    @Option(help: ArgumentHelp("The action that is done.", valueName: "action"))
    var done: ActionID?

    @Option(help: "What came of it.")
    var outcome: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try command }

    /// What is asked for; nil for the list alone.
    private var command: OrganisationCommand? {
        get throws {
            let isAssigning = given != nil || action != nil || owner != nil || due != nil || reason != nil
            let isFinishing = caseID != nil || done != nil || outcome != nil
            switch (isAssigning, isFinishing) {
            case (false, false): return nil
            case (true, true): throw ValidationError("finish an action, or give it another owner or date, not both")
            case (false, true):
                guard let caseID, let done, let outcome else {
                    throw ValidationError("give --case, --done and --outcome together, or none of them")
                }
                return .finishAction(caseID, done, outcome: outcome)
            case (true, false):
                guard let given, let action, let reason, owner != nil || due != nil else {
                    throw ValidationError("give the case, the action, --reason, and --owner or --due")
                }
                return .assignAction(given, action, owner: owner, due: due, reason: reason)
            }
        }
    }

    func run() async throws {
        let result =
            if let command = try command {
                try store.openExisting().organisation.run([command])
            } else {
                try store.openForReading().organisation.current()
            }
        let actions = result.organisation.inheritedActions.sorted {
            ($0.due, $0.caseID.number, $0.action) < ($1.due, $1.caseID.number, $1.action)
        }
        try output.print(
            actions.isEmpty
                ? "no closed case left an action"
                : PlainText.table(
                    [["case", "action", "lane", "owner", "due", "state", "what"]]
                        + actions.map {
                            [
                                $0.caseID.description, $0.action.description, $0.lane.rawValue, $0.owner,
                                $0.due.text(digits: 0), Self.state($0, result), $0.text,
                            ]
                        }),
            json: try WireJSON.line(actions.map { InheritedActionShape($0, of: result.organisation, at: result.now) }))
    }

    private static func state(_ action: InheritedAction, _ result: OrganisationService.Outcome) -> String {
        if let done = action.done { return "done: \(done.outcome)" }
        return result.organisation.neglect(of: action, at: result.now) ?? "open"
    }
}
