import ArgumentParser
import Vocabulary

struct Investigate: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "investigate",
        abstract: "Open a case from evidence: seal, parse, detect, investigate, report.",
        discussion: """
            cordon investigate logs/ --title "Macro on WKS-014" --report case.html
            cordon investigate more/ --case C-1 --format json
            """)

    @Argument(help: "Files or folders of evidence. Unknown formats are sealed and listed.")
    var path: [String]

    @Option(name: .customLong("case"), help: "Add to this case instead of opening one.")
    var caseID: CaseID?

    @Option(help: "The title of the new case.")
    var title: String?

    @Option(help: ArgumentHelp("Whose evidence it is, where the evidence does not say.", valueName: "name"))
    var host: String?

    @Flag(help: "Seal files where they lie instead of copying them; they are hashed again before every use.")
    var reference = false

    @OptionGroup var times: TimeOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup var indicators: IndicatorOptions

    @Option(help: ArgumentHelp("Write the report here.", valueName: "file.html"))
    var report: String?

    @Flag(help: "Print each step on standard error once it is safely in the journal.")
    var verbose = false

    @Flag(
        help: "Print where the bytes and records of each file went, its issues, rate and peak memory on standard error."
    )
    var stats = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await MainJob(
            paths: path, caseID: caseID, title: title, host: host, staysInPlace: reference, times: times,
            ruleOptions: rules, indicatorOptions: indicators, report: report,
            isVerbose: verbose, showsStats: stats,
            store: store, output: output
        ).run()
    }
}
