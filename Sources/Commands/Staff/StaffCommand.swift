import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Wire

struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "The people: who they are, what they may do, who is on which duty.",
        subcommands: [
            StaffShow.self, StaffRoster.self, StaffAssign.self, StaffRelease.self, StaffOverride.self,
            StaffAction.self,
        ],
        defaultSubcommand: StaffShow.self)
}

extension StoreOptions {
    /// Changes who is on which duty and prints how things then stand; what is or will be uncovered goes to standard
    /// error.
    @discardableResult
    func changeStaff(
        _ commands: [OrganisationCommand], _ output: OutputOptions
    ) throws -> OrganisationService.Outcome {
        let outcome = try openExisting().organisation.run(commands)
        let view = StaffView(outcome)
        try output.print(view.text, json: try WireJSON.line(view.shape))
        for warning in view.warnings { StandardOutput.note("warning: \(warning)") }
        return outcome
    }
}

extension Role: ExpressibleByArgument {}
extension Duty: ExpressibleByArgument {}
extension Person.Kind: ExpressibleByArgument {}
