import ArgumentParser
import CaseLifecycle
import Vocabulary

struct RecoverRestore: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Record that a system was restored from a verified asset.",
        discussion: "cordon recover restore C-1 WKS-014 --asset R-1 --hash SHA --observed 'it starts; services answer'")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The system.")
    var system: String

    @Option(help: "What it was restored from.")
    var asset: AssetID

    @Option(help: ArgumentHelp("The SHA-256 of the file that was used.", valueName: "sha256"))
    var hash: EvidenceID

    @Option(help: "What was observed of the restored system.")
    var observed: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.run(
            [.recovery(.restore(system: system, asset: asset, sha256: hash, observed: observed))], output)
    }
}
