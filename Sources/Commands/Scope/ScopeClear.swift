import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ScopeClear: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear", abstract: "Say that a system is not compromised, on the evidence seen so far.",
        discussion: "cordon scope clear C-1 WKS-014 --reason TEXT")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The systems, by name or alias.")
    var system: [String]

    @Option(help: "Why; what was looked at.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(system.map { .scope(.judge(.system($0), verdict: .cleared, reason: reason)) }, output)
    }
}
