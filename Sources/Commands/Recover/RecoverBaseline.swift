import ArgumentParser
import CaseLifecycle
import Services
import Vocabulary

struct RecoverBaseline: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline", abstract: "Say of when baselines are, as another person than who compares with them.",
        discussion: """
            cordon recover baseline C-1 jan.sha256 --taken-at 2026-01-10T02:00Z --reason 'catalogue of the backups, entry 4711'
            cordon recover baseline C-1 golden/WKS-014.json golden/WKS-015.json --reason 'written by the image server, job 12'

            A file that says so itself needs somebody's word, too: it may have been made today. Another person compares with
            it then: cordon recover verify --help
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The files.")
    var files: [String]

    @Option(help: ArgumentHelp("Of when they are; default: what each says itself.", valueName: "time"))
    var takenAt: Timestamp?

    @Option(help: "How their age is known.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(files.map { .recovery(try dating(of: $0)) }, output)
    }

    private func dating(of file: String) throws -> RecoveryCommand {
        let baseline = try SnapshotFile(file)
        let inside = baseline.snapshot.takenAt
        if let inside, let takenAt, inside != takenAt {
            throw CaseRefusal.impossible("\(file) says itself that it is of \(inside)")
        }
        guard let date = inside ?? takenAt else {
            throw CaseRefusal.missing(["of when \(file) is, which it does not say: --taken-at TIME"])
        }
        return .dateBaseline(sha256: baseline.sha256, at: date, reason: reason)
    }
}
