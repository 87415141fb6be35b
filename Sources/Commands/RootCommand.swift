package import ArgumentParser
import Bootstrap

/// The program: `cordon COMMAND ...`.
package struct RootCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "cordon",
        abstract: "Incident response from raw evidence to a closed case.",
        discussion: """
            cordon investigate logs/                open a case from a folder of evidence
            cordon case advance C-1 --dry-run       what is missing before the next step
            cordon detect logs/ --rules rules/      match Sigma rules, keep nothing
            """,
        version: Workspace.productVersion,
        subcommands: [
            Investigate.self, Detect.self, EvidenceCommand.self, RulesCommand.self, CaseCommands.self,
            ScopeCommand.self, PlanCommand.self, ContainCommand.self, EradicateCommand.self, RecoverCommand.self,
            StaffCommand.self, ClockCommands.self, CostCommands.self, LessonsCommands.self,
            Report.self, JournalCommand.self, ExerciseCommand.self, AdminCommand.self,
        ])

    package init() {}

    /// Parses the arguments, runs the command and ends the process: 0 done, 1 failed, 2 refused, 64 usage.
    package static func start() async {
        MemoryReuse.begin()
        var printsJSON = false
        do {
            var command = try parseAsRoot(QueryArguments.marked(Array(CommandLine.arguments.dropFirst())))
            printsJSON = (command as? any JSONCommand)?.printsJSON ?? false
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(error, printsJSON: printsJSON)
        }
    }
}
