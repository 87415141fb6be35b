import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct PlanShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The plans of a case, or one of them with its actions and a forecast.",
        discussion: """
            cordon plan show C-1
            cordon plan show C-1 P-1
            """)

    @Argument(help: "The case.")
    var caseID: CaseID

    @Argument(help: "The plan.")
    var plan: PlanID?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let queries = try store.openForReading().queries
        let incident = try queries.incident(caseID)
        let context = try queries.context()
        guard let plan else {
            let shapes = incident.plans.plans.map { PlanShape($0, of: incident, in: context) }
            return try output.print(
                shapes.isEmpty ? "no plans" : shapes.map(PlanOutput.headline).joined(separator: "\n"),
                json: try WireJSON.line(shapes))
        }
        guard let found = incident.plans[plan] else { throw CaseRefusal.unknownItem("plan \(plan)") }
        let shape = PlanShape(found, of: incident, in: context)
        try output.print(PlanOutput.text(shape), json: try WireJSON.line(shape))
    }
}
