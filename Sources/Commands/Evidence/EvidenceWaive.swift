import ArgumentParser
import CaseLifecycle

struct EvidenceWaive: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive",
        abstract: "Let the traces of a system or account be destroyed without evidence; two people, for 4 hours.",
        discussion: """
            cordon evidence waive C-1 --system FS-01 --reason 'the disk is encrypted and the key is lost'   (a lead)
            cordon evidence waive C-1 --approve O-1                                                  (another person)

            The debt that it leaves cannot be made good; an executive accepts it:
            cordon case debt C-1 --accept D-1 --reason 'nothing more can be had of it'
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var one: OneTargetOptions

    @Option(help: "What sort of reason it is.")
    var category = Override.Category.notObtainable

    @Option(help: "Why no evidence is kept.")
    var reason: String?

    @Option(help: ArgumentHelp("The proposal to approve.", valueName: "override"))
    var approve: OverrideID?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (one.target == nil) != (approve == nil) else {
            throw ValidationError("give --system or --account with --reason, or --approve")
        }
        if one.target != nil, reason == nil { throw ValidationError("say why: --reason") }
    }

    func run() async throws {
        if let target = one.target, let reason {
            try change.run([.custody(.waive(target, category: category, reason: reason))], output)
        } else if let approve {
            try change.run([.override(.approve(approve))], output)
        }
    }
}
