import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// How it began, as a person stated it.
    static func cause(_ material: ReportMaterial) -> ReportSection? {
        guard let cause = material.incident.review.cause else { return nil }
        var blocks: [ReportBlock]
        switch cause.content {
        case .undeterminable(let reason, let missing):
            blocks = [
                .paragraph("The cause cannot be determined: \(value: reason)"),
                .facts([ReportFact("For want of", material.names(missing, otherwise: "nothing named"))]),
            ]
        case .stated(let statement):
            blocks =
                [.paragraph("\(value: statement.text) (\(words: Spelling.words(statement.vector.rawValue)))")]
                + roots(statement, material)
            if !statement.alternatives.isEmpty {
                blocks += material.table(
                    caption: "Other explanations that were weighed, the most likely first",
                    columns: ["Explanation", "What speaks for or against it"],
                    rows: statement.alternatives.map {
                        [.value($0.text, otherwise: "not said"), .value($0.reason, otherwise: "not said")]
                    })
            }
            if let why = statement.whyFewerAlternatives {
                blocks.append(.paragraph("Why no others: \(value: why)"))
            }
        }
        blocks.append(.facts([ReportFact("Stated", material.who(cause.stamp))]))
        return ReportSection(.cause, "Cause", blocks)
    }

    private static func roots(_ statement: CauseStatement, _ material: ReportMaterial) -> [ReportBlock] {
        material.table(
            caption: "Patient zero", columns: ["System", "Since", "How", "Evidence"],
            rows: statement.roots.map { root in
                [
                    .value(root.system, otherwise: "not named"), .time(root.since, otherwise: "as the evidence says"),
                    .value(root.reason, otherwise: "not said"),
                    material.names(root.evidence.map(\.description), otherwise: "none"),
                ]
            })
    }

    /// The nine questions, the meeting and what is to be corrected.
    static func review(_ material: ReportMaterial) -> ReportSection? {
        let review = material.incident.review
        let isEmpty =
            review.answers.isEmpty && review.meetings.isEmpty && review.actions.isEmpty && review.noAction == nil
        guard !isEmpty else { return nil }
        let questions = ReviewQuestion.allCases.flatMap { question -> [ReportBlock] in
            let heading = ReportBlock.heading("\(question.rawValue). \(words: question.text)")
            guard let answer = review.answer(to: question) else { return [heading, .paragraph("Not answered.")] }
            let by = material.name(of: answer.stamp.actor)
            let doubt: ReportText = answer.isSuggestion ? ", as it was suggested" : ""
            return [heading, .quotation(answer.text, by: "\(value: by), \(answer.stamp.time)\(doubt)")]
        }
        return ReportSection(
            .review, "What was learned",
            (review.answers.isEmpty ? [] : questions) + meetings(material) + actions(material))
    }

    private static func meetings(_ material: ReportMaterial) -> [ReportBlock] {
        let meetings = material.incident.review.meetings
        guard !meetings.isEmpty else { return [] }
        return [.heading("Meetings")]
            + material.table(
                caption: "Meetings on what was learned", columns: ["Held", "Attended", "Agreed", "Told"],
                rows: meetings.map { meeting in
                    [
                        .time(meeting.heldAt), material.names(meeting.attendees, otherwise: "nobody"),
                        .value(meeting.agreements, otherwise: "nothing"),
                        material.names(meeting.circulatedTo, otherwise: "nobody"),
                    ]
                })
    }

    private static func actions(_ material: ReportMaterial) -> [ReportBlock] {
        let review = material.incident.review
        guard !review.actions.isEmpty else {
            return review.noAction.map { [.paragraph("No corrective action is needed: \(value: $0)")] } ?? []
        }
        return [.heading("Corrective actions")]
            + material.table(
                caption: "So that it does not happen again, or is seen sooner",
                columns: ["Action", "What", "Owner", "Due", "Falls to", "Outcome"],
                rows: review.actions.map { action in
                    [
                        .text("\(words: action.id.description)"), .value(action.text, otherwise: "not said"),
                        .value(action.owner, otherwise: "nobody"), .time(action.due),
                        .text("\(words: action.lane.rawValue)"), .value(action.done?.outcome, otherwise: "open"),
                    ]
                })
    }

    /// Who must be told, and who was.
    static func notifications(_ material: ReportMaterial) -> ReportSection? {
        let book = material.incident.notifications
        guard !book.duties.isEmpty || book.noDuty != nil else { return nil }
        if book.duties.isEmpty {
            return ReportSection(
                .notifications, "Notification",
                [.paragraph("Nobody must be notified: \(value: book.noDuty?.reason ?? "")")])
        }
        return ReportSection(
            .notifications, "Notification",
            material.table(
                caption: "Duties to notify", columns: ["Duty", "Under", "Counts from", "Due", "Told", "Open"],
                rows: book.duties.map { duty in
                    [
                        .text("\(words: duty.id.description)"), .value(duty.regime, otherwise: "not named"),
                        .time(duty.start), .time(duty.due), told(duty),
                        duty.release.map {
                            .text("\(words: $0.kind == .waived ? "waived" : "not required"): \(value: $0.reason)")
                        } ?? material.names(duty.recipientsLeft, otherwise: "nobody"),
                    ]
                }))
    }

    private static func told(_ duty: NotificationDuty) -> ReportCell {
        guard !duty.sent.isEmpty else { return .absent("nobody") }
        return .lines(
            duty.sent.prefix(ReportLimits.names).map { sent in
                let late: ReportText =
                    sent.time > duty.due ? ", late" : sent.stamp.time > duty.due ? ", entered late" : ""
                let answer: ReportText = sent.acknowledgement == nil ? ", not acknowledged" : ""
                return .text("\(value: sent.recipient), \(sent.time)\(late)\(answer)")
            })
    }
}
