import ArgumentParser
import Vocabulary

struct EvidenceAdd: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add evidence to a case: seal, parse, detect, investigate.",
        discussion: "cordon evidence add C-1 logs/FS-01/")

    @Argument(help: "The case.")
    var caseID: CaseID

    @Argument(help: "Files or folders of evidence.")
    var path: [String]

    @Option(help: ArgumentHelp("Whose evidence it is, where the evidence does not say.", valueName: "name"))
    var host: String?

    @Flag(help: "Seal files where they lie instead of copying them; they are hashed again before every use.")
    var reference = false

    @OptionGroup var times: TimeOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup var indicators: IndicatorOptions
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
            paths: path, caseID: caseID, title: nil, host: host, staysInPlace: reference, times: times,
            ruleOptions: rules, indicatorOptions: indicators, report: nil,
            isVerbose: verbose, showsStats: stats, store: store, output: output
        ).run()
    }
}
