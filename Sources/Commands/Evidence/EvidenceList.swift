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
        let shapes = incident.evidence.map { EvidenceShape($0, reading: incident.readings[$0.id]) }
        try output.print(
            PlainText.table(
                [["sha256", "bytes", "format", "records", "issues", "name"]]
                    + incident.evidence.map { sealed in
                        let reading = incident.readings[sealed.id]
                        return [
                            sealed.id.hex, "\(sealed.bytes)", (reading?.format ?? .unknown).rawValue,
                            "\(reading?.records ?? 0)", "\(reading?.issueCount ?? 0)", sealed.name,
                        ]
                    }),
            json: try WireJSON.line(shapes))
    }
}
