import ArgumentParser
import CaseLifecycle
import Vocabulary

struct CaseLog: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Record a fact, an action, a decision or a communication.",
        discussion: """
            cordon case log C-1 --kind communication --with 'Dana (owner of FS-01)' 'told that FS-01 will be isolated'
            cordon case log C-1 --kind action --happened 2026-03-02T09:40Z 'disk of FS-01 imaged'

            What somebody only thinks is a note: cordon case note --help
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "What happened, was done, decided or said.")
    var text: String

    @Option(help: "What sort of entry it is.")
    var kind: LogEntry.Kind

    @Option(help: ArgumentHelp("When it happened, where that is not now.", valueName: "time"))
    var happened: Timestamp?

    @Option(name: .customLong("with"), help: ArgumentHelp("With whom; may be repeated.", valueName: "party"))
    var parties: [String] = []

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let entry = LogEntry(kind: kind, text: text, happenedAt: happened, parties: parties)
        try change.run([.task(.log(entry))], output)
    }
}

extension LogEntry.Kind: ExpressibleByArgument {}
