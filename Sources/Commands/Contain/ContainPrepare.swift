import ArgumentParser
import CaseLifecycle

struct ContainPrepare: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare", abstract: "Record that members of the set are ready, before the order.",
        discussion: """
            cordon contain prepare C-1 --target FS-01 --reachable 'agent answered at 10:02' \\
                --privilege 'isolation right checked' --rollback 'token 7f2a'

            It holds for the plan as it now is, and for no other revision.
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var members: MemberOptions

    @Option(help: "How it is known that it can be reached.")
    var reachable: String

    @Option(help: "How it is known that the rights are there.")
    var privilege: String

    @Option(help: ArgumentHelp("What undoes the containment.", valueName: "token"))
    var rollback: String

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if members.all.isEmpty { throw ValidationError("name a member: --target or --account") }
    }

    func run() async throws {
        try change.run(
            members.all.map {
                .containment(.prepare($0, reachable: reachable, privilege: privilege, rollback: rollback))
            }, output)
    }
}
