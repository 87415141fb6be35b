import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CaseHandover: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "handover",
        abstract: "Hand the lead or your own tasks over; whoever takes over accepts it under the own account.",
        discussion: """
            cordon case handover C-1 --to bob --text 'FS-02 is being imaged; call the provider at 18:00; DC-01 is next'
            cordon case handover C-1 --accept H-1                               (bob)
            cordon case handover C-1                                            the hand-overs of the case

            Open tasks, debts and clocks are added by the system. Until it is accepted nothing changes hands.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: ArgumentHelp("Who takes over.", valueName: "name"))
    var to: String?

    @Option(help: "Open actions, clocks, decisions, next steps.")
    var text: String?

    @Option(help: ArgumentHelp("The hand-over that you take.", valueName: "hand-over"))
    var accept: HandoverID?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (to == nil) == (text == nil) else { throw ValidationError("give --to and --text together") }
        if to != nil, accept != nil { throw ValidationError("give either --to or --accept") }
    }

    func run() async throws {
        if let to, let text {
            try change.run([.people(.offer(to: to, text: text))], output)
        } else if let accept {
            try change.run([.people(.accept(accept))], output)
        } else {
            let incident = try change.store.openForReading().queries.incident(change.caseID)
            let handovers = incident.handovers.handovers
            try output.print(
                handovers.isEmpty
                    ? "no hand-overs"
                    : PlainText.table(
                        [["hand-over", "of", "from", "to", "offered", "state", "open then", "text"]]
                            + handovers.map(Self.row)),
                json: try WireJSON.line(handovers.map(HandoverShape.init)))
        }
    }

    private static func row(_ handover: Handover) -> [String] {
        let offer = handover.offer
        let open =
            offer.tasks.map(\.description) + offer.debts.map(\.description) + offer.clocks.map(\.description)
        let state =
            handover.accepted.map { "accepted \($0.time.text(digits: 0))" }
            ?? (handover.isReplaced ? "replaced" : "not accepted")
        return [
            handover.id.description, handover.kind.rawValue, handover.from, handover.to,
            handover.offered.time.text(digits: 0), state, open.isEmpty ? "-" : open.joined(separator: ", "), offer.text,
        ]
    }
}
