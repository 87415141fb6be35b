import ArgumentParser
import Bootstrap
import Services
import Vocabulary
import Wire

struct CaseShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A case as it stands, or as it was known at a moment.",
        discussion: "cordon case show C-1 --at 2026-03-01T10:00Z")

    @Argument(help: "The case.")
    var caseID: CaseID

    @Option(help: ArgumentHelp("The case as it was known then.", valueName: "time"))
    var at: Timestamp?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let queries = try store.openForReading().queries
        let incident = try queries.incident(caseID, at: at)
        let context = try queries.context(of: caseID, at: at)
        try output.print(
            InvestigationText(incident, in: context).text, json: try WireJSON.line(CaseShape(incident, in: context)))
    }
}

extension Timestamp: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso8601: argument) }
}
