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

    @Argument(help: "The case.", transform: JournalShow.caseID)
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    private static func caseID(_ text: String) throws -> CaseID {
        if let id = CaseID(text) { return id }
        throw ValidationError(
            text == "ORG" ? "this shows cases; what spans them: cordon journal export ORG" : "\(text) names no case")
    }

    func run() async throws {
        let events = try store.openForReading().queries.events(caseID)
        try output.print(
            PlainText.table(
                events.map {
                    [
                        "\($0.version)", $0.time.description, $0.actor.description, $0.event.words.line,
                        String($0.hash.prefix(12)),
                    ]
                }),
            json: try WireJSON.line(events.map(JournalEventShape.init)))
    }
}
