import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ScopeClear: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear", abstract: "Say that a system or account is not compromised, on the evidence seen so far.",
        discussion: "cordon scope clear C-1 WKS-014 --reason TEXT")

    @OptionGroup var change: ChangeOptions
    @OptionGroup var targets: TargetOptions

    @Option(help: "Why; what was looked at.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(targets.all.map { .scope(.judge($0, verdict: .cleared, reason: reason)) }, output)
    }
}
