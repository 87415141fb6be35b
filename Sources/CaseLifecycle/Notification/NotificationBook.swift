import Vocabulary

/// Who must be told of an incident, and who was.
package struct NotificationBook: Hashable, Sendable, Codable {
    /// Somebody's word that nobody must be told.
    package struct NoDuty: Hashable, Sendable, Codable {
        package let reason: String
        package let stamp: Stamp
    }

    /// `N-1` is the first.
    package private(set) var duties: [NotificationDuty] = []
    package private(set) var noDuty: NoDuty?
    /// How many duties there were when the case was last opened again.
    private var formerDuties = 0

    /// Whether a duty was found since the case was last opened.
    var namesDuties: Bool { duties.count > formerDuties }

    /// The case is open once more: whether anybody must be told of what came since is asked anew.
    mutating func reopened() {
        formerDuties = duties.count
        noDuty = nil
    }

    package var openDuties: [NotificationDuty] { duties.filter(\.isOpen) }

    package func duty(_ id: DutyID) -> NotificationDuty? {
        duties.indices.contains(id.number - 1) ? duties[id.number - 1] : nil
    }

    /// - Parameters:
    ///   - found: When the first finding was recorded.
    ///   - declared: When the incident was declared.
    mutating func apply(_ event: NotificationEvent, _ stamp: Stamp, found: Timestamp?, declared: Timestamp?) {
        switch event {
        case .clockStarted(let id, let terms, let time):
            duties.append(
                NotificationDuty(
                    id: id, terms: terms,
                    starts: [
                        .init(
                            time: time, reason: nil, stamp: stamp, isAfterLimit: false,
                            knownBefore: terms.kind.knownBefore(time, found: found, declared: declared))
                    ]))
        case .clockMoved(let id, let time, let reason):
            change(id) { duty in
                let isAfterLimit = time > duty.start && stamp.time > duty.due
                duty.starts.append(
                    .init(
                        time: time, reason: reason, stamp: stamp, isAfterLimit: isAfterLimit,
                        knownBefore: duty.terms.kind.knownBefore(time, found: found, declared: declared)))
            }
        case .sent(let id, let recipient, let time, let reference, let lateReason):
            change(id) { duty in
                duty.sent.append(
                    .init(
                        recipient: recipient, time: time, reference: reference, lateReason: lateReason, stamp: stamp))
            }
        case .acknowledged(let id, let recipient, let reference):
            change(id) { duty in
                for index in duty.sent.indices where duty.sent[index].recipient == recipient {
                    duty.sent[index].acknowledgement = .init(reference: reference, stamp: stamp)
                }
            }
        case .released(let id, let kind, let reason):
            change(id) { $0.release = .init(kind: kind, reason: reason, stamp: stamp) }
        case .noDutyFound(let reason): noDuty = NoDuty(reason: reason, stamp: stamp)
        }
    }

    private mutating func change(_ id: DutyID, _ body: (inout NotificationDuty) -> Void) {
        guard duties.indices.contains(id.number - 1) else { return }
        body(&duties[id.number - 1])
    }
}

extension Case {
    /// Whether information turned out to be affected after it was said that nobody must be told.
    var isNoDutyOutdated: Bool {
        guard let noDuty = notifications.noDuty else { return false }
        return impacts.contains { !$0.assessment.information.isEmpty && $0.stamp.time > noDuty.stamp.time }
    }
}
