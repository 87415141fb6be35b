import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

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
