import Vocabulary

extension Case {
    func decide(_ command: ReviewCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .stateCause(let cause): return try state(cause, in: context)
        case .causeUndeterminable(let reason, let missing): return try giveUpCause(reason, missing, in: context)
        case .answer(let question, let text, let conformance):
            return try answer(question, text, conformance: conformance, in: context)
        case .holdMeeting(let meeting): return try hold(meeting, in: context)
        case .addAction(let text, let owner, let due, let lane):
            try context.requireHuman(for: "naming a corrective action")
            guard lane != .response else {
                throw .impossible("a corrective action falls to preparation or to detection")
            }
            return [
                .review(
                    event: .actionAdded(
                        id: ActionID(number: review.actions.count + 1),
                        text: try Text.answer(text, "what is to be done"),
                        owner: try context.organisation.active(owner, as: "the owner of a corrective action").name,
                        due: try actionDue(due, in: context), lane: lane))
            ]
        case .assignAction(let id, let owner, let due, let reason):
            let action = try openAction(id)
            guard owner != nil || due != nil else { throw .missing(["another owner or another date"]) }
            return [
                .review(
                    event: .actionAssigned(
                        id: id,
                        owner: try context.organisation.active(
                            owner ?? action.owner, as: "the owner of a corrective action"
                        ).name, due: try actionDue(due ?? action.due, in: context),
                        reason: try Text.answer(reason, "a reason")))
            ]
        case .finishAction(let id, let outcome):
            try context.requireHuman(for: "finishing a corrective action")
            _ = try openAction(id)
            return [.review(event: .actionDone(id: id, outcome: try Text.answer(outcome, "what came of it")))]
        case .noAction(let reason):
            try context.requireHuman(for: "saying that nothing needs to be corrected")
            return [
                .review(event: .noActionNeeded(reason: try Text.answer(reason, "why nothing needs to be corrected")))
            ]
        case .finaliseReport(let sha256, let format):
            return try finaliseReport(sha256: sha256, format: format, in: context)
        }
    }

    private func answer(
        _ question: ReviewQuestion, _ text: String, conformance: String?, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "answering for the people of the case")
        guard declaredAt != nil else { throw refusal(needing: "a declared incident to learn from", in: .declared) }
        let text = try Text.answer(text, "the answer to: \(question.text)")
        let folded = Text.folded(text)
        guard folded != Text.folded(question.text) else { throw .impossible("the question is no answer to itself") }
        for other in ReviewQuestion.allCases where other != question {
            if let answer = review.answer(to: other), Text.folded(answer.text) == folded {
                throw .impossible("that is the answer to question \(other.rawValue) already; each has its own")
            }
        }
        let suggestion = suggestion(for: question, conformance: conformance).map(Text.folded)
        let isSuggestion = suggestion?.contains(folded) ?? false
        return [.review(event: .questionAnswered(question: question, text: text, isSuggestion: isSuggestion))]
    }

    private func hold(_ meeting: ReviewMeeting, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "recording a meeting")
        guard let declaredAt, meeting.heldAt >= declaredAt else {
            throw .impossible("a review meeting is held after the incident was declared")
        }
        guard meeting.heldAt <= context.now else {
            throw .impossible("a meeting is recorded once it was held: \(meeting.heldAt) is yet to come")
        }
        var attendees: Set<String> = []
        for name in meeting.attendees {
            attendees.insert(try context.organisation.active(name, as: "somebody who attended").name)
        }
        let circulated = Set(meeting.circulatedTo.filter(Text.answers))
        let lacks = [
            attendees.count >= 2 ? nil : "two people at least who attended",
            Text.answers(meeting.agreements) ? nil : "what was agreed",
            circulated.isEmpty ? "to whom the agreements were circulated" : nil,
        ].compactMap(\.self)
        guard lacks.isEmpty else { throw .missing(lacks) }
        return [
            .review(
                event: .meetingHeld(
                    meeting: ReviewMeeting(
                        heldAt: meeting.heldAt, attendees: attendees.sorted(), agreements: meeting.agreements,
                        circulatedTo: circulated.sorted())))
        ]
    }

    private func openAction(_ id: ActionID) throws(CaseRefusal) -> CorrectiveAction {
        guard let action = review.action(id) else { throw .unknownItem("corrective action \(id)") }
        guard action.done == nil else { throw .impossible("\(id) is done already") }
        return action
    }

    private func actionDue(_ due: Timestamp, in context: DecisionContext) throws(CaseRefusal) -> Timestamp {
        let last = context.now.advanced(bySeconds: CorrectiveAction.furthestDue)
        guard due > context.now, due <= last else {
            throw .impossible("a corrective action is due after now and not later than \(last)")
        }
        return due
    }
}
