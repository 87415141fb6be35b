import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct ContainShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "How containment stands: each member, its readiness and what was last seen.",
        discussion: "cordon contain show C-1 --format json")

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let queries = try store.openForReading().queries
        let incident = try queries.incident(caseID)
        let context = try queries.context()
        let shape = ContainmentShape(incident, in: context)
        let text = [incident.waiting(at: context.now), text(shape)].compactMap(\.self).joined(separator: "\n")
        try output.print(text, json: try WireJSON.line(shape))
    }

    private func text(_ shape: ContainmentShape) -> String {
        guard !shape.members.isEmpty else { return "nothing is planned to be contained" }
        let rows =
            [["member", "kind", "response", "ready", "ordered", "seen", "from"]]
            + shape.members.map { member in
                [
                    member.target.name, member.target.kind, member.response, member.ready ? "yes" : "no",
                    member.ordered ?? "-", member.result ?? "-", member.from ?? "-",
                ]
            }
        let missing =
            shape.demands.map { "missing: \($0)" } + shape.measures.compactMap(\.warning).map { "warning: \($0)" }
        return
            ([
                PlainText.table(rows), "\(shape.stragglers.count) of these were ordered and not seen to be contained",
                "\(shape.undecided) systems and accounts are suspected or without a verdict",
            ] + missing).joined(separator: "\n")
    }
}
