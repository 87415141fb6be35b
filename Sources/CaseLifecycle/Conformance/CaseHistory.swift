import Vocabulary

/// A case with everything that happened to it, when all is told.
struct CaseHistory {
    let incident: Case
    let organisation: Organisation
    let events: [RecordedEvent]
    /// The moment that is judged as of.
    let now: Timestamp
    /// What the clock showed when it was judged.
    let shown: Timestamp
    /// Everybody who acted, in order, by the name that each had then.
    let actors: [Actor]

    struct Actor {
        let name: String
        let principal: Principal
        /// The first act.
        let version: Int
    }

    /// Whether it came to its end; what was dismissed has no such way behind it.
    var isFinished: Bool { incident.state == .closed && !incident.isDismissed }

    /// The thresholds that the case is judged by.
    var policy: Policy { incident.policy ?? organisation.policy }

    /// The name of a person who acted here under another account than this one; nil where none of these is that person's.
    func otherAccount(of actor: Principal, among others: Set<Principal>) -> String? {
        guard !others.contains(actor), others.contains(where: { organisation.isSamePerson($0, actor) }) else {
            return nil
        }
        return organisation.name(of: actor)
    }

    /// What gates are tested against at that moment.
    var context: DecisionContext {
        DecisionContext(organisation: organisation, actor: Principal(account: "conformance"), now: now)
    }
}
