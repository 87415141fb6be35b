import ArgumentParser
import CaseLifecycle

struct ScopeChannel: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "channel", abstract: "Record an address that the intruder commands from.",
        discussion: "cordon scope channel C-1 198.51.100.7 --reason 'beacon of WKS-014'")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The address, name or URL.")
    var address: String

    @Option(help: "Why; what was seen.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run([.scope(.nameCommandChannel(address: address, reason: reason))], output)
    }
}
