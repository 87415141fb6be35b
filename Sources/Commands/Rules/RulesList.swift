import ArgumentParser
import Detection
import Services
import Vocabulary
import Wire

struct RulesList: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The rules of folders, or the starter rules that ship with the program.",
        discussion: "cordon rules list")

    @Argument(help: "Rule files or folders. Default: the starter rules.")
    var path: [String] = []

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (rules, _) = try RuleLibrary.load(path)
        let summaries = rules.summaries
        try output.print(
            PlainText.table(
                summaries.map {
                    [$0.level.rawValue, $0.techniques.map(\.text).joined(separator: ","), $0.id, $0.title]
                }),
            json: try WireJSON.line(summaries.map(RuleShape.init)))
    }
}
