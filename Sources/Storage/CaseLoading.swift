import CaseLifecycle
import GRDB
import Vocabulary

/// Folds the events of the journal.
struct CaseLoading {
    let database: Database
    let coding: CaseEventCoding
    /// Whether each event must have the hash that was made for it and follow from the one before. What is decided on
    /// must; a damaged store that is only looked at should still show what it can.
    var confirmsChain = false

    /// The store's public key; nil where no snapshot is to be used.
    var store: String?

    /// The case after all its events.
    func load(_ id: CaseID) throws -> LoadedCase {
        try load(id, startingWith: { _ in true }, while: { _ in true })
    }

    /// The case after its events as far as `holds` answers true.
    ///
    /// - Parameter isEarlier: Whether a snapshot has nothing in it for which `holds` would answer false.
    func load(
        _ id: CaseID, startingWith isEarlier: (Case) -> Bool, while holds: (RecordedEvent) -> Bool
    ) throws -> LoadedCase {
        let snapshot = try store.flatMap { try CaseSnapshots(database: database, store: $0).find(id) }
        let start = snapshot.flatMap { isEarlier($0.loaded.incident) ? $0 : nil }
        var known = start?.loaded ?? LoadedCase(incident: Case(id: id), opened: nil)
        known.snapshot = snapshot?.last.version ?? 0
        try forEachEvent(of: id, after: start?.last) { recorded in
            guard holds(recorded) else { return false }
            known.opened = known.opened ?? recorded.time
            known.incident.apply(recorded.event, recorded.stamp)
            return true
        }
        return known
    }

    /// Hands over the events of a case in order, until `body` answers false.
    ///
    /// - Parameter row: One that is known to be in order, to go on from; nil for all events.
    func forEachEvent(
        of id: CaseID, after row: JournalRow? = nil, _ body: (RecordedEvent) throws -> Bool
    ) throws {
        try forEachRow(of: .ofCase(id), after: row) { row in
            guard let time = row.moment, let actor = row.principal else {
                throw StorageError(.damaged, "\(id), version \(row.version)", cause: "time or actor cannot be read")
            }
            return try body(
                RecordedEvent(
                    version: row.version, sequence: row.sequence, time: time, actor: actor,
                    event: try coding.caseEvent(row.event), hash: row.hashText))
        }
    }

    /// The organisation after its events.
    ///
    /// - Parameter moment: Leaves out what was appended later; nil for all. What the store is for is always in it: an
    ///   exercise is one at any moment, and the clock of the server, by which it was made, says nothing about its own.
    func organisation(until moment: Timestamp?) throws -> Organisation {
        var organisation = Organisation()
        try forEachOrganisationEvent { recorded in
            if let moment, !recorded.event.isFounding, !recorded.stamp.time.isShownNoLater(than: moment) {
                return false
            }
            organisation.apply(recorded.event, recorded.stamp)
            return true
        }
        return organisation
    }

    /// Hands over the events of the organisation in order, until `body` answers false.
    func forEachOrganisationEvent(_ body: (RecordedOrganisationEvent) throws -> Bool) throws {
        try forEachRow(of: .organisation) { row in
            guard let time = row.moment, let actor = row.principal else {
                throw StorageError(.damaged, "ORG, version \(row.version)", cause: "time or actor cannot be read")
            }
            return try body(
                RecordedOrganisationEvent(
                    version: row.version, sequence: row.sequence, stamp: Stamp(time: time, actor: actor),
                    event: try coding.organisationEvent(row.event)))
        }
    }

    private func forEachRow(
        of stream: JournalStream, after row: JournalRow? = nil, _ body: (JournalRow) throws -> Bool
    ) throws {
        var walk = row.map { ChainWalk(scope: stream, after: $0) } ?? ChainWalk(scope: stream, readsEvents: false)
        try CaseJournal(database: database).forEachRow(of: stream, after: row?.version ?? 0) { row in
            if confirmsChain {
                guard let line = row.line, walk.step(line, hash: row.hashText, place: row.sequence) == nil else {
                    throw StorageError.changedOutside(stream, at: "version \(row.version)")
                }
            }
            return try body(row)
        }
    }
}

extension Timestamp {
    /// Whether this moment, as it is shown, is not after another: steps of 100 ns are kept, microseconds shown.
    func isShownNoLater(than other: Timestamp) -> Bool {
        let ticksShown = Timestamp.ticksPerSecond / 1_000_000
        return ticks / ticksShown <= other.ticks / ticksShown
    }
}
