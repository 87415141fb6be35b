import ArgumentParser
import Services
import Wire

struct RulesTest: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Test rules on events that must, and must not, match; exit 1 if any fails.",
        discussion: """
            cordon rules test rules/

            Beside RULE.yml stand RULE.match.jsonl, each record of which must match, and RULE.nomatch.jsonl, none of which
            may. Other formats do as well (RULE.match.evtx): there one record must match. So it is for correlations.
            """)

    @Argument(help: "Folders of rules with their events.")
    var path: [String]

    @OptionGroup var mapping: MappingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let outcomes = try await RuleTestService(mappings: mapping.paths).test(path)
        let shape = RuleTestShape(
            outcomes.map { .init(rule: $0.rule, records: $0.records, tested: $0.isTested, failures: $0.failures) })
        let lines = outcomes.flatMap { outcome in outcome.failures.map { "\(outcome.rule): \($0)" } }
        try output.print((lines + [shape.words]).joined(separator: "\n"), json: try WireJSON.line(shape))
        if outcomes.contains(where: { !$0.failures.isEmpty }) { throw ExitCode(1) }
    }
}
