import ArgumentParser
import CaseLifecycle
import Vocabulary

struct RecoverSince: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "since", abstract: "Record since when a system is compromised; a second person moves it later.",
        discussion: """
            cordon recover since C-1 WKS-014 --at 2026-02-11T22:40Z --reason 'first beacon in the proxy log'

            The date moves back on anybody's word. Where it was mistyped, a lead, deputy or executive who did not give it moves
            it later, as long as no evidence is older; that stands beside every verdict that leans on it.
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The system.")
    var system: String

    @Option(help: ArgumentHelp("Since when.", valueName: "time"))
    var at: Timestamp

    @Option(help: "What shows it.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run([.recovery(.dateCompromise(system: system, at: at, reason: reason))], output)
    }
}
