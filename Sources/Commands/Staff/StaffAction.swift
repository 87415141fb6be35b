import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct StaffAction: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "action",
        abstract: "Corrective actions that closed cases left to preparation and detection; say what came of one.",
        discussion: """
            cordon staff action
            cordon staff action --case C-1 --done A-2 --outcome 'rule deployed to all sensors'
            """)

    @Option(name: .customLong("case"), help: ArgumentHelp("The case that left the action.", valueName: "case"))
    var caseID: CaseID?

    @Option(help: ArgumentHelp("The action that is done.", valueName: "action"))
    var done: ActionID?

    @Option(help: "What came of it.")
    var outcome: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let given = [caseID != nil, done != nil, outcome != nil]
        guard given.allSatisfy({ $0 }) || given.allSatisfy({ !$0 }) else {
            throw ValidationError("give --case, --done and --outcome together, or none of them")
        }
    }

    func run() async throws {
        let result =
            if let caseID, let done, let outcome {
                try store.openExisting().organisation.run([.finishAction(caseID, done, outcome: outcome)])
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
                                $0.due.text(digits: 0), Self.state($0, at: result.now), $0.text,
                            ]
                        }),
            json: try WireJSON.line(actions.map { InheritedActionShape($0, at: result.now) }))
    }

    private static func state(_ action: InheritedAction, at now: Timestamp) -> String {
        if let done = action.done { return "done: \(done.outcome)" }
        return action.due < now ? "overdue" : "open"
    }
}
