import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ScopeExclude: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "exclude", abstract: "Leave systems or accounts out of the scope, with the reason.",
        discussion: "cordon scope exclude C-1 WKS-014 --reason TEXT")

    @OptionGroup var change: ChangeOptions
    @OptionGroup var targets: TargetOptions

    @Option(help: "Why; what was looked at.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(targets.all.map { .scope(.judge($0, verdict: .outOfScope, reason: reason)) }, output)
    }
}
