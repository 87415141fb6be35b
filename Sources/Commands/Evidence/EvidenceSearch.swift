import ArgumentParser
import Bootstrap
import Foundation
import RecordSearch
import Services
import Vocabulary
import Wire

struct EvidenceSearch: AsyncParsableCommand, JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find records of cases by what they say.",
        discussion: """
            cordon evidence search 'host:WS5 AND event_id:4624 AND "10.0.0.5"' --case C-1
            cordon evidence search 'process:powershell.exe NOT account:SYSTEM' --from 2026-03-01 --reverse
            cordon evidence search 'message:"failed password"' --limit 0 --format csv > found.csv
            cordon evidence search 'event_id:4625' --histogram hour
            cordon evidence search 'time:[2026-03-01 TO 2026-03-02}' --top account
            The language of queries: docs/search.md
            """)

    @Argument(help: "What to look for; everything where nothing is said. Best put in single quotation marks.")
    var query: [String] = []

    @Option(name: .customLong("case"), help: "Search this case; may be repeated. Default: every case.")
    var caseIDs: [CaseID] = []

    @Option(help: ArgumentHelp("Leave out what happened before.", valueName: "time"))
    var from: SearchTime?

    @Option(help: ArgumentHelp("Leave out what happened at that time or later.", valueName: "time"))
    var to: SearchTime?

    @Option(
        help: ArgumentHelp("Print so many records at most; 0 for all. Default: 100, of --top 20.", valueName: "number"))
    var limit: Int?

    @Option(help: ArgumentHelp("Go on behind the last record of a page, as that page says.", valueName: "cursor"))
    var after: String?

    @Flag(help: "The latest first.")
    var reverse = false

    @Option(help: "How records are printed.")
    var format = SearchFormat.text

    @Option(help: ArgumentHelp("What to print of each record: names as in queries, with commas.", valueName: "names"))
    var fields: String?

    @Flag(help: "Print only how many records there are.")
    var count = false

    @Option(
        help: ArgumentHelp(
            "Count by time: auto, minute, hour, day, week, or a length such as 30s, 15m, 6h.", valueName: "interval"))
    var histogram: HistogramInterval?

    @Option(help: ArgumentHelp("Count the values of a field.", valueName: "name"))
    var top: String?

    @OptionGroup var store: StoreOptions

    var printsJSON: Bool { format == .json || format == .jsonl }

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is 0 or more") }
        if after != nil, cursor == nil { throw ValidationError("--after takes what a page ended with") }
        if [count, histogram != nil, top != nil].count(where: { $0 }) > 1 {
            throw ValidationError("give one of --count, --histogram and --top")
        }
        if let from, let to, to.span.lower <= from.span.lower {
            throw ValidationError("--from is earlier than --to: no time lies between them")
        }
        _ = try parsed()
    }

    func run() async throws {
        let query = try parsed()
        let scope = try store.openForReading().search.open(caseIDs.isEmpty ? nil : caseIDs)
        let summary = SearchSummary(scope: scope, query: query, format: format)
        if count {
            try await summary.printCount()
        } else if let histogram {
            try await summary.printHistogram(histogram.seconds)
        } else if let top {
            try await summary.printTop(SearchField(top), limit: limit ?? 20)
        } else {
            let shown = fields.map { $0.split(separator: ",").map { SearchField(String($0)) } }
            try SearchPages(
                scope: scope, query: query, format: format, fields: shown, namesCase: caseIDs.count != 1,
                limit: limit ?? 100
            ).print(isReversed: reverse, after: cursor)
        }
        QueryHints.hints(for: self.query.joined(separator: " ")).forEach(StandardOutput.note)
        if after == nil { await noteUntimed(scope, query) }
    }

    /// A bound of time keeps out records whose time nobody knows: that must not look as if there were none.
    private func noteUntimed(_ scope: SearchScope, _ query: Query) async {
        guard let untimed = query.withoutTime else { return }
        let answer = await scope.count(untimed)
        guard answer.value > 0 else { return }
        let records = answer.value == 1 ? "1 record" : "\(answer.value) records"
        StandardOutput.note("\(records) without a time left out: no span of time holds such a record")
    }

    /// One of a record without a time begins with a minus, and is given with a space before it: ``QueryArguments``.
    private var cursor: HitKey? { after.flatMap { HitKey(cursor: $0.trimmingCharacters(in: .whitespaces)) } }

    private func parsed() throws -> Query {
        let text = query.joined(separator: " ")
        let read: Query
        do throws(QueryProblem) { read = try Query(text) } catch { throw ValidationError(error.text(in: text)) }
        guard from != nil || to != nil else { return read }
        return read.within(TimeSpan(from: from?.span.lower, before: to?.span.lower))
    }
}
