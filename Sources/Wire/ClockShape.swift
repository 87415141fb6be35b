package import CaseLifecycle
import Vocabulary

/// The duties to notify of a case as `cordon clock list` prints them.
package struct ClockShape: Encodable {
    struct StartShape: Encodable {
        let time: String
        let due: String
        @OrNull var reason: String?
        let by: String
        let entered: String
        let isAfterLimit: Bool
    }

    struct SentShape: Encodable {
        let recipient: String
        let time: String
        let reference: String
        let by: String
        @OrNull var lateReason: String?
        @OrNull var acknowledgement: String?
    }

    struct DutyShape: Encodable {
        let id: String
        let regime: String
        let clock: String
        let limit: String
        let content: [String]
        /// Every start that was ever said, with the limit that it would give.
        let starts: [StartShape]
        /// The limit that holds.
        let due: String
        let elapsedPercent: Int
        let recipients: [String]
        let recipientsLeft: [String]
        let sent: [SentShape]
        /// `open`, `sent`, `waived` or `notRequired`.
        let state: String
        @OrNull var reason: String?
        let warnings: [String]
    }

    let `case`: String
    let version: Int
    let duties: [DutyShape]
    /// Why nobody must be notified, where somebody said so.
    @OrNull var noDuty: String?

    package init(_ incident: Case, in context: DecisionContext) {
        `case` = incident.id.description
        version = incident.version
        duties = incident.notifications.duties.map { DutyShape($0, in: context) }
        noDuty = incident.notifications.noDuty?.reason
    }
}

extension ClockShape.DutyShape {
    fileprivate init(_ duty: NotificationDuty, in context: DecisionContext) {
        id = duty.id.description
        regime = duty.regime
        clock = duty.terms.kind.rawValue
        limit = duty.terms.limit.words
        content = duty.terms.content
        starts = duty.deadlines.map { start, due in
            .init(
                time: start.time.description, due: due.description, reason: start.reason,
                by: context.organisation.name(of: start.stamp.actor), entered: start.stamp.time.description,
                isAfterLimit: start.isAfterLimit)
        }
        due = duty.due.description
        elapsedPercent = duty.elapsedPercent(at: context.now)
        recipients = duty.terms.recipients
        recipientsLeft = duty.recipientsLeft
        sent = duty.sent.map {
            .init(
                recipient: $0.recipient, time: $0.time.description, reference: $0.reference,
                by: context.organisation.name(of: $0.stamp.actor), lateReason: $0.lateReason,
                acknowledgement: $0.acknowledgement?.reference)
        }
        state = duty.stateText
        reason = duty.release?.reason
        warnings = duty.warnings(at: context.now)
    }
}

extension NotificationDuty {
    /// `open`, `sent`, `waived` or `notRequired`.
    package var stateText: String { release?.kind.rawValue ?? (isOpen ? "open" : "sent") }
}
