import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ContainDelay: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "delay", abstract: "Put containment off on purpose, until a fixed moment, signed by counsel.",
        discussion: """
            cordon contain delay C-1 --until 2026-03-04T12:00Z --reason 'the second way in is not found yet'
            cordon contain delay C-1 --sign                        (a person with the role legal)

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
        guard (until != nil) != sign else { throw ValidationError("give either --until or --sign") }
        if until != nil, reason == nil { throw ValidationError("say why: --reason") }
    }

    func run() async throws {
        if let until, let reason {
            try change.run([.containment(.delay(reason: reason, until: until))], output)
        } else {
            try change.run([.containment(.signDelay)], output)
        }
    }
}
