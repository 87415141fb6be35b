import ArgumentParser
import CaseLifecycle
import Vocabulary

struct EradicateCredential: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential", abstract: "Record the reset or removal of accounts that the intruder has.",
        discussion: """
            cordon eradicate credential C-1 svc-backup --reset 'a logon with the old password is refused'
            cordon eradicate credential C-1 helpdesk2 --removed 'the intruder made it; deleted'
            cordon eradicate credential C-1 da-jones --tier-zero 'domain administrator'     (reset twice then)
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The accounts.")
    var names: [String]

    @Option(help: "How it was seen that they are reset.")
    var reset: String?

    @Option(help: "How it was seen that they are removed.")
    var removed: String?

    @Option(help: "Why they are of tier 0; that is not taken back.")
    var tierZero: String?

    @Option(help: ArgumentHelp("When it happened, where that is not now.", valueName: "time"))
    var at: Timestamp?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [reset, removed, tierZero].compactMap(\.self).count == 1 else {
            throw ValidationError("give one of --reset, --removed and --tier-zero")
        }
    }

    func run() async throws {
        try change.run(names.map { .recovery(command($0)) }, output)
    }

    private func command(_ name: String) -> RecoveryCommand {
        if let tierZero { return .rankCredential(account: name, reason: tierZero) }
        return .resetCredential(
            account: name, act: removed == nil ? .reset : .removed, observed: removed ?? reset ?? "", at: at)
    }
}
