import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary

struct StaffRelease: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "End a person's present and coming duties; preparation and detection are never left empty.",
        discussion: "cordon staff release asha --at 2026-03-06T17:00Z")

    @Argument(help: "The person.")
    var name: String

    @Option(help: ArgumentHelp("When; leave it out for now.", valueName: "time"))
    var at: Timestamp?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let outcome = try store.changeStaff([.release(name, at: at)], output)
        for action in outcome.organisation.actionsOwned(by: name) { StandardOutput.note("warning: \(action)") }
    }
}
