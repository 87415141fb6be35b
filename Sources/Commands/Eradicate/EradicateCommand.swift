import ArgumentParser

struct EradicateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eradicate", abstract: "Every cause against every system: what is removed, and seen to be gone.",
        subcommands: [
            EradicateShow.self, EradicateCause.self, EradicateWithdraw.self, EradicateCell.self,
            EradicateCredential.self, EradicateDomain.self,
        ])
}
