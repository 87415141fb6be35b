import CaseLifecycle
import GRDB
import Vocabulary

/// A case and what its journal says beyond its state.
struct LoadedCase {
    var incident: Case
    /// When the first event was appended; nil before there is one.
    var opened: Timestamp?
}

/// Folds the events of the journal.
struct CaseLoading {
    let database: Database
    let coding: CaseEventCoding

    /// The case after all its events.
    func load(_ id: CaseID) throws -> LoadedCase {
        var known = LoadedCase(incident: Case(id: id), opened: nil)
        try forEachEvent(of: id) { recorded in
            known.opened = known.opened ?? recorded.time
            known.incident.apply(recorded.event)
            return true
        }
        return known
    }

    /// Hands over the events of a case in order, until `body` answers false.
    func forEachEvent(of id: CaseID, _ body: (RecordedEvent) throws -> Bool) throws {
        try CaseJournal(database: database).forEachRow(of: .ofCase(id)) { row in
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
    /// - Parameter moment: Leaves out what was appended later; nil for all.
    func organisation(until moment: Timestamp?) throws -> Organisation {
        var organisation = Organisation()
        try CaseJournal(database: database).forEachRow(of: .organisation) { row in
            if let moment, let time = row.moment, time > moment { return false }
            organisation.apply(try coding.organisationEvent(row.event))
            return true
        }
        return organisation
    }
}
