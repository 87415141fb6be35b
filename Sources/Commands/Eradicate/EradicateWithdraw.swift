import ArgumentParser
import CaseLifecycle
import Vocabulary

struct EradicateWithdraw: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract:
            "Say that a cause was named by mistake; another person than who named it, before anything is removed.",
        discussion: "cordon eradicate withdraw C-1 V-2 --reason 'the beacon is of C-7'")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The cause.")
    var cause: CauseID

    @Option(help: "Why it is no cause of this case.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.recovery(.withdrawCause(cause, reason: reason))], output) }
}
