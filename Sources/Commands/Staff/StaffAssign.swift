import ArgumentParser
import Bootstrap
import CaseLifecycle
import Vocabulary

struct StaffAssign: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Put a person on a duty, and off every other; preparation and detection are never left empty.",
        discussion: """
            cordon staff assign asha --duty preparation
            cordon staff assign carl --duty response --until 2026-03-02T18:00Z

            What was planned for the person outside these hours stays. Refused where the person is the only one on
            preparation or detection: put somebody else on it first.
            """)

    @Argument(help: "The person.")
    var name: String

    @Option(help: "preparation, detection, or response to incidents.")
    var duty: Duty

    @Option(help: ArgumentHelp("From when; leave it out for now.", valueName: "time"))
    var from: Timestamp?

    @Option(help: ArgumentHelp("Until when; leave it out for until further notice.", valueName: "time"))
    var until: Timestamp?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try store.changeStaff([.assign(name, duty, from: from, until: until)], output) }
}
