import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services

struct StaffRosterTake: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "take", abstract: "Take a role from somebody.",
        discussion: "cordon staff roster take asha --role lead")

    @Argument(help: "The person.")
    var name: String

    @Option(help: "The role.")
    var role: Role

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try RosterText.print(name, try store.openExisting().organisation.run([.take(role, from: name)]), output)
    }
}
