import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services

struct StaffRosterAccount: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Say that a further account is a person's: two accounts of one person are one person.",
        discussion: "cordon staff roster account asha --add a.rao-admin")

    @Argument(help: "The person.")
    var name: String

    @Option(help: ArgumentHelp("The account of the operating system.", valueName: "account"))
    var add: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try RosterText.print(name, try store.openExisting().organisation.run([.addAccount(add, to: name)]), output)
    }
}
