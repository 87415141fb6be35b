import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct ContainMeasure: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "The measures in place: take one out, move its date, or keep it for ever.",
        discussion: """
            cordon contain measure C-1
            cordon contain measure C-1 --remove M-1 --check 'flows from FS-01 are normal again'
            cordon contain measure C-1 --move M-2 --until 2026-03-20T12:00Z --reason 'the rebuild takes longer'
            cordon contain measure C-1 --keep M-3 --reason 'nobody needs that address'
            cordon contain measure C-1 --approve M-3               (another person)
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: ArgumentHelp("Say that a measure is out.", valueName: "measure"))
    var remove: MeasureID?

    @Option(help: "How it was checked that it is out.")
    var check: String?

    @Option(help: ArgumentHelp("When it was taken out. Default: now.", valueName: "time"))
    var happened: Timestamp?

    @Option(help: ArgumentHelp("Move the date of a measure.", valueName: "measure"))
    var move: MeasureID?

    @Option(help: ArgumentHelp("The new date.", valueName: "time"))
    var until: Timestamp?

    @Option(help: ArgumentHelp("Propose that a measure stays for ever.", valueName: "measure"))
    var keep: MeasureID?

    @Option(help: "Why it stays.")
    var reason: String?

    @Option(help: ArgumentHelp("Approve that it stays.", valueName: "measure"))
    var approve: MeasureID?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [remove, move, keep, approve].count(where: { $0 != nil }) <= 1 else {
            throw ValidationError("give one of --remove, --move, --keep and --approve")
        }
        if remove != nil, check == nil { throw ValidationError("--remove needs --check") }
        if move != nil, until == nil || reason == nil { throw ValidationError("--move needs --until and --reason") }
        if keep != nil, reason == nil { throw ValidationError("--keep needs --reason") }
    }

    func run() async throws {
        if let command {
            try change.run([.containment(command)], output)
            return
        }
        let queries = try change.store.openForReading().queries
        let measures = ContainmentShape(try queries.incident(change.caseID), in: try queries.context()).measures
        try output.print(
            measures.isEmpty
                ? "no measures"
                : PlainText.table(
                    [["measure", "kind", "for", "comes out by", "state", "warning"]]
                        + measures.map {
                            [$0.id, $0.kind, $0.duration, $0.due ?? "-", $0.state, $0.warning ?? "-"]
                        }),
            json: try WireJSON.line(measures))
    }

    private var command: ContainmentCommand? {
        if let remove { return .remove(remove, check: check ?? "", happenedAt: happened) }
        if let move, let until { return .postpone(move, until: until, reason: reason ?? "") }
        if let keep { return .proposePermanence(keep, reason: reason ?? "") }
        return approve.map(ContainmentCommand.approvePermanence)
    }
}
