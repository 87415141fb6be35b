import ArgumentParser

struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Verify, export and show the journal.",
        subcommands: [JournalVerify.self, JournalExport.self, JournalShow.self])
}
