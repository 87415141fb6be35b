import ArgumentParser
import CaseLifecycle

struct ScopeEnrol: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol", abstract: "Add systems or accounts that no evidence names yet.",
        discussion: "cordon scope enrol C-1 DC-02 --tier 0 --owner Dana")

    @OptionGroup var change: ChangeOptions
    @OptionGroup var targets: TargetOptions

    @Option(help: "0 for domain controllers, identity and backups; 1; or 2 for the rest.")
    var tier = 2

    @Option(help: "Who answers for the system.")
    var owner: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(targets.all.map { .scope(.enrol($0, tier: tier, owner: owner)) }, output)
    }
}
