import ArgumentParser
import CaseLifecycle

struct CaseReturn: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Go back to an earlier state; always possible, never without a reason.",
        discussion: """
            cordon case return C-1 --to analysis --reason TEXT

            Back in containment, everything is looked at again; there or earlier, what no measure contains any more is made
            ready and ordered again.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "The state to go back to.")
    var to: CaseState

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.returnTo(to, reason: reason)], output) }
}

extension CaseState: ExpressibleByArgument {}
