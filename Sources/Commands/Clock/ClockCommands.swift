import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct ClockCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "Who must be notified, by when, and who was.",
        discussion: "Whether a duty exists is for counsel to say; what is counted here is the time.",
        subcommands: [
            ClockList.self, ClockStartCommand.self, ClockMove.self, ClockNotify.self, ClockAcknowledge.self,
            ClockWaive.self, ClockNone.self,
        ])
}

extension ChangeOptions {
    /// Runs a command on the duties to notify, and prints what was recorded.
    func runClock(_ command: NotificationCommand, _ output: OutputOptions) throws {
        let outcome = try store.openExisting().cases.run([.notification(command)], on: caseID, expected: ifVersion)
        let book = outcome.incident.notifications
        let counted: NotificationDuty? =
            switch command {
            case .start: book.duties.last
            case .move(let id, _, _): book.duty(id)
            default: nil
            }
        let warnings = counted?.warnings(at: outcome.context.now).map { "warning: \($0)" } ?? []
        try output.print(
            ([EventLines.text(outcome)] + warnings).joined(separator: "\n"),
            json: try WireJSON.line(ClockShape(outcome.incident, in: outcome.context)))
    }
}

struct ClockList: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every duty to notify, how far its clock is, and who was told.",
        discussion: "cordon clock list C-1")

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let queries = try store.openForReading().queries
        let incident = try queries.incident(caseID)
        let context = try queries.context()
        try output.print(
            text(incident.notifications, at: context.now), json: try WireJSON.line(ClockShape(incident, in: context)))
    }

    private func text(_ book: NotificationBook, at now: Timestamp) -> String {
        guard !book.duties.isEmpty else {
            return book.noDuty.map { "nobody must be notified: \($0.reason)" } ?? "no duties are recorded"
        }
        let table = PlainText.table(
            [["duty", "regime", "due", "elapsed", "state", "still to be told", "must say"]]
                + book.duties.map {
                    [
                        $0.id.description, $0.regime, $0.due.text(digits: 0), "\($0.elapsedPercent(at: now)) %",
                        $0.stateText, $0.recipientsLeft.joined(separator: ", "),
                        $0.terms.content.joined(separator: "; "),
                    ]
                })
        return ([table] + book.duties.flatMap { $0.warnings(at: now) }).joined(separator: "\n")
    }
}
