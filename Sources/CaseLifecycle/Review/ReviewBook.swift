package import Vocabulary

/// An answer to a question of the review.
package struct ReviewAnswer: Hashable, Sendable, Codable {
    package let text: String
    /// It is what the program had suggested, or a part of it, word for word.
    package let isSuggestion: Bool
    package let stamp: Stamp
}

/// A meeting about what was learned: NIST SP 800-61r2 section 3.4.1.
package struct ReviewMeeting: Hashable, Sendable, Codable {
    package let heldAt: Timestamp
    /// People of the roster.
    package let attendees: [String]
    package let agreements: String
    /// Who was told what was agreed.
    package let circulatedTo: [String]

    package init(heldAt: Timestamp, attendees: [String], agreements: String, circulatedTo: [String]) {
        self.heldAt = heldAt
        self.attendees = attendees
        self.agreements = agreements
        self.circulatedTo = circulatedTo
    }
}

/// Something that is to be done so that it does not happen again, or is seen sooner.
package struct CorrectiveAction: Hashable, Sendable, Codable {
    package let id: ActionID
    package let text: String
    /// Who it falls to when the case is closed.
    package let lane: Duty
    package internal(set) var owner: String
    package internal(set) var due: Timestamp
    package let added: Stamp
    package internal(set) var done: Done?

    package struct Done: Hashable, Sendable, Codable {
        package let outcome: String
        package let stamp: Stamp
    }

    /// The furthest that it may be put off, in seconds: two years.
    static let furthestDue: Int64 = 730 * 86_400
}

/// What people said about the cause, what they learned, and the final report.
package struct ReviewBook: Hashable, Sendable, Codable {
    /// Every word on the cause, the one that holds last.
    package private(set) var causes: [RecordedCause] = []
    /// Every answer by question, the one that holds last.
    package private(set) var answers: [ReviewQuestion: [ReviewAnswer]] = [:]
    package private(set) var meetings: [ReviewMeeting] = []
    /// `A-1` is the first.
    package private(set) var actions: [CorrectiveAction] = []
    /// Why nothing needs to be corrected, as somebody said it last.
    package private(set) var noAction: String?
    /// The times in which the case was under review, since it was last opened; the last without an end while it is, and after.
    private var reviews: [Span] = []
    /// How many causes and corrective actions there were when the case was last opened again: what was learned of what is over
    /// says nothing of why it was not.
    private var formerCauses = 0
    private var formerActions = 0
    /// Every final report, the one that holds last.
    package private(set) var reports: [FinalReport] = []
    /// The version of the case at which the last of them was recorded; 0 before the first.
    private(set) var reportedAt = 0

    /// A time in which the case was under review.
    private struct Span: Hashable, Sendable, Codable {
        let from: Timestamp
        var to: Timestamp?
    }

    /// The word on the cause that holds; nil where there is none since the case was last opened.
    package var cause: RecordedCause? { causes.count > formerCauses ? causes.last : nil }
    /// Every word on it before.
    package var causesBefore: ArraySlice<RecordedCause> { cause == nil ? causes[...] : causes.dropLast() }
    /// Whether a corrective action was named since the case was last opened.
    var namesActions: Bool { actions.count > formerActions }
    /// When the case first came under review since it was last opened; nil where it did not.
    package var begun: Timestamp? { reviews.first?.from }

    /// The last moment for what must follow the beginning of the review by so many days. The days in which the case was taken
    /// back do not count, and none that have passed are given back. Nil while it is not under review with days left.
    package func due(days: Int) -> Timestamp? {
        var left = Double(days) * 86_400
        for review in reviews {
            let due = review.from.advanced(bySeconds: Int64(left.rounded(.up)))
            guard let to = review.to else { return due }
            if due <= to { return due }
            left -= to.seconds(since: review.from)
        }
        return nil
    }

    mutating func moved(from former: CaseState, to state: CaseState, _ moment: Timestamp) {
        if state == .review {
            if former != .review { reviews.append(Span(from: moment, to: nil)) }
        } else if state < .review, let last = reviews.indices.last, reviews[last].to == nil {
            reviews[last].to = moment
        }
    }

    /// The case is open once more: what was said of it is said anew.
    mutating func reopened() {
        reviews = []
        formerCauses = causes.count
        formerActions = actions.count
        answers = [:]
        noAction = nil
    }

    package var report: FinalReport? { reports.last }
    package var openActions: [CorrectiveAction] { actions.filter { $0.done == nil } }

    /// The answer that holds; nil where there is none.
    package func answer(to question: ReviewQuestion) -> ReviewAnswer? { answers[question]?.last }

    package func action(_ id: ActionID) -> CorrectiveAction? {
        actions.indices.contains(id.number - 1) ? actions[id.number - 1] : nil
    }

    mutating func apply(_ event: ReviewEvent, _ stamp: Stamp, version: Int) {
        switch event {
        case .causeStated(let cause, let files):
            causes.append(RecordedCause(content: .stated(cause), files: files, stamp: stamp))
        case .causeUndeterminable(let reason, let missing, let files):
            causes.append(
                RecordedCause(content: .undeterminable(reason: reason, missing: missing), files: files, stamp: stamp))
        case .questionAnswered(let question, let text, let isSuggestion):
            answers[question, default: []].append(
                ReviewAnswer(text: text, isSuggestion: isSuggestion, stamp: stamp))
        case .meetingHeld(let meeting): meetings.append(meeting)
        case .actionAdded(let id, let text, let owner, let due, let lane):
            actions.append(CorrectiveAction(id: id, text: text, lane: lane, owner: owner, due: due, added: stamp))
        case .actionAssigned(let id, let owner, let due, _):
            guard action(id) != nil else { return }
            actions[id.number - 1].owner = owner
            actions[id.number - 1].due = due
        case .actionDone(let id, let outcome):
            guard action(id) != nil else { return }
            actions[id.number - 1].done = CorrectiveAction.Done(outcome: outcome, stamp: stamp)
        case .noActionNeeded(let reason): noAction = reason
        case .reportFinalised(let report):
            reports.append(report)
            reportedAt = version
        }
    }
}

extension Case {
    /// The corrective actions that are still to be done, as the organisation takes them over when the case is closed.
    package var actionsLeft: [InheritedAction] {
        review.openActions.map { action in
            InheritedAction(
                caseID: id, action: action.id, text: action.text, owner: action.owner, due: action.due,
                lane: action.lane)
        }
    }

    /// Whether the incident is major: it was once rated so, or it has cost as much.
    package func isMajor(by policy: Policy) -> Bool { wasMajor || costs.reaches(policy.majorCost) }
}
