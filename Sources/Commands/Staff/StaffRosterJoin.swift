import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services

struct StaffRosterJoin: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Say that two persons of the roster are one: they then count as one wherever two are asked for.",
        discussion: """
            cordon staff roster join zed --into asha

            The name and the accounts of the first become the second's, its roles and duties end. Neither of them says so.
            """)

    @Argument(help: "The person who turned out to be another.")
    var name: String

    @Option(help: ArgumentHelp("The person that it is.", valueName: "person"))
    var into: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try RosterText.print(into, try store.openExisting().organisation.run([.join(name, into: into)]), output)
    }
}
