import ArgumentParser
import CaseLifecycle
import Vocabulary

struct EvidenceRetain: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "retain", abstract: "Decide how long evidence is kept; that may be prolonged, never shortened.",
        discussion: "cordon evidence retain C-1 --all --until 2029-03-01T00:00Z --reason 'General Records Schedule 24'")

    @OptionGroup var change: ChangeOptions
    @OptionGroup var evidence: EvidenceOptions

    @Option(help: ArgumentHelp("Until when.", valueName: "time"))
    var until: Timestamp

    @Option(help: "The rule or reason.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run([.custody(.retain(evidence.required, until: until, reason: reason))], output)
    }
}
