import ArgumentParser
import Bootstrap
import CaseLifecycle
import Reporting
import Services
import Vocabulary
import Wire

struct CaseList: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The queue of cases: unrated ones first, then by impact, never by age; closed ones last.",
        discussion: "cordon case list --open --limit 20")

    @Option(help: ArgumentHelp("Cases in this state only.", valueName: "state"))
    var state: CaseState?

    @Option(help: ArgumentHelp("Cases of this lead only.", valueName: "name"))
    var lead: String?

    @Flag(help: "Leave closed cases out.")
    var open = false

    @Option(help: ArgumentHelp("At most so many. Default: all.", valueName: "number"))
    var limit: Int?

    @Option(help: ArgumentHelp("Leave out so many at the beginning.", valueName: "number"))
    var offset = 0

    @Flag(inversion: .prefixedNo, help: "Count the gates before each open case, which reads its whole journal.")
    var gates = true

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if offset < 0 || limit.map({ $0 < 1 }) ?? false {
            throw ValidationError("--limit is 1 or more, --offset 0 or more")
        }
    }

    func run() async throws {
        let queries = try store.openForReading().queries
        let page = try queries.cases(
            CaseFilter(state: state, lead: lead, isOpen: open), offset: offset, limit: limit)
        let unmet = gates ? try queries.unmetGates(of: page.cases) : [:]
        let now = try queries.context().now
        try output.print(
            page.cases.isEmpty ? "no cases" : text(page.cases, unmet, at: now),
            json: try WireJSON.line(
                page.cases.map { CaseSummaryShape($0, unmetGates: unmet[$0.id], at: now) }))
        let next = offset + page.cases.count
        if next < page.total {
            StandardOutput.note("\(page.total - next) more of \(page.total): --offset \(next)")
        }
    }

    private func text(_ cases: [CaseSummary], _ unmet: [CaseID: Int], at now: Timestamp) -> String {
        PlainText.table(
            [["case", "priority", "state", "for", "gates", "debts", "tasks", "lead", "confirmed", "updated", "title"]]
                + cases.map { summary in
                    [
                        summary.id.description, summary.priority.map(String.init) ?? "not rated",
                        summary.state.rawValue, Figures.span(seconds: now.seconds(since: summary.stateSince)),
                        unmet[summary.id].map(String.init) ?? "-", "\(summary.openDebts)", "\(summary.openTasks)",
                        summary.lead ?? "-", "\(summary.confirmedSystems) of \(summary.systems)",
                        summary.updated.text(digits: 0), summary.title,
                    ]
                })
    }
}
