import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Wire

struct CostCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost", abstract: "What an incident costs: hours, money, and what came back.",
        subcommands: [
            CostAdd.self, CostShow.self, CostEstimateCommand.self, CostWithdraw.self, CostNoLabour.self,
        ])
}

extension ChangeOptions {
    /// Runs a command on the cost of a case, and prints what was recorded.
    func runCost(_ command: CostCommand, _ output: OutputOptions) throws {
        let outcome = try store.openExisting().cases.run([.cost(command)], on: caseID, expected: ifVersion)
        try output.print(
            EventLines.text(outcome),
            json: try WireJSON.line(CostShape(outcome.incident, in: outcome.context, band: nil)))
    }
}

/// What a command did, in the words of its events.
enum EventLines {
    static func text(_ outcome: CaseService.Outcome) -> String {
        outcome.events.isEmpty
            ? "nothing has changed" : outcome.events.map(\.event.words.line).joined(separator: "\n")
    }
}
