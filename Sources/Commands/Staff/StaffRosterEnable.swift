import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services

struct StaffRosterEnable: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Enable somebody again; duties do not come back.",
        discussion: "cordon staff roster enable asha")

    @Argument(help: "The person.")
    var name: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try RosterText.print(name, try store.openExisting().organisation.run([.enable(name)]), output)
    }
}
