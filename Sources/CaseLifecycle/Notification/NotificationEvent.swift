package import Vocabulary

/// What happened to the duties to notify.
package enum NotificationEvent: Hashable, Sendable, Codable {
    case clockStarted(id: DutyID, terms: NotificationDuty.Terms, at: Timestamp)
    /// The clock is said to have begun at another moment; what was said before stays.
    case clockMoved(id: DutyID, to: Timestamp, reason: String)
    /// By the actor of the event.
    case sent(id: DutyID, recipient: String, at: Timestamp, reference: String, lateReason: String?)
    case acknowledged(id: DutyID, recipient: String, reference: String)
    case released(id: DutyID, kind: NotificationDuty.Release.Kind, reason: String)
    /// Nobody must be told.
    case noDutyFound(reason: String)
}

package enum NotificationCommand: Sendable {
    case start(NotificationDuty.Terms, at: Timestamp)
    case move(DutyID, to: Timestamp, reason: String)
    case notify(DutyID, recipient: String, at: Timestamp, reference: String, lateReason: String?)
    case acknowledge(DutyID, recipient: String, reference: String)
    case release(DutyID, NotificationDuty.Release.Kind, reason: String)
    case findNoDuty(reason: String)
}

extension NotificationEvent {
    var words: EventWords {
        switch self {
        case .clockStarted(let id, let terms, let time):
            EventWords(
                .fact,
                "\(id) duty to notify \(terms.recipients.joined(separator: ", ")) under \(terms.regime): "
                    + "\(terms.limit.words) from \(terms.kind.rawValue)", happenedAt: time)
        case .clockMoved(let id, let time, let reason):
            EventWords(.decision, "\(id) counts from \(time)", reason: reason)
        case .sent(let id, let recipient, let time, let reference, let lateReason):
            EventWords(
                .communication,
                "\(id): \(recipient) notified (\(reference))\(lateReason == nil ? "" : ", sent or entered late")",
                reason: lateReason, happenedAt: time)
        case .acknowledged(let id, let recipient, let reference):
            EventWords(.communication, "\(id) acknowledged by \(recipient) (\(reference))")
        case .released(let id, let kind, let reason):
            EventWords(.decision, "\(id) \(kind == .waived ? "waived" : "not required")", reason: reason)
        case .noDutyFound(let reason): EventWords(.decision, "Nobody must be notified", reason: reason)
        }
    }
}
