import ArgumentParser
import Bootstrap
import Services
import Wire

struct CaseOpen: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open an empty case.",
        discussion: "cordon case open --title 'Odd logons on FS-01'")

    @Option(help: "What the case is about.")
    var title: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let outcome = try store.open(forCase: title).cases.open(title: title)
        try output.print(
            CaseLine.text(outcome.incident), json: try WireJSON.line(CaseShape(outcome.incident, in: outcome.context)))
    }
}
