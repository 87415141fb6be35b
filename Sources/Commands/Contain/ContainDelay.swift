import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct ContainDelay: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "delay", abstract: "Put containment off on purpose, until a fixed moment, signed by counsel.",
        discussion: """
            cordon contain delay C-1 --until 2026-03-04T12:00Z --reason 'the second way in is not found yet'
            cordon contain delay C-1 --sign                        (a person with the role legal)
            cordon contain delay C-1                               (how the wait stands)

            A later date takes the same two acts, and only as often as the policy allows. It never holds an order back.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: ArgumentHelp("When waiting ends, whatever is hoped for.", valueName: "time"))
    var until: Timestamp?

    @Option(help: "What is gained by waiting.")
    var reason: String?

    @Flag(help: "Sign the wait.")
    var sign = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if until != nil, sign { throw ValidationError("give either --until or --sign") }
        if until == nil, reason != nil { throw ValidationError("--reason is that of --until") }
        if until != nil, reason == nil { throw ValidationError("say why: --reason") }
    }

    func run() async throws {
        if let until, let reason {
            try change.run([.containment(.delay(reason: reason, until: until))], output)
        } else if sign {
            try change.run([.containment(.signDelay)], output)
        } else {
            let queries = try change.store.openForReading().queries
            let incident = try queries.incident(change.caseID)
            let context = try queries.context()
            try output.print(
                incident.waiting(at: context.now) ?? "containment is not put off",
                json: try WireJSON.line(ContainmentShape(incident, in: context)))
        }
    }
}
