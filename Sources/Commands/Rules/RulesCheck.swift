import ArgumentParser
import Detection
import Services
import Vocabulary
import Wire

struct RulesCheck: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Every problem of rule files, with its place; exit 1 if there is any.",
        discussion: "cordon rules check rules/")

    @Argument(help: "Rule files or folders.")
    var path: [String]

    @OptionGroup var mapping: MappingOptions

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (rules, problems) = try RuleLibrary.load(path, mappings: mapping.paths)
        let lines = problems.map { "\(PlainText.safe($0.file)):\($0.line):\($0.column): \(PlainText.safe($0.message))" }
        try output.print(
            (lines + ["\(rules.summaries.count) rules read, \(problems.count) problems"]).joined(separator: "\n"),
            json: try WireJSON.line(RuleCheckShape(loaded: rules.summaries.count, problems: problems)))
        if !problems.isEmpty { throw ExitCode(1) }
    }
}
