import ArgumentParser
import CaseLifecycle

struct CaseReopen: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Take a closed case back to analysis.",
        discussion: """
            cordon case reopen C-1 --reason 'the same account is in use again'

            The measures are out, so nothing is contained: what is still confirmed is planned, contained, eradicated and
            recovered anew, and what was shown before counts no more. What is not concerned this time is cleared or excluded,
            by two people.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.reopen(reason: reason)], output) }
}
