import ArgumentParser
import Detection
import Services
import Vocabulary
import Wire

struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check and list detection rules.",
        subcommands: [RulesCheck.self, RulesList.self])
}

struct RulesCheck: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Every problem of rule files, with its place; exit 1 if there is any.",
        discussion: "cordon rules check rules/")

    @Argument(help: "Rule files or folders.")
    var path: [String]

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (rules, problems) = try RuleLibrary.load(path)
        let lines = problems.map { "\(PlainText.safe($0.file)):\($0.line):\($0.column): \(PlainText.safe($0.message))" }
        try output.print(
            (lines + ["\(rules.rules.count) rules read, \(problems.count) problems"]).joined(separator: "\n"),
            json: try WireJSON.line(RuleCheckShape(loaded: rules.rules.count, problems: problems)))
        if !problems.isEmpty { throw ExitCode(1) }
    }
}

struct RulesList: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The rules of folders, or the starter rules that ship with the program.",
        discussion: "cordon rules list")

    @Argument(help: "Rule files or folders. Default: the starter rules.")
    var path: [String] = []

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (rules, _) = try RuleLibrary.load(path)
        let summaries = rules.rules.map(\.summary)
        try output.print(
            PlainText.table(
                summaries.map {
                    [$0.level.rawValue, $0.techniques.map(\.text).joined(separator: ","), $0.id, $0.title]
                }),
            json: try WireJSON.line(summaries.map(RuleShape.init)))
    }
}
