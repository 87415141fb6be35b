import ArgumentParser
import CaseLifecycle
import Services

struct RecoverSnapshot: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Say whose state a file is that does not say so itself.",
        discussion: """
            cordon recover snapshot C-1 now.sha256 --of WEB-01 --reason 'collected by me over the console, ticket 4711'

            Another person compares with it then: cordon recover verify --help. A file of checksums names no system; a golden
            image may be the baseline of several.
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The file, a baseline or an observation.")
    var file: String

    @Option(
        name: .customLong("of"), help: ArgumentHelp("A system whose state it is; may be repeated.", valueName: "system")
    )
    var systems: [String]

    @Option(help: "How that is known.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let file = try SnapshotFile(file)
        if let host = file.snapshot.host {
            throw CaseRefusal.impossible("the file says itself that it is of \(host)")
        }
        try change.run(
            [.recovery(.attributeSnapshot(sha256: file.sha256, systems: systems, reason: reason))], output)
    }
}
