import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CaseList: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every case of the store.", discussion: "cordon case list --format json")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let cases = try store.openForReading().queries.cases()
        try output.print(
            cases.isEmpty
                ? "no cases"
                : PlainText.table(
                    [["case", "state", "lead", "evidence", "findings", "updated", "title"]]
                        + cases.map {
                            [
                                $0.id.description, $0.state.rawValue, $0.lead ?? "-", "\($0.evidence)",
                                "\($0.findings)",
                                $0.updated.text(digits: 0), $0.title,
                            ]
                        }),
            json: try WireJSON.line(cases.map(CaseSummaryShape.init)))
    }
}
