import ArgumentParser

struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check and list detection rules.",
        subcommands: [RulesCheck.self, RulesList.self], defaultSubcommand: RulesList.self)
}
