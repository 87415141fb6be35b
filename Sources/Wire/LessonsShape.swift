package import CaseLifecycle
import Vocabulary

/// What is known of the cause of an incident.
package struct CauseShape: Encodable {
    struct RootShape: Encodable {
        let host: String
        @OrNull var since: String?
        let reason: String
        let evidence: [String]
    }

    struct AlternativeShape: Encodable {
        let text: String
        let reason: String
    }

    /// `stated` or `undeterminable`.
    let kind: String
    let text: String
    @OrNull var vector: String?
    let patientZero: [RootShape]
    let alternatives: [AlternativeShape]
    @OrNull var whyFewerAlternatives: String?
    let missing: [String]
    let by: String
    let time: String

    package init(_ cause: RecordedCause, in context: DecisionContext) {
        by = context.organisation.name(of: cause.stamp.actor)
        time = cause.stamp.time.description
        switch cause.content {
        case .stated(let statement):
            kind = "stated"
            text = statement.text
            vector = statement.vector.rawValue
            patientZero = statement.roots.map {
                RootShape(
                    host: $0.system, since: $0.since?.description, reason: $0.reason,
                    evidence: $0.evidence.map(\.description))
            }
            alternatives = statement.alternatives.map { AlternativeShape(text: $0.text, reason: $0.reason) }
            whyFewerAlternatives = statement.whyFewerAlternatives
            missing = []
        case .undeterminable(let reason, let missing):
            kind = "undeterminable"
            text = reason
            vector = nil
            patientZero = []
            alternatives = []
            whyFewerAlternatives = nil
            self.missing = missing
        }
    }
}

/// What was learned from a case as `cordon lessons show` prints it.
package struct LessonsShape: Encodable {
    struct QuestionShape: Encodable {
        let number: Int
        let question: String
        @OrNull var answer: String?
        @OrNull var by: String?
        @OrNull var time: String?
        let isSuggestion: Bool
        @OrNull var suggestion: String?
    }

    struct MeetingShape: Encodable {
        let held: String
        let attendees: [String]
        let agreements: String
        let circulatedTo: [String]
    }

    struct ActionShape: Encodable {
        let id: String
        let text: String
        let owner: String
        let due: String
        let lane: String
        let isOverdue: Bool
        @OrNull var outcome: String?
    }

    struct ReportShape: Encodable {
        let version: Int
        let sha256: String
        let format: String
    }

    let `case`: String
    let version: Int
    let isMajor: Bool
    @OrNull var cause: CauseShape?
    /// Every earlier word on the cause, the oldest first.
    let formerCauses: [CauseShape]
    let questions: [QuestionShape]
    let meetings: [MeetingShape]
    let actions: [ActionShape]
    @OrNull var noAction: String?
    let finalReports: [ReportShape]

    /// - Parameter conformance: What the program says of how the procedure was followed; nil where it says nothing.
    package init(_ incident: Case, in context: DecisionContext, conformance: String? = nil) {
        let review = incident.review
        `case` = incident.id.description
        version = incident.version
        isMajor = incident.isMajor(by: incident.policy ?? context.organisation.policy)
        cause = review.cause.map { CauseShape($0, in: context) }
        formerCauses = review.causesBefore.map { CauseShape($0, in: context) }
        questions = ReviewQuestion.allCases.map { question in
            let answer = review.answer(to: question)
            return QuestionShape(
                number: question.rawValue, question: question.text, answer: answer?.text,
                by: answer.map { context.organisation.name(of: $0.stamp.actor) },
                time: answer?.stamp.time.description, isSuggestion: answer?.isSuggestion ?? false,
                suggestion: incident.suggestion(for: question, conformance: conformance))
        }
        meetings = review.meetings.map {
            MeetingShape(
                held: $0.heldAt.description, attendees: $0.attendees, agreements: $0.agreements,
                circulatedTo: $0.circulatedTo)
        }
        actions = review.actions.map { action in
            ActionShape(
                id: action.id.description, text: action.text, owner: action.owner, due: action.due.description,
                lane: action.lane.rawValue, isOverdue: action.done == nil && action.due <= context.now,
                outcome: action.done?.outcome)
        }
        noAction = review.noAction
        finalReports = review.reports.map {
            ReportShape(version: $0.version, sha256: $0.sha256, format: $0.format)
        }
    }
}
