import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CaseCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Work a case through its process.",
        subcommands: [
            CaseOpen.self, CaseList.self, CaseShow.self, CaseTimeline.self, CaseDeclare.self, CaseAssign.self,
            CaseHandover.self, CaseAdvance.self, CaseReturn.self, CaseConformance.self, CaseImpact.self,
            CaseCause.self,
            CaseTaskCommand.self, CaseDebt.self, CaseNote.self,
            CaseLog.self, CaseClose.self, CaseReopen.self, CaseExport.self,
        ],
        defaultSubcommand: CaseList.self)
}

/// What every command that changes a case takes.
struct ChangeOptions: ParsableArguments {
    @Argument(help: "The case.")
    var caseID: CaseID

    @Option(help: ArgumentHelp("Refuse if the case is no longer at this version.", valueName: "version"))
    var ifVersion: Int?

    @OptionGroup var store: StoreOptions

    /// Runs commands and prints where the case then stands.
    @discardableResult
    func run(_ commands: [CaseCommand], _ output: OutputOptions) throws -> CaseService.Outcome {
        let outcome = try store.openExisting().cases.run(commands, on: caseID, expected: ifVersion)
        for warning in CaseLine.warnings(outcome.events.map(\.event)) { StandardOutput.note("warning: \(warning)") }
        let line = CaseLine.text(outcome.incident) + (outcome.events.isEmpty ? ", as before: nothing was recorded" : "")
        try output.print(line, json: try WireJSON.line(CaseShape(outcome.incident, in: outcome.context)))
        return outcome
    }
}

/// Where a case stands, in one line.
enum CaseLine {
    static func text(_ incident: Case) -> String {
        "\(incident.id) is at version \(incident.version), in state \(incident.state.rawValue)"
    }

    /// What gates let pass and recorded, with the gate's name.
    static func warnings(_ events: [CaseEvent]) -> [String] {
        events.flatMap { event -> [GateVerdict] in
            switch event {
            case .stateEntered(_, let gates), .gatesPassed(_, _, let gates): gates
            default: []
            }
        }.flatMap { verdict in (verdict.warnings ?? []).map { warning in "\(verdict.gate): \(warning)" } }
    }
}
