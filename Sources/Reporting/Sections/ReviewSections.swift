import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// Who had to be told, and who was.
    static func notifications(_ material: ReportMaterial) -> ReportSection {
        let book = material.incident.notifications
        guard !book.duties.isEmpty else {
            let text: ReportText =
                book.noDuty.map { "Nobody had to be notified: \(value: $0.reason)" }
                ?? "No duty to notify is recorded, and nobody has said that there is none."
            return ReportSection(.notifications, "Notifications", [.paragraph(text)])
        }
        let warnings = book.duties.flatMap { $0.warnings(at: material.dossier.generatedAt) }
        return ReportSection(
            .notifications, "Notifications",
            material.table(
                caption: "Duties to notify", columns: ["Duty", "Regime", "Recipients", "Limit", "Told", "Released"],
                rows: book.duties.map { duty in
                    [
                        .text("\(words: duty.id.description)"), .value(duty.regime, otherwise: "not said"),
                        material.names(duty.terms.recipients, otherwise: "none"), .time(duty.due),
                        duty.sent.isEmpty
                            ? .absent("nobody")
                            : .lines(duty.sent.map { .text("\(value: $0.recipient), \($0.time)") }),
                        .value(duty.release?.reason, otherwise: "no"),
                    ]
                })
                + warnings.map { .paragraph(ReportText(value: $0)) })
    }

    /// What was learned, and who does what about it.
    static func lessons(_ material: ReportMaterial) -> ReportSection {
        let review = material.incident.review
        let answers = ReviewQuestion.allCases.flatMap { question -> [ReportBlock] in
            guard let answer = review.answer(to: question) else { return [] }
            let by = material.dossier.organisation.name(of: answer.stamp.actor)
            return [
                .heading("\(words: question.text)"), .quotation(answer.text, by: "\(value: by), \(answer.stamp.time)"),
            ]
        }
        let meetings = review.meetings.map { meeting -> ReportBlock in
            .quotation(
                meeting.agreements,
                by: "the meeting of \(value: meeting.attendees.joined(separator: ", ")), \(meeting.heldAt)")
        }
        let blocks = answers + meetings + actions(review, material)
        return ReportSection(.lessons, "Lessons", blocks.isEmpty ? [.paragraph("Nothing is recorded yet.")] : blocks)
    }

    private static func actions(_ review: ReviewBook, _ material: ReportMaterial) -> [ReportBlock] {
        guard !review.actions.isEmpty else {
            return review.noAction.map { [.paragraph("No corrective action is needed: \(value: $0)")] } ?? []
        }
        return material.table(
            caption: "Corrective actions", columns: ["Action", "What", "Owner", "Due", "Falls to", "Outcome"],
            rows: review.actions.map { action in
                [
                    .text("\(words: action.id.description)"), .value(action.text, otherwise: "not said"),
                    .value(action.owner, otherwise: "nobody"), .time(action.due),
                    .text("\(words: action.lane.rawValue)"), .value(action.done?.outcome, otherwise: "open"),
                ]
            })
    }
}
