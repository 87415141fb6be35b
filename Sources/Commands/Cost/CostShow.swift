import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CostShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What an incident costs: known, range, net, and what has no price yet.",
        discussion: "cordon cost show C-1 --band 15")

    @Argument(help: "The case.")
    var caseID: CaseID

    @Option(help: ArgumentHelp("By how much the figures may be off.", valueName: "percent"))
    var band: Int?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let band, !(0...100 ~= band) { throw ValidationError("--band is 0 to 100 percent") }
    }

    func run() async throws {
        let queries = try store.openForReading().queries
        let incident = try queries.incident(caseID)
        try output.print(
            CostText(incident.costs, band: band).text,
            json: try WireJSON.line(CostShape(incident, in: try queries.context(), band: band)))
    }
}

/// The cost of a case for people.
private struct CostText {
    let book: CostBook
    let summary: CostSummary

    init(_ book: CostBook, band: Int?) {
        self.book = book
        summary = CostSummary(book, band: band)
    }

    var text: String {
        let parts = [figures, rows, hours] + notes
        let said = parts.filter { !$0.isEmpty }
        return said.isEmpty ? "no costs" : said.joined(separator: "\n\n")
    }

    private var figures: String {
        guard !summary.currencies.isEmpty else { return "" }
        return PlainText.table(
            [["known", "recovered", "net", "lowest", "highest", summary.band.map { "± \($0) %" } ?? ""]]
                + summary.currencies.map { figures in
                    let band = [figures.bandLowest, figures.bandHighest].compactMap { $0?.description }
                    return [
                        figures.gross.description, figures.recovered.description, figures.net.description,
                        figures.lowest.description, figures.highest?.description ?? "open",
                        band.joined(separator: " to "),
                    ]
                })
    }

    private var rows: String {
        guard !book.entries.isEmpty else { return "" }
        return PlainText.table(
            [["row", "hours", "price", "certainty", "state", "what"]]
                + book.entries.map { entry in
                    let state =
                        switch entry.end {
                        case nil: "counts"
                        case .replaced(let other): "replaced by \(other)"
                        case .withdrawn: "withdrawn"
                        }
                    return [
                        entry.id.description, entry.row.item.seconds.map(HoursText.hours) ?? "-",
                        entry.row.price?.words ?? "no price yet", entry.row.certainty.rawValue, state,
                        entry.row.item.name,
                    ]
                })
    }

    private var hours: String {
        guard summary.seconds > 0 else { return "" }
        let lines = (summary.hoursByStage + summary.hoursByPerson).map { [$0.name, HoursText.hours($0.seconds)] }
        return PlainText.table([["hours of labour", HoursText.hours(summary.seconds)]] + lines)
    }

    private var notes: [String] {
        let estimates = [("first estimate", summary.initialEstimate), ("last estimate", summary.finalEstimate)]
            .compactMap { name, estimate in
                estimate.map { "\(name): \($0.lowest) to \($0.highest), \($0.reason)" }
            }
        let demands = summary.currencies.compactMap(\.demanded).map { "ransom demanded: \($0)" }
        let unpriced = summary.unpriced.map { "no price yet: \($0.id) \($0.row.item.name)" }
        let overlaps = book.labourOverlaps.map {
            "\($0.first) and \($0.second) have \($0.person) at work twice for \(HoursText.hours($0.seconds)) hours"
        }
        return [(estimates + demands + unpriced + overlaps).joined(separator: "\n")]
    }
}
