import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ContainResult: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "result", abstract: "Record what came of an action of a plan.",
        discussion: """
            cordon contain result C-1 --action P-1/3 --outcome done --observed 'the console shows it isolated'

            A result says what was done. That it worked is said by somebody who looked: cordon contain verify --help
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: ArgumentHelp("The action; may be repeated.", valueName: "plan/number"))
    var action: [ActionKey]

    @Option(help: "done, failed or notApplicable.")
    var outcome: ActionResult.Outcome

    @Option(help: "What was seen, or why it does not apply.")
    var observed: String

    @Option(help: ArgumentHelp("When it was done. Default: now.", valueName: "time"))
    var happened: Timestamp?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(
            action.map { .plan(.recordResult($0, outcome, observed: observed, happenedAt: happened)) }, output)
    }
}

extension ActionResult.Outcome: ExpressibleByArgument {}
