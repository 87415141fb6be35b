import ArgumentParser
import Bootstrap
import Services
import Wire

struct AdminBackup: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write the journal and all evidence into one file, while work goes on.",
        discussion: """
            cordon admin backup /backups/monday.cordon
            Keep a copy of journal.key apart from the backups: a store that is restored without it can only be looked at.
            """)

    @Argument(help: "The file to write. One that exists is not replaced.")
    var file: String

    @Flag(help: "Put the private key of the store into the file, too: whoever has it can sign in the store's name.")
    var withKey = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let contents = try store.openForReading().backups.backUp(to: file, withKey: withKey)
        try BackupText(contents, file: file, home: store.folder).print("wrote \(file)", output)
    }
}

/// What a backup holds, for people and programs.
struct BackupText {
    private let contents: BackupService.Summary
    private let file: String
    private let home: String

    init(_ contents: BackupService.Summary, file: String, home: String) {
        self.contents = contents
        self.file = file
        self.home = home
    }

    func print(_ done: String, _ output: OutputOptions) throws {
        for id in contents.missing { StandardOutput.note("not held, and not destroyed by anybody: \(id)") }
        let key = contents.hasKey ? "with its private key" : "without its private key"
        try output.print(
            """
            \(done): \(contents.events) events, \(contents.evidenceFiles) evidence files, \(key)
            head \(contents.head), signed by \(contents.publicKey)
            """,
            json: try WireJSON.line(
                BackupShape(
                    file: file, home: home, publicKey: contents.publicKey, head: contents.head,
                    events: contents.events, evidenceFiles: contents.evidenceFiles,
                    evidenceBytes: contents.evidenceBytes, missing: contents.missing, key: contents.hasKey)))
    }
}
