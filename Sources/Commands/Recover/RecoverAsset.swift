import ArgumentParser
import CaseLifecycle
import Vocabulary

struct RecoverAsset: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "asset", abstract: "Register what systems are restored from, or record its check.",
        discussion: """
            cordon recover asset C-1 --add nightly-0112 --kind backup --hash SHA --taken-at 2026-01-12T02:00Z --source 'tape 7'
            cordon recover asset C-1 --verify R-1 --hash SHA --indicators 'no hit of 12' --integrity 'signature valid' \\
                --result clean

            Nothing is restored from an asset that was found infected.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: ArgumentHelp("The name of a new asset.", valueName: "name"))
    var add: String?

    @Option(help: "What it is; rebuildMedia was taken when its publisher made it.")
    var kind: RestorationAsset.Kind?

    @Option(help: ArgumentHelp("The SHA-256 of the file as it now is.", valueName: "sha256"))
    var hash: EvidenceID

    @Option(help: ArgumentHelp("Of when the state is that it holds.", valueName: "time"))
    var takenAt: Timestamp?

    @Option(help: "Where it comes from.")
    var source: String?

    @Option(help: ArgumentHelp("The asset that was checked.", valueName: "asset"))
    var verify: AssetID?

    @Option(help: "What the search for indicators of the case gave.")
    var indicators: String?

    @Option(help: "What the check of integrity gave.")
    var integrity: String?

    @Option(help: "What both came to.")
    var result: AssetRecord.Result?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        switch (add, verify) {
        case (.some, nil):
            if kind == nil || takenAt == nil || source == nil {
                throw ValidationError("--add needs --kind, --hash, --taken-at and --source")
            }
        case (nil, .some):
            if indicators == nil || integrity == nil || result == nil {
                throw ValidationError("--verify needs --hash, --indicators, --integrity and --result")
            }
        default: throw ValidationError("give either --add or --verify")
        }
    }

    func run() async throws {
        if let add, let kind, let takenAt, let source {
            try change.run(
                [.recovery(.registerAsset(name: add, kind: kind, sha256: hash, takenAt: takenAt, source: source))],
                output)
        } else if let verify, let indicators, let integrity, let result {
            try change.run(
                [
                    .recovery(
                        .verifyAsset(
                            verify, sha256: hash, indicators: indicators, integrity: integrity, result: result))
                ], output)
        }
    }
}

extension RestorationAsset.Kind: ExpressibleByArgument {}
extension AssetRecord.Result: ExpressibleByArgument {}
