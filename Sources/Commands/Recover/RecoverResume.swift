import ArgumentParser
import CaseLifecycle

struct RecoverResume: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Declare that operations resume, by criteria.",
        discussion: "cordon recover resume C-1 --criterion 'every system verified' --criterion 'shop takes orders'")

    @OptionGroup var change: ChangeOptions

    @Option(
        name: [.customLong("criterion"), .customLong("criteria")],
        help: ArgumentHelp("What holds now; may be repeated.", valueName: "text"))
    var criteria: [String] = []

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.recovery(.resume(criteria: criteria))], output) }
}
