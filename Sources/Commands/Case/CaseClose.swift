import ArgumentParser
import CaseLifecycle

struct CaseClose: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a case whose review is done, when nothing is left open; or what is no incident.",
        discussion: """
            cordon case close C-1 --vector email --outcome resolved --resolution 'eleven systems rebuilt' \\
                --reason 'monitored for a month without re-entry'
            cordon case close C-2 --vector other --outcome falsePositive --resolution 'a test by the own staff' \\
                --reason 'announced in ticket 4711'

            A false positive is closed before containment, when nothing is confirmed or suspected any more: what the evidence
            confirms is cleared or excluded by two people.

            A case that was reopened by mistake, and in which nothing was recorded since but notes and custody, is closed as it
            was before:

            cordon case close C-1 --as-before --reason 'meant C-7'
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "How the attack came about (NIST SP 800-61r2 section 3.2.1).")
    var vector: Closing.Vector?

    @Option(help: "How the incident ended.")
    var outcome: Closing.Outcome?

    @Option(help: "What was done about it.")
    var resolution: String?

    @Flag(help: "Take back a reopening: the case is closed as it was before.")
    var asBefore = false

    @Option(help: "Why it can be closed now.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try command }

    func run() async throws { try change.run([try command], output) }

    private var command: CaseCommand {
        get throws {
            guard !asBefore else {
                guard vector == nil, outcome == nil, resolution == nil else {
                    throw ValidationError("--as-before stands alone with --reason: how it ended was said before")
                }
                return .withdrawReopening(reason: reason)
            }
            guard let vector, let outcome, let resolution else {
                throw ValidationError("give --vector, --outcome and --resolution, or --as-before")
            }
            return .close(Closing(vector: vector, outcome: outcome, resolution: resolution, reason: reason))
        }
    }
}

extension Closing.Vector: ExpressibleByArgument {}
extension Closing.Outcome: ExpressibleByArgument {}
