import ArgumentParser
import CaseLifecycle

struct CaseAssign: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Assign the lead of a case.",
        discussion: "cordon case assign C-1 --lead asha")

    @OptionGroup var change: ChangeOptions

    @Option(help: "Who leads.")
    var lead: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.assignLead(person: lead)], output) }
}
