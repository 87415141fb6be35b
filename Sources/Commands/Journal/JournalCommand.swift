import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Verify, export and show the journal.",
        subcommands: [JournalVerify.self, JournalExport.self, JournalShow.self])
}

struct JournalVerify: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that the journal, or an exported one, was not changed; exit 1 if it was.",
        discussion: "cordon journal verify C-1.ndjson --head HASH")

    @Argument(help: "An exported journal. Default: the store itself.")
    var file: String?

    @Option(help: ArgumentHelp("The head that a report or a printed paper names.", valueName: "hash"))
    var head: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let result =
            if let file { try JournalService.verify(file: file, head: head) } else {
                try store.openForReading().journal.verify(head: head)
            }
        try output.print(result.text, json: try WireJSON.line(shape(result)))
        if result.fault != nil { throw ExitCode(1) }
    }

    private func shape(_ result: JournalExamination) -> VerificationShape {
        guard let fault = result.fault else { return VerificationShape(events: result.events, head: result.head) }
        return VerificationShape(
            stream: fault.stream, version: fault.version, line: fault.line, reason: fault.reason, events: result.events)
    }
}

struct JournalExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "The journal of a case as JSON lines with a signed trailer.",
        discussion: "cordon journal export C-1 > C-1.ndjson")

    @Argument(help: "The case, or ORG.")
    var stream: String

    @OptionGroup var store: StoreOptions

    func run() async throws {
        try store.openForReading().journal.export(stream) { StandardOutput.write($0) }
    }
}

struct JournalShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What happened to a case: who, when, what.",
        discussion: "cordon journal show C-1")

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let events = try store.openForReading().queries.events(caseID)
        try output.print(
            PlainText.table(
                events.map {
                    [
                        "\($0.version)", $0.time.description, $0.actor.description, EventText.text($0.event),
                        String($0.hash.prefix(12)),
                    ]
                }),
            json: try WireJSON.line(events.map(JournalEventShape.init)))
    }
}
