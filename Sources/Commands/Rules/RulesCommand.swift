import ArgumentParser

struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check, list, test and explain detection rules.",
        subcommands: [RulesCheck.self, RulesList.self, RulesCoverage.self, RulesTest.self, RulesExplain.self],
        defaultSubcommand: RulesList.self)
}
