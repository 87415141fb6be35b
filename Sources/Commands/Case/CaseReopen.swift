import ArgumentParser
import CaseLifecycle

struct CaseReopen: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Take a closed case back to analysis.",
        discussion: "cordon case reopen C-1 --reason 'the same account is in use again'")

    @OptionGroup var change: ChangeOptions

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.reopen(reason: reason)], output) }
}
