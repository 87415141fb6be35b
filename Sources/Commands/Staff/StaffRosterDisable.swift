import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services

struct StaffRosterDisable: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Disable somebody, who then does and approves nothing; the duties end, too.",
        discussion: "cordon staff roster disable asha")

    @Argument(help: "The person.")
    var name: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let outcome = try store.openExisting().organisation.run([.disable(name)])
        try RosterText.print(name, outcome, output)
        for action in outcome.organisation.actionsOwned(by: name) { StandardOutput.note("warning: \(action)") }
    }
}
