import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ScopeApart: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "apart", abstract: "Say that another open case that knows the same names is another intrusion.",
        discussion: """
            cordon scope apart C-1 C-2 --reason 'different owners of the tools, months apart'

            A lead, deputy or executive says it, for the names that both cases know by then; a name that comes up later is asked
            about anew. What belongs to one intrusion is handled in one case: its evidence is added there instead.
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The other case.")
    var other: CaseID

    @Option(help: "Why they are two intrusions.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.scope(.setApart(other, reason: reason))], output) }
}
