import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct JournalVerify: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that the journal, or an exported one, was not changed; exit 1 if it was.",
        discussion: "cordon journal verify C-1.ndjson --key KEY --head HASH")

    @Argument(help: "An exported journal. Default: the store itself.")
    var file: String?

    @Option(help: ArgumentHelp("The head that a report or a printed paper names.", valueName: "hash"))
    var head: HexDigits?

    @Option(
        help: ArgumentHelp(
            "The public key that a report names. Default for a file: that of --home, where one is given.",
            valueName: "key"))
    var key: HexDigits?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (head, key) = (head?.text, key?.text)
        let result =
            if let file, store.home == nil {
                try JournalService.verify(file: file, head: head, key: key)
            } else if let file {
                try store.openForReading().journal.verify(exported: file, head: head, key: key)
            } else {
                try store.openForReading().journal.examine(head: head, key: key)
            }
        if result.isExercise { ExerciseMark.begin() }
        try output.print(result.text, json: try WireJSON.line(shape(result)))
        if result.fault != nil { throw ExitCode(1) }
    }

    private func shape(_ result: JournalExamination) -> VerificationShape {
        guard let fault = result.fault else {
            return VerificationShape(
                events: result.events, head: result.head, publicKey: result.publicKey, keyChecked: result.isKeyChecked)
        }
        return VerificationShape(
            stream: fault.stream, version: fault.version, line: fault.line, reason: fault.reason,
            events: result.events, publicKey: result.publicKey, keyChecked: result.isKeyChecked)
    }
}
