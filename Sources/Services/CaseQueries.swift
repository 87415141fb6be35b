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
    /// - Parameters:
    ///   - id: The case that is looked at, for what other open cases tell of it; nil for none.
    ///   - moment: As it was then; nil for now. What other cases told then is not looked for.
    package func context(of id: CaseID? = nil, at moment: Timestamp? = nil) throws -> DecisionContext {
        let organisation = try database.organisation(at: moment)
        return DecisionContext(
            organisation: organisation, actor: try organisation.admitted(actor),
            now: moment ?? organisation.time(at: now()),
            otherCases: try id.flatMap { moment == nil ? try database.otherCases(than: [$0])[$0] : nil } ?? [])
    }

    /// The cases of the store, in the order in which they want attention: ``CaseSummary/queuePlace``.
    package func cases(_ filter: CaseFilter = CaseFilter()) throws -> [CaseSummary] {
        try database.queue(filter).items
    }

    /// A stretch of ``cases(_:)``, and how many fit the filter in all.
    package func cases(
        _ filter: CaseFilter, offset: Int, limit: Int?
    ) throws -> (cases: [CaseSummary], total: Int) {
        let page = try database.queue(filter, offset: offset, limit: limit)
        return (page.items, page.total)
    }

    /// How many gates keep each of these cases from its next state; closed cases, which go no further, are left out.
    ///
    /// - Complexity: Reads every event of the open cases among them.
    package func unmetGates(of cases: [CaseSummary]) throws -> [CaseID: Int] {
        var context = try context()
        let open = cases.filter { $0.state != .closed }.map(\.id)
        let others = try database.otherCases(than: open)
        return try open.reduce(into: [:]) { counts, id in
            context.otherCases = others[id] ?? []
            counts[id] = try incident(id).unmetGates(in: context).count
        }
    }

    /// Whether a case followed the process, from its journal alone.
    package func conformance(_ id: CaseID) throws -> ConformanceResult {
        _ = try database.confirmed(id)
        let result = Conformance.check(
            id, events: try database.events(of: id, confirmsChain: true),
            organisation: try database.organisationEvents(),
            at: try context().now)
        guard let result else { throw CaseRefusal.unknownCase(id.description) }
        return result
    }

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
