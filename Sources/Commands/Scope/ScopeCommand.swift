import ArgumentParser

struct ScopeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scope", abstract: "The systems and accounts of a case and their verdicts.",
        subcommands: [
            ScopeShow.self, ScopeExplain.self, ScopeConfirm.self, ScopeSuspect.self, ScopeClear.self, ScopeExclude.self,
            ScopeEnrol.self,
            ScopeSet.self, ScopeOwner.self, ScopeChannel.self, ScopeApart.self,
        ])
}
