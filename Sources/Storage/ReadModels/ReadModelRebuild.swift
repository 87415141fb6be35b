import CaseLifecycle
import GRDB
import Vocabulary

extension CaseDatabase {
    /// Makes the read models anew from the journal, in one transaction: readers see the old ones or the new ones.
    package func rebuild() throws(StorageError) { try change(ReadModelRebuild.replace) }

    /// Compares the read models with what the journal says, and changes nothing. Those of another release are not looked
    /// at: nobody reads them.
    ///
    /// - Returns: The names of the tables that differ or are not there; all of them where the journal itself is too
    ///   damaged to compare with. Empty when all is well. Damage is a result, not an error.
    package func differingReadModels() throws(StorageError) -> [String] {
        do {
            if writer != nil { return try change(ReadModelRebuild.compare) }
            return try read(home, ReadModelRebuild.compare)
        } catch {
            guard error.code == .damaged else { throw error }
            return ReadModel.allCases.map(\.rawValue)
        }
    }
}

/// Makes read models from the journal alone.
enum ReadModelRebuild {
    /// Puts new tables in the place of the old.
    static func replace(in database: Database) throws {
        try database.execute(sql: ReadModel.removal(from: "main"))
        try database.execute(sql: ReadModel.tables(in: "main"))
        try replay(into: "main", database)
        try ReadModelForm(database: database).setCurrent()
    }

    /// Makes tables that are seen by this connection alone and hide those of another release, for a database that may
    /// not be written to.
    static func overlay(_ database: Database) throws {
        try database.execute(sql: ReadModel.tables(in: "temp"))
        try replay(into: "temp", database)
    }

    /// The names of the tables that differ from the journal.
    static func compare(_ database: Database) throws -> [String] {
        guard try ReadModelForm(database: database).isCurrent() else { return [] }
        try database.execute(sql: ReadModel.removal(from: "temp"))
        try database.execute(sql: ReadModel.tables(in: "temp"))
        try replay(into: "temp", database)
        let differing = try ReadModel.allCases.filter { model in
            let (live, replayed) = ("main.\(model.rawValue)", "temp.\(model.rawValue)")
            let columns = model.columns
            let isThere = try database.tableExists(model.rawValue, in: "main")
            guard isThere,
                try Set(database.columns(in: model.rawValue, in: "main").map(\.name))
                    .isSuperset(of: columns.split(separator: ", ").map(String.init))
            else { return true }
            return try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT \(columns) FROM \(live) EXCEPT SELECT \(columns) FROM \(replayed))
                        OR EXISTS (SELECT \(columns) FROM \(replayed) EXCEPT SELECT \(columns) FROM \(live))
                    """) ?? true
        }
        try database.execute(sql: ReadModel.removal(from: "temp"))
        return differing.map(\.rawValue)
    }

    private static func replay(into schema: String, _ database: Database) throws {
        let loading = CaseLoading(database: database, coding: CaseEventCoding())
        let projection = Projection(database: database, schema: schema)
        for case .ofCase(let id) in try CaseJournal(database: database).streams() {
            var incident = Case(id: id)
            var events: [RecordedEvent] = []
            try loading.forEachEvent(of: id) { recorded in
                incident.apply(recorded.event, recorded.stamp)
                events.append(recorded)
                return true
            }
            if let first = events.first { try projection.apply(events, to: incident, opened: first.time) }
        }
    }
}
