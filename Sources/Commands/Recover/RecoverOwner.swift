import ArgumentParser
import CaseLifecycle
import Vocabulary

struct RecoverOwner: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "owner", abstract: "Confirm, as the owner of a system, that it works.",
        discussion: "cordon recover owner C-1 WKS-014 --tested 'logged on, opened and saved the ledger'")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The system; one at a time.")
    var system: String

    @Option(help: "What was tested.")
    var tested: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run([.recovery(.confirmAsOwner(system: system, tested: tested))], output)
    }
}
