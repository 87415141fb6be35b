package import CaseLifecycle
import Foundation
import GRDB
package import Vocabulary

extension CaseDatabase {
    /// A case as it stands now.
    ///
    /// - Returns: Nil where none has that name.
    package func loadCase(_ id: CaseID) throws(StorageError) -> Case? {
        try loadCase(id, startingWith: { _ in true }, while: { _ in true })
    }

    /// A case as it was known at a moment: nothing that was appended later is in it. Moments count as they are shown,
    /// in microseconds: an event is in it at the very moment that is printed beside it.
    ///
    /// - Returns: Nil where the case had not been opened by then.
    package func loadCase(_ id: CaseID, at moment: Timestamp) throws(StorageError) -> Case? {
        try loadCase(
            id, startingWith: { $0.updated?.isShownNoLater(than: moment) ?? true },
            while: { $0.time.isShownNoLater(than: moment) })
    }

    /// A case as it was after `version` events.
    ///
    /// - Returns: Nil where it never had that many, or `version` is below 1.
    package func loadCase(_ id: CaseID, version: Int) throws(StorageError) -> Case? {
        let incident = try loadCase(
            id, startingWith: { $0.version <= version }, while: { $0.version <= version })
        return incident?.version == version ? incident : nil
    }

    /// What somebody decides on, or is told to decide on: a case and what spans cases, read at one moment and confirmed
    /// as a writer would confirm it.
    ///
    /// - Returns: No case where none has that name.
    /// - Throws: ``StorageError/Code/damaged`` where the journal is not the one that was signed;
    ///   ``StorageError/Code/missingKey`` or ``StorageError/Code/wrongKey`` where the public key beside it is not its own.
    package func confirmed(_ id: CaseID) throws(StorageError) -> (organisation: Organisation, incident: Case?) {
        try StoreKey.confirmPublished(store, in: HomeFolder(path: home))
        return try read(id.description) { database in
            try Schema.confirmGuarded(database)
            for stream in [JournalStream.store, .organisation, .ofCase(id)] {
                _ = try JournalHeads(database: database).confirmed(stream, store: store)
            }
            let loading = CaseLoading(database: database, coding: CaseEventCoding(), confirmsChain: true, store: store)
            let incident = try loading.load(id).incident
            return (try loading.organisation(until: nil), incident.version > 0 ? incident : nil)
        }
    }

    /// What speaks against believing what the store shows, as far as it can be told from its key and the end of its
    /// journal alone; nil where nothing does.
    package func doubt() -> StorageError? {
        do throws(StorageError) {
            try StoreKey.confirmPublished(store, in: HomeFolder(path: home))
            try read(home) { database in
                try Schema.confirmGuarded(database)
                for stream in [JournalStream.store, .organisation] {
                    _ = try JournalHeads(database: database).confirmed(stream, store: store)
                }
            }
            return nil
        } catch { return error }
    }

    /// Every event of a case, in order; empty where none has that name.
    ///
    /// - Parameter confirmsChain: Whether an event that does not follow from the one before is an error. A damaged store
    ///   that is only looked at should still show what it can.
    package func events(of id: CaseID, confirmsChain: Bool = false) throws(StorageError) -> [RecordedEvent] {
        try read(id.description) { database in
            var events: [RecordedEvent] = []
            let loading = CaseLoading(database: database, coding: CaseEventCoding(), confirmsChain: confirmsChain)
            try loading.forEachEvent(of: id) {
                events.append($0)
                return true
            }
            return events
        }
    }

    /// What spans cases.
    ///
    /// - Parameter moment: As it was known then; nil for now.
    package func organisation(at moment: Timestamp? = nil) throws(StorageError) -> Organisation {
        try read("ORG") {
            try CaseLoading(database: $0, coding: CaseEventCoding()).organisation(until: moment)
        }
    }

    /// How far a stream has come: what a report prints, and what a later verification is told to expect.
    package func head(of stream: JournalStream) throws(StorageError) -> JournalHead {
        try read(stream.description) { try JournalHeads(database: $0).head(of: stream) }
    }

    /// Every case, in the order of opening.
    ///
    /// - Throws: ``StorageError/Code/damaged`` where the read models are not at the journal's last event of each case.
    package func cases() throws(StorageError) -> [CaseSummary] {
        try read("cases") { database in
            try CaseSummaryRow.confirmComplete(database)
            return try CaseSummaryRow.fetch(database, "ORDER BY number", [])
        }
    }

    /// The queue of cases: the order of ``CaseSummary/queuePlace``.
    ///
    /// - Parameters:
    ///   - filter: Which cases.
    ///   - offset: How many of them to leave out at the beginning.
    ///   - limit: At most so many; nil for all.
    /// - Returns: The cases, and how many fit the filter in all.
    package func queue(
        _ filter: CaseFilter, offset: Int = 0, limit: Int? = nil
    ) throws(StorageError) -> Paged<CaseSummary> {
        try read("cases") { database in
            try CaseSummaryRow.confirmComplete(database)
            return try CaseSummaryRow.queue(database, filter, offset: max(0, offset), limit: limit)
        }
    }

    /// Every event of the stream `ORG`, in order.
    package func organisationEvents() throws(StorageError) -> [RecordedOrganisationEvent] {
        try read("ORG") { database in
            var events: [RecordedOrganisationEvent] = []
            try CaseLoading(database: database, coding: CaseEventCoding()).forEachOrganisationEvent {
                events.append($0)
                return true
            }
            return events
        }
    }

    /// One line of ``cases()``; nil where no case has that name.
    package func summary(of id: CaseID) throws(StorageError) -> CaseSummary? {
        try read(id.description) { database in
            try CaseSummaryRow.fetch(database, "WHERE number = ?", [id.number]).first
        }
    }

    private func loadCase(
        _ id: CaseID, startingWith isEarlier: (Case) -> Bool, while holds: (RecordedEvent) -> Bool
    ) throws(StorageError) -> Case? {
        try read(id.description) { database in
            let incident = try CaseLoading(database: database, coding: CaseEventCoding(), store: store)
                .load(id, startingWith: isEarlier, while: holds).incident
            return incident.version > 0 ? incident : nil
        }
    }

    /// The values behind the one column of a query.
    static func bodies<Value: Decodable>(
        in database: Database, _ sql: String, _ arguments: StatementArguments
    ) throws -> [Value] {
        let coding = CaseEventCoding()
        return try String.fetchAll(database, sql: sql, arguments: arguments).map {
            try coding.decode(Data($0.utf8))
        }
    }
}
