import ArgumentParser
import CaseLifecycle
import Vocabulary

struct EradicateCause: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "cause", abstract: "Name something that must be gone from every system; it is never deleted.",
        discussion:
            "cordon eradicate cause C-1 --kind persistence --text 'task \\Updater' --seen-on WKS-014 --rule 4b1e")

    @OptionGroup var change: ChangeOptions

    @Option(help: "What it is.")
    var kind: Cause.Kind

    @Option(help: "The cause, in words.")
    var text: String

    @Option(help: ArgumentHelp("A system it was seen on; may be repeated.", valueName: "system"))
    var seenOn: [String] = []

    @Option(help: ArgumentHelp("An account it was seen on; may be repeated.", valueName: "account"))
    var seenOnAccount: [String] = []

    @Option(help: ArgumentHelp("A record that shows it; may be repeated.", valueName: "sha256#record"))
    var evidence: [EvidenceReference] = []

    @Option(help: "The detection rule that would see it again.")
    var rule: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let seen = seenOn.map(Target.system) + seenOnAccount.map(Target.account)
        try change.run(
            [.recovery(.nameCause(kind: kind, text: text, seenOn: seen, evidence: evidence, rule: rule))], output)
    }
}

extension Cause.Kind: ExpressibleByArgument {}
extension EvidenceReference: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
extension EvidenceID: ExpressibleByArgument {
    package init?(argument: String) {
        guard let digits = HexDigits(argument: argument) else { return nil }
        self.init(hex: digits.text)
    }
}
