import ArgumentParser
import Bootstrap
import CaseLifecycle
import Vocabulary

struct LessonsAction: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "Name corrective actions, give them to people, and record what came of them.",
        discussion: """
            cordon lessons action C-1 add --text 'log PowerShell' --owner carl --due 2026-05-01T12:00Z --lane detection
            cordon lessons action C-1 assign A-1 --owner dora --reason 'carl has left'
            cordon lessons action C-1 done A-1 --outcome 'rolled out to all servers'
            cordon lessons action C-1 none --reason 'a drill; all worked as planned'

            What is not done when the case is closed goes over to preparation or detection.
            """)

    enum Act: String, ExpressibleByArgument, CaseIterable { case add, assign, done, none }

    @OptionGroup var change: ChangeOptions

    @Argument(help: "What to do.")
    var act: Act

    @Argument(help: ArgumentHelp("The action that is assigned or done.", valueName: "action"))
    var action: ActionID?

    @Option(help: "What is to be done.")
    var text: String?

    @Option(help: "Who owns it: an enabled person of the roster.")
    var owner: String?

    @Option(help: ArgumentHelp("Until when.", valueName: "time"))
    var due: Timestamp?

    @Option(help: "Where it falls to: preparation or detection.")
    var lane: Duty?

    @Option(help: "What came of it.")
    var outcome: String?

    @Option(help: "Why it is assigned anew, or why no action is needed.")
    var reason: String?

    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try command }

    func run() async throws { try change.runReview(try command, output) }

    private var command: ReviewCommand {
        get throws {
            switch act {
            case .add:
                guard let text, let owner, let due, let lane else {
                    throw ValidationError("add needs --text, --owner, --due and --lane")
                }
                return .addAction(text: text, owner: owner, due: due, lane: lane)
            case .assign:
                guard let action, let reason else { throw ValidationError("assign needs the action and --reason") }
                return .assignAction(action, owner: owner, due: due, reason: reason)
            case .done:
                guard let action, let outcome else { throw ValidationError("done needs the action and --outcome") }
                return .finishAction(action, outcome: outcome)
            case .none:
                guard let reason else { throw ValidationError("none needs --reason") }
                return .noAction(reason: reason)
            }
        }
    }
}
