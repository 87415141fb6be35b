import Vocabulary

/// A case with everything that happened to it, when all is told.
struct CaseHistory {
    let incident: Case
    let organisation: Organisation
    let events: [RecordedEvent]
    /// The moment that is judged as of.
    let now: Timestamp
    /// Whether it came to its end; what was dismissed has no such way behind it.
    var isFinished: Bool { incident.state == .closed && !incident.isDismissed }

    /// The thresholds that the case is judged by.
    var policy: Policy { incident.policy ?? organisation.policy }

    /// What gates are tested against at that moment.
    var context: DecisionContext {
        DecisionContext(organisation: organisation, actor: Principal(account: "conformance"), now: now)
    }
}
