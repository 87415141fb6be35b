import ArgumentParser
import Bootstrap
import Services
import Wire

struct AdminRebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make the read models anew from the journal, and the index of records from the evidence.",
        discussion: "cordon admin rebuild")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let workspace = try store.openExisting()
        try workspace.admin.rebuild()
        let progress = Progress()
        let failures = try await workspace.search.rebuild { progress.show(bytes: $0, of: $1, records: $2) }
        progress.end()
        for (id, failure) in failures { StandardOutput.note("\(id): not all is indexed: \(Failure.text(of: failure))") }
        StandardOutput.note("rebuilt")
    }
}
