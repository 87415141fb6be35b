import ArgumentParser
import CaseLifecycle
import Services
import Vocabulary

struct RecoverBaseline: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline", abstract: "Say of when a baseline is whose file does not say so itself.",
        discussion: """
            cordon recover baseline C-1 jan.sha256 --taken-at 2026-01-10T02:00Z --reason 'catalogue of the backups, entry 4711'

            Another person compares with it then: cordon recover verify --help
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The file.")
    var file: String

    @Option(help: ArgumentHelp("Of when it is.", valueName: "time"))
    var takenAt: Timestamp

    @Option(help: "How its age is known.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let baseline = try SnapshotFile(file)
        if let inside = baseline.snapshot.takenAt {
            throw CaseRefusal.impossible("the file says itself that it is of \(inside)")
        }
        try change.run([.recovery(.dateBaseline(sha256: baseline.sha256, at: takenAt, reason: reason))], output)
    }
}
