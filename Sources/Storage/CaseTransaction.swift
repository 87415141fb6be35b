package import CaseLifecycle
import GRDB
package import Vocabulary

/// One transaction of the store's only writer: what is read here is still true when it ends.
///
/// Made by ``CaseDatabase/write(_:)`` and good only inside it. When its body throws, nothing of it is kept.
package final class CaseTransaction {
    private let database: Database
    private let key: StoreKey
    private let coding = CaseEventCoding()
    /// Cases already loaded, so that deciding and appending read the events once.
    private var loaded: [CaseID: LoadedCase] = [:]

    /// The case of the transaction before, good as long as its head is still the one in the journal.
    private let known: KnownCase?
    private var lastLoaded: CaseID?

    init(database: Database, key: StoreKey, known: KnownCase? = nil) {
        self.database = database
        self.key = key
        self.known = known
    }

    /// The case that this transaction worked on last, for the next one.
    func lastCase() throws -> KnownCase? {
        guard let id = lastLoaded, let incident = loaded[id] else { return nil }
        return KnownCase(loaded: incident, head: try JournalHeads(database: database).head(of: .ofCase(id)))
    }

    /// The name of the case that would be opened next. The same until an event was appended to that case.
    package func nextCaseID() throws(StorageError) -> CaseID {
        try StorageError.translating("journal") { try JournalHeads(database: database).nextCase() }
    }

    /// The case as it stands now; nil where none has that name.
    package func loadCase(_ id: CaseID) throws(StorageError) -> Case? {
        let known = try load(id)
        return known.incident.version > 0 ? known.incident : nil
    }

    /// What spans cases, as it stands now.
    package var organisation: Organisation {
        get throws(StorageError) {
            try StorageError.translating("ORG") {
                try loading.organisation(until: nil)
            }
        }
    }

    /// Every case as it stands now, in the order of opening.
    package func cases() throws(StorageError) -> [CaseSummary] {
        try StorageError.translating("cases") {
            try CaseDatabase.bodies(in: database, "SELECT body FROM case_summary ORDER BY number", [])
        }
    }

    /// Appends events to a case and brings its read models up to date.
    ///
    /// - Parameters:
    ///   - expected: The version that the caller saw; nil where it does not matter.
    ///   - time: Now. Order is decided by the sequence, not by this.
    /// - Returns: The events as they were recorded, in order.
    /// - Throws: ``CaseRefusal/stale(expected:actual:)`` where the case is not at `expected`; ``StorageError``.
    package func append(
        _ events: [CaseEvent], to id: CaseID, expected: Int?, actor: Principal, at time: Timestamp
    ) throws -> [RecordedEvent] {
        var known = try load(id)
        if let expected, expected != known.incident.version {
            throw CaseRefusal.stale(expected: expected, actual: known.incident.version)
        }
        return try StorageError.translating(id.description) {
            let rows = try CaseJournal(database: database).append(
                try events.map { try coding.bytes($0) }, to: .ofCase(id), actor: actor, at: time, key: key)
            let recorded = zip(rows, events).map { row, event in
                RecordedEvent(
                    version: row.line.version, sequence: row.line.sequence, time: time, actor: actor, event: event,
                    hash: row.hash)
            }
            for event in events { known.incident.apply(event, Stamp(time: time, actor: actor)) }
            known.opened = known.opened ?? time
            try Projection(database: database).apply(recorded, to: known.incident, opened: known.opened ?? time)
            loaded[id] = known
            return recorded
        }
    }

    /// Appends events to the stream `ORG`.
    ///
    /// - Parameter expected: The version of the organisation that the caller saw; nil where it does not matter.
    /// - Returns: The version reached.
    /// - Throws: ``CaseRefusal/stale(expected:actual:)``; ``StorageError``.
    @discardableResult
    package func appendOrganisation(
        _ events: [OrganisationEvent], expected: Int? = nil, actor: Principal, at time: Timestamp
    ) throws -> Int {
        let head = try StorageError.translating("ORG") { try JournalHeads(database: database).head(of: .organisation) }
        if let expected, expected != head.count { throw CaseRefusal.stale(expected: expected, actual: head.count) }
        return try StorageError.translating("ORG") {
            let rows = try CaseJournal(database: database).append(
                try events.map { try coding.bytes($0) }, to: .organisation, actor: actor, at: time, key: key)
            return rows.last?.line.version ?? head.count
        }
    }

    private var loading: CaseLoading { CaseLoading(database: database, coding: coding, confirmsChain: true) }

    private func load(_ id: CaseID) throws(StorageError) -> LoadedCase {
        lastLoaded = id
        if let known = loaded[id] { return known }
        let found = try StorageError.translating(id.description) {
            if let known, known.loaded.incident.id == id,
                try JournalHeads(database: database).confirmed(.ofCase(id), store: key.store) == known.head
            {
                return known.loaded
            }
            return try loading.load(id)
        }
        loaded[id] = found
        return found
    }
}
