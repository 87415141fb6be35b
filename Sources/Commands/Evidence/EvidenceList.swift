import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct EvidenceList: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The evidence of a case.", discussion: "cordon evidence list C-1")

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let incident = try store.openForReading().queries.incident(caseID)
        let rows = EvidenceShape.all(of: incident).flatMap(\.rows)
        let missed = incident.missedFiles.map { ["not taken", $0.origin, $0.reason] }
        try output.print(
            PlainText.table([["sha256", "bytes", "format", "records", "issues", "name"]] + rows)
                + (missed.isEmpty ? "" : "\n\n" + PlainText.table(missed)),
            json: try WireJSON.line(EvidenceShape.all(of: incident)))
    }
}
