import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct RecoverShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "How far recovery has come, system by system, and what is missing to resume.",
        discussion: "cordon recover show C-1")

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let queries = try store.openForReading().queries
        let incident = try queries.incident(caseID)
        let shape = RecoveryShape(incident, in: try queries.context(of: incident.id))
        try output.print(shape.text, json: try WireJSON.line(shape))
    }
}
