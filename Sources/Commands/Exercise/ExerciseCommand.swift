import ArgumentParser

struct ExerciseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exercise", abstract: "Made-up intrusions with known truth.",
        subcommands: [
            ExerciseGenerate.self, ExerciseScoreCommand.self, ExerciseNew.self, ExerciseClockCommand.self,
        ])
}
