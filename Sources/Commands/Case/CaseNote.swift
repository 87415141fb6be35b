import ArgumentParser
import CaseLifecycle

struct CaseNote: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a note into the case.",
        discussion: "cordon case note C-1 TEXT")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The note.")
    var text: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.note(text: text)], output) }
}
