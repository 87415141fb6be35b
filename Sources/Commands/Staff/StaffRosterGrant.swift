import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services

struct StaffRosterGrant: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Give somebody a role. Nobody gives one to himself.",
        discussion: "cordon staff roster grant asha --role lead")

    @Argument(help: "The person.")
    var name: String

    @Option(help: "The role.")
    var role: Role

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try RosterText.print(name, try store.openExisting().organisation.run([.grant(role, to: name)]), output)
    }
}
