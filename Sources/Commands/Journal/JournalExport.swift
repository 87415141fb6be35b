import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct JournalExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "The journal of a case as JSON lines with a signed trailer.",
        discussion: "cordon journal export C-1 > C-1.ndjson")

    @Argument(help: "The case, or ORG.")
    var stream: String

    @OptionGroup var store: StoreOptions

    func run() async throws {
        try store.openForReading().journal.export(stream) { StandardOutput.write($0) }
    }
}
