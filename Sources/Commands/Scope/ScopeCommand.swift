import ArgumentParser

struct ScopeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scope", abstract: "The systems of a case and their verdicts.",
        subcommands: [ScopeShow.self, ScopeConfirm.self, ScopeClear.self])
}
