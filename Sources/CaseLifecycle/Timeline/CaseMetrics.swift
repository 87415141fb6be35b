package import Vocabulary

/// How long things took on one case: NIST SP 800-61r2 section 3.4.2, *time per incident*. All of it is computed from the
/// journal and the evidence, none typed.
package struct CaseMetrics: Hashable, Sendable {
    /// Something that was reached, first.
    package struct Milestone: Hashable, Sendable {
        package let name: String
        package let time: Timestamp
    }

    /// The first compromise that is known; nil while none is.
    package let beginning: Timestamp?
    /// When the case was opened, or its first sign reported where that is said to have been earlier.
    package let discovery: Timestamp
    /// In the order of time.
    package let milestones: [Milestone]
    /// Hours of labour that were recorded, in seconds.
    package let labourSeconds: Int

    /// - Parameter events: The events of the case, in their order.
    package init(_ incident: Case, events: [RecordedEvent]) {
        beginning = incident.earliestCompromise
        discovery = events.first?.time ?? .earliest
        labourSeconds = incident.costs.labourSeconds
        var first: [String: Timestamp] = [:]
        for recorded in events {
            guard let (name, time) = recorded.milestone else { continue }
            first[name] = min(first[name] ?? time, time)
        }
        milestones = first.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { Milestone(name: $0, time: $1) }
    }
}

extension RecordedEvent {
    /// What is reached with this event, and when; nil for most.
    fileprivate var milestone: (String, Timestamp)? {
        switch event {
        case .leadAssigned: ("first responder assigned", time)
        case .declared: ("declaration", time)
        case .impactAssessed: ("initial impact assessment", time)
        case .stateEntered(.closed, _): ("closing", time)
        case .stateEntered(let state, _) where state >= .analysis: (state.rawValue, time)
        case .recovery(event: .resumed): ("operations resumed", time)
        case .notification(event: .sent(_, _, let sent, _, _)): ("first notification", sent)
        case .task(event: .entryAdded(let entry)) where entry.kind == .communication:
            ("first communication", entry.happenedAt ?? time)
        default: nil
        }
    }
}
