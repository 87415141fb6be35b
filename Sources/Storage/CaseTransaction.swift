package import CaseLifecycle
import GRDB
package import Vocabulary

/// One transaction of the store's only writer: what is read here is still true when it ends.
///
/// Made by ``CaseDatabase/write(_:)`` and good only inside it. When its body throws, nothing of it is kept.
package final class CaseTransaction {
    let database: Database
    private let key: StoreKey
    private let coding = CaseEventCoding()
    private var heads: HeadsInHand
    /// Cases of turns and transactions before, good as long as their heads are still those in the journal.
    private let known: KnownCases
    /// Cases already loaded, so that deciding and appending read the events once.
    private var loaded: [CaseID: LoadedCase] = [:]

    init(database: Database, key: StoreKey, work: JournalWork) {
        self.database = database
        self.key = key
        heads = work.heads
        known = work.known
    }

    /// What the next turn may build upon.
    func work() throws -> JournalWork {
        var work = JournalWork(heads: heads, known: known)
        for (id, loaded) in loaded.sorted(by: { $0.key < $1.key }) {
            let head = try JournalHeads(database: database).head(of: .ofCase(id))
            work.known.remember(KnownCase(loaded: loaded, head: head))
        }
        return work
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

    /// Every case that has sealed a file, in the order of their names.
    package func cases(naming id: EvidenceID) throws(StorageError) -> [CaseID] {
        try StorageError.translating(id.hex) {
            try Int.fetchAll(
                database, sql: "SELECT DISTINCT case_number FROM evidence_item WHERE sha256 = ? ORDER BY case_number",
                arguments: [id.hex]
            ).map(CaseID.init(number:))
        }
    }

    /// What spans cases, as it stands now.
    package var organisation: Organisation {
        get throws(StorageError) {
            try StorageError.translating("ORG") {
                _ = try heads.head(of: .organisation, in: database, store: key.store)
                return try loading.organisation(until: nil)
            }
        }
    }

    /// Every case as it stands now, in the order of opening.
    package func cases() throws(StorageError) -> [CaseSummary] {
        try StorageError.translating("cases") {
            try CaseSummaryRow.confirmComplete(database)
            return try CaseSummaryRow.fetch(database, "ORDER BY number", [])
        }
    }

    /// Other open cases that tell of what a case holds to be the intruder's; see ``OtherCase``.
    package func otherCases(than id: CaseID) throws(StorageError) -> [OtherCase] {
        try StorageError.translating("cases") {
            try CaseSummaryRow.confirmComplete(database)
            return try ScopeNameRows(database: database).otherCases(than: id)
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
        try recordRestoration(by: actor, at: time)
        return try StorageError.translating(id.description) {
            let rows = try CaseJournal(database: database).append(
                try events.map { try coding.bytes($0) }, to: .ofCase(id), actor: actor, at: time,
                heads: &heads, storeName: key.store)
            let recorded = zip(rows, events).map { row, event in
                RecordedEvent(
                    version: row.line.version, sequence: row.line.sequence, time: time, actor: actor, event: event,
                    hash: row.hash)
            }
            for event in events { known.incident.apply(event, Stamp(time: time, actor: actor)) }
            known.opened = known.opened ?? time
            try Projection(database: database).apply(recorded, to: known.incident, opened: known.opened ?? time)
            try keepSnapshot(of: &known)
            loaded[id] = known
            return recorded
        }
    }

    /// Keeps a snapshot of the case when it has taken on many events since the last.
    private func keepSnapshot(of known: inout LoadedCase) throws {
        let incident = known.incident
        guard incident.version - known.snapshot >= CaseSnapshots.interval(after: known.snapshot) else { return }
        known.snapshot = incident.version
        let head = try JournalHeads(database: database).head(of: .ofCase(incident.id))
        try CaseSnapshots(database: database, store: key.store).keep(known, at: head, key: key)
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
        try recordRestoration(by: actor, at: time)
        return try append(events, actor, time) ?? head.count
    }

    private func append(
        _ events: [OrganisationEvent], _ actor: Principal, _ time: Timestamp
    ) throws(StorageError) -> Int? {
        try StorageError.translating("ORG") {
            try CaseJournal(database: database).append(
                try events.map { try coding.bytes($0) }, to: .organisation, actor: actor, at: time,
                heads: &heads, storeName: key.store
            ).last?.line.version
        }
    }

    /// That the store was made from a backup is its first new event, whoever works in it first.
    package func recordRestoration(by actor: Principal, at time: Timestamp) throws(StorageError) {
        let events = try StorageError.translating("ORG") {
            let events = try Int.fetchOne(database, sql: "SELECT events FROM restoration")
            if events != nil { try database.execute(sql: "DELETE FROM restoration") }
            return events
        }
        guard let events else { return }
        _ = try append([.storeRestored(events: events)], actor, max(time, try organisation.updated ?? time))
    }

    private var loading: CaseLoading {
        CaseLoading(database: database, coding: coding, confirmsChain: true, store: key.store)
    }

    private func load(_ id: CaseID) throws(StorageError) -> LoadedCase {
        if let found = loaded[id] { return found }
        let found = try StorageError.translating(id.description) {
            let head = try heads.head(of: .ofCase(id), in: database, store: key.store)
            if let known = known[id], head == known.head { return known.loaded }
            return try loading.load(id)
        }
        loaded[id] = found
        return found
    }
}
