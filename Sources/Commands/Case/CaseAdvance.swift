import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CaseAdvance: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance", abstract: "Take the case to its next state, when its gates are met.",
        discussion: "cordon case advance C-1 --dry-run")

    @OptionGroup var change: ChangeOptions

    @Flag(help: "Say what is missing; change nothing.")
    var dryRun = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard dryRun else {
            try change.run([.advance], output)
            return
        }
        let reading = try change.store.openForReading()
        let now = try reading.queries.context().now
        if let waiting = try reading.queries.incident(change.caseID).waiting(at: now) { StandardOutput.note(waiting) }
        let outcome = try reading.cases.rehearse([.advance], on: change.caseID, expected: change.ifVersion)
        for warning in CaseLine.warnings(outcome.events) { StandardOutput.note("warning: \(warning)") }
        let incident = outcome.incident
        try output.print(
            "\(CaseLine.text(incident)) and may advance to \(incident.state.next?.rawValue ?? "-")",
            json: try WireJSON.line(CaseShape(incident, in: outcome.context)))
    }
}
