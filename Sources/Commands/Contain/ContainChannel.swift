import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ContainChannel: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "channel",
        abstract: "Where containment is planned: name the channel, test it, say that you are on it.",
        discussion: """
            cordon contain channel C-1 --name 'bridge 4711' --kind phone --depends-on 'public telephone network' \\
                --participant ann --participant bob --tested 2026-03-01T09:00Z
            cordon contain channel C-1 --test 'both could be heard'
            cordon contain channel C-1 --acknowledge              (each participant)
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "The name of the channel.")
    var name: String?

    @Option(help: "What sort of channel it is.")
    var kind: PlanningChannel.Kind = .other

    @Option(help: "A system, domain or provider that it needs to work; may be repeated.")
    var dependsOn: [String] = []

    @Option(help: "A person of the roster who is on it; may be repeated.")
    var participant: [String] = []

    @Option(help: ArgumentHelp("When it was last tried out.", valueName: "time"))
    var tested: Timestamp?

    @Option(help: "What a test of it showed.")
    var test: String?

    @Option(help: ArgumentHelp("When that was. Default: now.", valueName: "time"))
    var happened: Timestamp?

    @Flag(help: "Say that you are on the channel.")
    var acknowledge = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [name != nil, test != nil, acknowledge].filter(\.self).count == 1 else {
            throw ValidationError("give one of --name, --test and --acknowledge")
        }
    }

    func run() async throws {
        if let name {
            let details = PlanningChannel.Details(
                name: name, kind: kind, dependsOn: dependsOn, participants: participant, testedAt: tested)
            try change.run([.containment(.nameChannel(details))], output)
        } else if let test {
            try change.run([.containment(.testChannel(outcome: test, happenedAt: happened))], output)
        } else {
            try change.run([.containment(.acknowledgeChannel)], output)
        }
    }
}

extension PlanningChannel.Kind: ExpressibleByArgument {}
