import ArgumentParser
import CaseLifecycle

struct ScopeOwner: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "owner", abstract: "Confirm who owns systems, as a second person.",
        discussion: """
            cordon scope owner C-1 DC-01 --confirm Dana

            One person records an owner (cordon scope set --help). The owner's word counts when a lead, deputy or executive, or
            the confirmed owner before, has confirmed it, who is neither that person nor the new owner.
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The systems, by name or alias.")
    var names: [String]

    @Option(help: "The owner, as recorded.")
    var confirm: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(names.map { .scope(.confirmOwner(system: $0, owner: confirm)) }, output)
    }
}
