import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ScopeConfirm: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Say that systems or accounts are compromised.",
        discussion: "cordon scope confirm C-1 WKS-014 --reason TEXT")

    @OptionGroup var change: ChangeOptions
    @OptionGroup var targets: TargetOptions

    @Option(help: "Why; what was looked at.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(targets.all.map { .scope(.judge($0, verdict: .confirmed, reason: reason)) }, output)
    }
}
