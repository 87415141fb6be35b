import ArgumentParser
import Services

struct ExerciseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exercise", abstract: "Made-up intrusions with known truth.",
        subcommands: [ExerciseGenerate.self, ExerciseNew.self, ExerciseClockCommand.self])
}

struct ExerciseGenerate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write the evidence of a made-up intrusion to a new folder.",
        discussion: "cordon exercise generate sample/ && cordon investigate sample/")

    @Argument(help: "The folder to make. One that exists is refused.")
    var folder: String

    @Option(help: "The same seed gives the same bytes.")
    var seed: UInt64 = 1

    func run() async throws {
        let files = try ExerciseService.generate(into: folder, seed: seed)
        StandardOutput.note("wrote \(files) files to \(folder)")
    }
}
