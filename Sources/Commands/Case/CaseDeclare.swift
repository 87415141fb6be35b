import ArgumentParser
import CaseLifecycle

struct CaseDeclare: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare", abstract: "Declare an incident, against a criterion.",
        discussion: "cordon case declare C-1 --criterion 'Credential theft on a server'")

    @OptionGroup var change: ChangeOptions

    @Option(help: "The criterion that makes this an incident.")
    var criterion: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.run([.declare(criterion: criterion)], output) }
}
