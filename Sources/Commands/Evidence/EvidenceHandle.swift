import ArgumentParser
import CaseLifecycle

struct EvidenceHandle: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "handle", abstract: "Record what was done with evidence, by the person who has it.",
        discussion: """
            cordon evidence handle C-1 3f2a91c0 --text 'copied to the lab workstation' --location 'lab, safe 2' \\
                --happened 2026-03-01T11:00+01:00
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var evidence: EvidenceOptions

    @Option(help: "What was done.")
    var text: String

    @Option(help: "Where the evidence is kept.")
    var location: String

    @Option(help: ArgumentHelp("When, with the time zone; default: now.", valueName: "time"))
    var happened: ZonedTime?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(
            [.custody(.handle(evidence.required, text: text, location: location, happened: happened))], output)
    }
}
