import CaseLifecycle
import GRDB
import Vocabulary

extension CaseDatabase {
    /// Makes the read models anew from the journal, in one transaction: readers see the old ones or the new ones.
    package func rebuild() throws(StorageError) {
        guard let writer else { throw StorageError(.readOnly, home) }
        try StorageError.translating(home) {
            try writer.write { database in
                try database.execute(sql: ReadModel.removal(from: "main"))
                try database.execute(sql: ReadModel.tables(in: "main"))
                try Self.replay(into: "main", database)
            }
        }
    }

    /// Compares the read models with what the journal says, and changes nothing.
    ///
    /// - Returns: The names of the tables that differ; empty when all is well.
    package func differingReadModels() throws(StorageError) -> [String] {
        if let writer { return try StorageError.translating(home) { try writer.write(Self.compare) } }
        return try StorageError.translating(home) { try reader.read(Self.compare) }
    }

    private static func compare(_ database: Database) throws -> [String] {
        try database.execute(sql: ReadModel.removal(from: "temp"))
        try database.execute(sql: ReadModel.tables(in: "temp"))
        try replay(into: "temp", database)
        let differing = try ReadModel.allCases.filter { model in
            let (live, replayed) = ("main.\(model.rawValue)", "temp.\(model.rawValue)")
            let columns = model.columns
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
                incident.apply(recorded.event)
                events.append(recorded)
                return true
            }
            if let first = events.first { try projection.apply(events, to: incident, opened: first.time) }
        }
    }
}
