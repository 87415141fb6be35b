import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services

struct ContainRollback: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Record that containment was undone: of members, of one action, or of all.",
        discussion: """
            cordon contain rollback C-1 --target FS-01 --reason 'the plant stood still'
            cordon contain rollback C-1 --action P-1/3 --reason 'the wrong host'
            cordon contain rollback C-1 --all --reason 'the order went out too early'
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var members: MemberOptions

    @Option(help: ArgumentHelp("The action that was undone.", valueName: "plan/number"))
    var action: ActionKey?

    @Flag(help: "Everything that is being contained, or is contained.")
    var all = false

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [!members.all.isEmpty, action != nil, all].filter(\.self).count == 1 else {
            throw ValidationError("name members (--target, --account), or give --action or --all")
        }
    }

    func run() async throws {
        var targets = members.all
        if all {
            let incident = try change.store.openForReading().queries.incident(change.caseID)
            targets = incident.containment.orderedTargets.sorted().filter {
                [.isolating, .contained].contains(incident.responseState(of: $0))
            }
        }
        try change.run([.containment(.rollback(targets, action: action, reason: reason))], output)
    }
}
