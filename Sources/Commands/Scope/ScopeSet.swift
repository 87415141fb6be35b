import ArgumentParser
import CaseLifecycle
import Services

struct ScopeSet: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Record the owner of systems, or raise their tier.",
        discussion: "cordon scope set C-1 DC-01 --tier 0 --owner Dana")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The systems, by name or alias.")
    var names: [String]

    @Option(help: "0, 1 or 2; within a case it may only be raised, towards 0.")
    var tier: Int?

    @Option(help: "Who answers for the systems.")
    var owner: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if tier == nil, owner == nil { throw ValidationError("give --tier, --owner or both") }
    }

    func run() async throws {
        let commands = names.flatMap { name in
            (tier.map { [CaseCommand.scope(.raiseTier(system: name, tier: $0))] } ?? [])
                + (owner.map { [CaseCommand.scope(.nameOwner(system: name, owner: $0))] } ?? [])
        }
        let outcome = try change.run(commands, output)
        let organisation = outcome.context.organisation
        let name = owner.map { organisation.person(named: $0)?.name ?? $0 }
        if let doubt = name.flatMap({ outcome.incident.doubt(aboutOwner: $0, in: organisation) }) {
            StandardOutput.note("warning: \(doubt): nobody can confirm that as the owner")
        }
    }
}
