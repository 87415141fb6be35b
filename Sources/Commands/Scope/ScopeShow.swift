import ArgumentParser
import Bootstrap
import CaseLifecycle
import Reporting
import Services
import Vocabulary
import Wire

struct ScopeShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Every system, its verdict and why.", discussion: "cordon scope show C-1")

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let incident = try store.openForReading().queries.incident(caseID)
        let systems = incident.systems.sorted { $0.key < $1.key }
        try output.print(
            ([
                PlainText.table(
                    [["system", "verdict", "confidence", "presence", "first compromise", "judged"]] + systems.map(row))
            ] + incident.apart.map(line)).joined(separator: "\n"),
            json: try WireJSON.line(ScopeShape(incident)))
    }

    private func line(_ apart: CaseApart) -> String {
        let names = apart.names.map(\.description).joined(separator: ", ")
        return PlainText.safe(
            "\(apart.other) is held to be another intrusion, though both know \(names): \(apart.reason)")
    }

    private func row(_ name: String, _ standing: SystemStanding) -> [String] {
        let judged = standing.judgement.map {
            (standing.isClearanceStale ? "clearance is stale: " : "\($0.verdict.rawValue): ") + $0.reason
        }
        return [
            VisibleName.spelled(name), standing.verdict.rawValue, Figures.percent(standing.assessment?.confidence ?? 0),
            standing.presence.rawValue,
            standing.assessment?.firstCompromise?.text(digits: 0) ?? "-", judged ?? "-",
        ]
    }
}
