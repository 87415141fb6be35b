import ArgumentParser
import CaseLifecycle

struct ContainConfirm: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Confirm an emergency as its second person, within four hours.",
        discussion: "cordon contain confirm C-1")

    @OptionGroup var change: ChangeOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.containment(.confirmEmergency)], output) }
}
