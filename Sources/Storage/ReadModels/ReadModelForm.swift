import GRDB

/// The form that the read models of a database have, kept in SQLite's own `user_version`.
///
/// Read models are not migrated: the journal holds all that they say, so those of another release are made anew.
struct ReadModelForm {
    let database: Database

    /// Whether the tables are those of this release.
    func isCurrent() throws -> Bool {
        try Int.fetchOne(database, sql: "PRAGMA main.user_version") == ReadModel.form
    }

    /// Notes that the tables are those of this release now.
    func setCurrent() throws { try database.execute(sql: "PRAGMA main.user_version = \(ReadModel.form)") }
}
