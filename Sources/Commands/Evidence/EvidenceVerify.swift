import ArgumentParser
import Bootstrap
import Services
import Vocabulary
import Wire

struct EvidenceVerify: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Hash the sealed evidence of a case again and compare.",
        discussion: """
            cordon evidence verify C-1
            cordon evidence verify C-1 --record               writes what was found into the custody log
            """)

    @Argument(help: "The case; every case where none is named.")
    var caseID: CaseID?

    @Flag(help: "Record the check in the case's custody log.")
    var record = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if record, caseID == nil { throw ValidationError("--record needs the case") }
    }

    func run() async throws {
        let results =
            if record, let caseID {
                try store.openExisting().custody.recordChecks(of: caseID)
            } else {
                try store.openForReading().evidence.verify(caseID)
            }
        try output.print(
            PlainText.table(
                results.map {
                    [
                        $0.isDestroyed ? "destroyed" : $0.problem == nil ? "ok" : "CHANGED", $0.evidence.id.hex,
                        $0.evidence.name, $0.problem ?? "",
                    ]
                }),
            json: try WireJSON.line(
                results.map { EvidenceCheckShape($0.evidence, problem: $0.problem, isDestroyed: $0.isDestroyed) }))
        if results.contains(where: { $0.problem != nil }) { throw ExitCode(1) }
    }
}
