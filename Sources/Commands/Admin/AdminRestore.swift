import ArgumentParser
import Bootstrap
import Services

struct AdminRestore: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Make a store from a backup, once all that is in it was proved.",
        discussion: """
            cordon admin restore /backups/monday.cordon --home restored/ --key-file /safe/journal.key
            cordon journal verify --home restored/ --head HASH     is the head of the last report part of it?
            """)

    @Argument(help: "The backup.")
    var file: String

    @Option(help: ArgumentHelp("The private key of the store, where the backup does not hold it.", valueName: "file"))
    var keyFile: String?

    @Option(
        help: ArgumentHelp(
            "The data directory to make; one that holds anything is refused. Default: CORDON_HOME, or ~/.cordon.",
            valueName: "dir"))
    var home: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        if self.home?.isEmpty == true { throw ValidationError("--home needs the name of a folder") }
        let home = Workspace.home(self.home)
        let contents = try Workspace.restore(file, to: home, keyFile: keyFile)
        if contents.isExercise { ExerciseMark.begin() }
        try BackupText(contents, file: file, home: home).print("restored \(home)", output)
        if !contents.hasKey {
            StandardOutput.note("to work on it, put the key of the store there: \(home)/journal.key")
        }
    }
}
