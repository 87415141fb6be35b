import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ContainVerify: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Record what was seen from elsewhere of members that were to be contained.",
        discussion: """
            cordon contain verify C-1 --target FS-01 --result contained --observed 'no flow but the agent for 10 minutes' \\
                --from 'the core firewall'
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var members: MemberOptions

    @Option(help: "contained, partial, failed or unknown.")
    var result: Observation.Result

    @Option(help: "What was seen.")
    var observed: String

    @Option(help: ArgumentHelp("The system or sensor it was seen from; never the member itself.", valueName: "where"))
    var from: String

    @Option(help: ArgumentHelp("When it was seen. Default: now.", valueName: "time"))
    var happened: Timestamp?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if members.all.isEmpty { throw ValidationError("name a member: --target or --account") }
    }

    func run() async throws {
        try change.run(
            members.all.map {
                .containment(.verify($0, result, observed: observed, from: from, happenedAt: happened))
            }, output)
    }
}

extension Observation.Result: ExpressibleByArgument {}
