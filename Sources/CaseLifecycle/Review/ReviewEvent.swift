package import Vocabulary

/// What happened to the cause, the lessons and the final report of a case.
package enum ReviewEvent: Hashable, Sendable, Codable {
    /// - `files`: how many evidence files had been read by then.
    case causeStated(cause: CauseStatement, files: Int)
    case causeUndeterminable(reason: String, missing: [String], files: Int)
    case questionAnswered(question: ReviewQuestion, text: String, isSuggestion: Bool)
    case meetingHeld(meeting: ReviewMeeting)
    case actionAdded(id: ActionID, text: String, owner: String, due: Timestamp, lane: Duty)
    case actionAssigned(id: ActionID, owner: String, due: Timestamp, reason: String)
    case actionDone(id: ActionID, outcome: String)
    case noActionNeeded(reason: String)
    case reportFinalised(report: FinalReport)
}

package enum ReviewCommand: Sendable {
    case stateCause(CauseStatement)
    case causeUndeterminable(reason: String, missing: [String])
    /// - `conformance`: what the program would say of the second question, which it learns from beyond the case.
    case answer(ReviewQuestion, text: String, conformance: String?)
    case holdMeeting(ReviewMeeting)
    case addAction(text: String, owner: String, due: Timestamp, lane: Duty)
    /// Gives an action another owner, another date, or both.
    case assignAction(ActionID, owner: String?, due: Timestamp?, reason: String)
    case finishAction(ActionID, outcome: String)
    case noAction(reason: String)
    /// - `sha256`: of the document that was written.
    case finaliseReport(sha256: String, format: String)
}

extension ReviewEvent {
    var words: EventWords {
        switch self {
        case .causeStated(let cause, _):
            EventWords(
                .decision, host: cause.roots.count == 1 ? cause.roots[0].system : nil,
                "Cause (\(cause.vector.rawValue), first on \(cause.roots.map(\.system).joined(separator: ", "))): "
                    + cause.text)
        case .causeUndeterminable(let reason, let missing, _):
            EventWords(
                .decision, "Cause not determinable for want of \(missing.joined(separator: ", "))", reason: reason)
        case .questionAnswered(let question, let text, _):
            EventWords(.fact, "Question \(question.rawValue) of the review answered: \(text)")
        case .meetingHeld(let meeting):
            EventWords(
                .communication,
                "Review meeting of \(meeting.attendees.joined(separator: ", ")): \(meeting.agreements)",
                happenedAt: meeting.heldAt)
        case .actionAdded(let id, let text, let owner, let due, let lane):
            EventWords(.action, "\(id) for \(owner) (\(lane.rawValue)) until \(due): \(text)")
        case .actionAssigned(let id, let owner, let due, let reason):
            EventWords(.decision, "\(id) is for \(owner) until \(due)", reason: reason)
        case .actionDone(let id, let outcome): EventWords(.action, "\(id) done: \(outcome)")
        case .noActionNeeded(let reason): EventWords(.decision, "No corrective action is needed", reason: reason)
        case .reportFinalised(let report):
            EventWords(
                .action,
                "Final report (\(report.format), \(report.sha256.prefix(12))) written from version \(report.version)")
        }
    }
}
