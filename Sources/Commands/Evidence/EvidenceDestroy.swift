import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct EvidenceDestroy: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Destroy evidence: one person asks, another witnesses; the certificate stays.",
        discussion: """
            cordon evidence destroy C-1 3f2a91c0 --method 'removed from the vault' --reason 'kept long enough'
            cordon evidence destroy C-1 3f2a91c0 --confirm                              (another person)

            Refused while a legal hold is in force, while the time that it is kept for lasts, and where nobody has
            decided on that. Evidence of an open case is destroyed only after the days that the policy sets
            (open-evidence-days), and the witness is of the legal role. A file that another case holds stays for that case.
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var evidence: EvidenceOptions

    @Option(help: "By what method it is destroyed, here and wherever copies are.")
    var method: String?

    @Option(help: "Why.")
    var reason: String?

    @Flag(help: "Witness the destruction that somebody else asked for; the file is removed.")
    var confirm = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if confirm {
            if method != nil || reason != nil { throw ValidationError("--confirm takes no --method and no --reason") }
        } else if method == nil || reason == nil {
            throw ValidationError("give --method and --reason, or --confirm")
        }
    }

    func run() async throws {
        if let method, let reason {
            try change.run(
                [.custody(.requestDestruction(evidence.required, method: method, reason: reason))], output)
        } else {
            let (outcome, items) = try change.store.openExisting().custody.destroy(
                evidence.required, in: change.caseID, expected: change.ifVersion)
            let organisation = outcome.context.organisation
            try output.print(
                items.flatMap { item in
                    ["\(item.sealed.id)  \(PlainText.safe(item.sealed.name))"]
                        + (item.destruction.map { CustodyText.certificate($0, organisation) } ?? [])
                }.joined(separator: "\n"),
                json: try WireJSON.line(items.map { CustodyShape($0, of: outcome.incident, in: outcome.context) }))
        }
    }
}
