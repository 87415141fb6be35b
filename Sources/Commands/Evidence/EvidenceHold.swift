import ArgumentParser
import CaseLifecycle

struct EvidenceHold: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Place a legal hold on evidence; only the legal role lifts it.",
        discussion: """
            cordon evidence hold C-1 --all --reason 'letter of the prosecutor of 3 March'
            cordon evidence hold C-1 3f2a91c0 --lift --reason 'proceedings closed'      (a person of the legal role)
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var evidence: EvidenceOptions

    @Flag(help: "Lift every hold on this evidence.")
    var lift = false

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let selection = evidence.required
        try change.run(
            [.custody(lift ? .lift(selection, reason: reason) : .hold(selection, reason: reason))], output)
    }
}
