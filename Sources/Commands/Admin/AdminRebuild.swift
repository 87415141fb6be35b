import ArgumentParser
import Bootstrap
import Services
import Wire

struct AdminRebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Make the read models anew from the journal.",
        discussion: "cordon admin rebuild")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        try store.openExisting().admin.rebuild()
        StandardOutput.note("rebuilt")
    }
}
