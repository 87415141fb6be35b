import ArgumentParser
import Bootstrap
import CaseLifecycle
import Foundation
import Services
import Vocabulary
import Wire

struct CaseDebt: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "debt",
        abstract: "What is owed for gates that were passed on purpose; settle, accept or take it over.",
        discussion: """
            cordon case debt C-1
            cordon case debt C-1 --settle D-1 --reason 'the eleventh host is contained'
            cordon case debt C-1 --accept D-1 --reason 'the disk is lost'      (an executive who had no part in it)
            cordon case debt C-1 --take-over D-1                                (where who owed it is gone)

            A debt is accepted while the case is under review; until then it is made good.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: ArgumentHelp("The debt whose gate is met by now.", valueName: "debt"))
    var settle: DebtID?

    @Option(help: ArgumentHelp("The debt that the organisation bears.", valueName: "debt"))
    var accept: DebtID?

    @Option(
        name: .customLong("take-over"),
        help: ArgumentHelp("The debt that you pay from now on, in place of somebody who is gone.", valueName: "debt"))
    var takeOver: DebtID?

    @Option(help: "How it was settled, or why it is accepted.")
    var reason: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if [settle, accept, takeOver].compactMap(\.self).count > 1 {
            throw ValidationError("give one of --settle, --accept and --take-over")
        }
        if settle != nil || accept != nil, reason == nil { throw ValidationError("say why: --reason") }
    }

    func run() async throws {
        if let settle, let reason {
            try change.run([.override(.settle(settle, reason: reason))], output)
        } else if let accept, let reason {
            try change.run([.override(.accept(accept, reason: reason))], output)
        } else if let takeOver {
            try change.run([.override(.takeOver(takeOver))], output)
        } else {
            let incident = try change.store.openForReading().queries.incident(change.caseID)
            let debts = incident.overrides.debts.values.sorted { $0.id < $1.id }
            try output.print(
                debts.isEmpty
                    ? "no debts"
                    : PlainText.table(
                        [["debt", "gate", "owner", "due", "state", "owed"]]
                            + debts.map {
                                [
                                    $0.id.description, $0.gate, $0.owner, $0.due.text(digits: 0),
                                    $0.end?.kind.rawValue ?? "open", $0.text,
                                ]
                            }),
                json: try WireJSON.line(debts.map(DebtShape.init)))
        }
    }
}
