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
        discussion: """
            cordon exercise generate sample/ && cordon investigate sample/
            cordon exercise generate two/ --story spread && cordon investigate two/first/

            The story sample is of three hosts. In spread an intruder goes from host to host: first/ is of ten hosts,
            later/ of an eleventh, to be added when the scope of the ten is known.
            """)

    @Argument(help: "The folder to make. One that exists is refused.")
    var folder: String

    @Option(help: "Which intrusion to write.")
    var story = ExerciseStory.sample

    @Option(help: "The same seed gives the same bytes.")
    var seed: UInt64 = 1

    func run() async throws {
        let files = try ExerciseService.generate(story, into: folder, seed: seed)
        StandardOutput.note("wrote \(files) files to \(folder)")
    }
}

extension ExerciseStory: ExpressibleByArgument {}
