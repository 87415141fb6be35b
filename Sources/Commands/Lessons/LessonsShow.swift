import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct LessonsShow: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The cause, the nine questions with what the case says of them, and all answers.",
        discussion: "cordon lessons show C-1")

    @Argument(help: "The case.")
    var caseID: CaseID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let queries = try store.openForReading().queries
        let incident = try queries.incident(caseID)
        let context = try queries.context()
        let conformance = try queries.conformance(caseID).summary
        try output.print(
            text(incident, conformance),
            json: try WireJSON.line(LessonsShape(incident, in: context, conformance: conformance)))
    }

    private func text(_ incident: Case, _ conformance: String) -> String {
        let review = incident.review
        var lines = ["cause: \(review.cause?.text ?? "not stated")", ""]
        for question in ReviewQuestion.allCases {
            lines.append("\(question.rawValue). \(question.text)")
            lines.append("   \(review.answer(to: question)?.text ?? "not answered")")
            if review.answer(to: question) == nil,
                let suggestion = incident.suggestion(for: question, conformance: conformance)
            {
                lines += suggestion.split(separator: "\n").map { "   the case says: \($0)" }
            }
        }
        lines.append("")
        lines += review.meetings.map {
            "meeting of \($0.attendees.joined(separator: ", ")) on \($0.heldAt.text(digits: 0)): \($0.agreements)"
        }
        lines.append(actions(review))
        lines += review.reports.map { "final report from version \($0.version): \($0.format) \($0.sha256)" }
        return lines.joined(separator: "\n")
    }

    private func actions(_ review: ReviewBook) -> String {
        guard !review.actions.isEmpty else {
            return review.noAction.map { "no corrective action: \($0)" } ?? "no corrective actions yet"
        }
        return PlainText.table(
            [["action", "owner", "due", "lane", "state", "text"]]
                + review.actions.map {
                    [
                        $0.id.description, $0.owner, $0.due.text(digits: 0), $0.lane.rawValue,
                        $0.done.map { "done: \($0.outcome)" } ?? "open", $0.text,
                    ]
                })
    }
}
