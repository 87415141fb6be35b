package import CaseLifecycle
package import Storage
package import Vocabulary

/// Looks at cases; changes nothing.
package struct CaseQueries: Sendable {
    let database: CaseDatabase
    let actor: Principal
    let now: @Sendable () -> Timestamp

    package init(database: CaseDatabase, actor: Principal, now: @escaping @Sendable () -> Timestamp) {
        self.database = database
        self.actor = actor
        self.now = now
    }

    /// What gates are tested against: who looks, the organisation, and the time.
    ///
    /// - Parameter moment: As it was then; nil for now.
    package func context(at moment: Timestamp? = nil) throws -> DecisionContext {
        let organisation = try database.organisation(at: moment)
        return DecisionContext(
            organisation: organisation, actor: actor, now: moment ?? organisation.time(at: now()))
    }

    /// Every case of the store, in the order of opening.
    package func cases() throws -> [CaseSummary] { try database.cases() }

    /// A case as it stands, or as it was known at a moment.
    ///
    /// - Throws: ``CaseRefusal/unknownCase(_:)`` where there is none, or was none then.
    package func incident(_ id: CaseID, at moment: Timestamp? = nil) throws -> Case {
        let incident = if let moment { try database.loadCase(id, at: moment) } else { try database.loadCase(id) }
        guard let incident else { throw CaseRefusal.unknownCase(id.description) }
        return incident
    }

    /// Everything that happened to a case, in order.
    package func events(_ id: CaseID) throws -> [RecordedEvent] {
        let events = try database.events(of: id)
        guard !events.isEmpty else { throw CaseRefusal.unknownCase(id.description) }
        return events
    }

    /// What the adversary did and what the responders did, by time.
    package func timeline(_ id: CaseID) throws -> [TimelineEntry] {
        Timeline.entries(of: try incident(id), events: try events(id))
    }
}
