import ArgumentParser
import Bootstrap
import Services
import Vocabulary

struct ExerciseNew: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a store for an exercise: a clock of its own, marked as an exercise for ever.",
        discussion: """
            cordon exercise new drill/ --start 2026-03-02T07:00Z
            cordon exercise generate sample/ && cordon investigate sample/ --home drill/
            """)

    @Argument(help: "The data directory to make. One that holds anything is refused.")
    var folder: String

    @Option(help: ArgumentHelp("What the clock shows at first. Default: the present.", valueName: "time"))
    var start: Timestamp?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard !folder.isEmpty else { throw ValidationError("name a folder for the store") }
        let workspace = try StoreOptions.makeExercise(in: folder, start: start)
        try ExerciseClockText.print(workspace, folder: folder, output)
    }
}
