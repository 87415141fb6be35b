import GRDB

/// The tables of a store, and how older stores come to have them.
enum Schema {
    /// Migrations are for ever, too: add one, never change one that was released. The read models are not migrated but
    /// made anew by ``Projection``, since the journal holds all that they say.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("journal") { database in
            try database.execute(sql: event)
            try database.execute(sql: head)
            for guardian in guardians { try database.execute(sql: guardian.sql) }
            try database.execute(sql: ReadModel.tables(in: "main"))
        }
        migrator.registerMigration("machine start") { database in
            try database.execute(sql: machineStart)
            try database.execute(sql: restoration)
        }
        return migrator
    }

    /// Whether there is a journal to read. Later tables are for those who write.
    static func hasJournal(_ database: Database) throws -> Bool {
        try migrator.appliedIdentifiers(database).contains("journal")
    }

    /// When the machine had started, by its clock at the last event of a case: ``MachineStart``.
    private static let machineStart = """
        CREATE TABLE machine_start (
            stream TEXT PRIMARY KEY,
            boot TEXT NOT NULL,
            ticks INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """

    /// The number of events that the store was made from, as long as no event says so: one without its key takes none.
    private static let restoration = "CREATE TABLE restoration (events INTEGER NOT NULL) STRICT"

    /// The statements as they were released: a backup is known by them.
    static let event = """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            time TEXT NOT NULL,
            actor TEXT NOT NULL,
            previous TEXT NOT NULL,
            previous_in_store TEXT NOT NULL,
            hash TEXT NOT NULL,
            event TEXT NOT NULL,
            UNIQUE (stream, version)
        ) STRICT
        """

    static let head = """
        CREATE TABLE head (
            stream TEXT PRIMARY KEY,
            count INTEGER NOT NULL,
            hash TEXT NOT NULL,
            signature TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """

    /// Whether the triggers are those that were made, and no others.
    static func isGuarded(_ database: Database) throws -> Bool {
        let triggers = try Row.fetchAll(
            database, sql: "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger' ORDER BY name")
        let found = triggers.map { "\($0[0] as String? ?? "")\n\($0[1] as String? ?? "")" }
        return found == guardians.map { "\($0.name)\n\($0.sql)" }.sorted()
    }

    /// Refuses a journal from which somebody has taken the triggers, or to which somebody has added one: whatever was done
    /// to it since, nothing is built upon it.
    static func confirmGuarded(_ database: Database) throws {
        guard try !isGuarded(database) else { return }
        throw StorageError(
            .damaged, "the journal",
            cause:
                "the triggers that keep its events from being changed are not those that were made; to see what else was "
                + "done: cordon journal verify; to bring back a backup: cordon admin restore --help")
    }

    /// Triggers that keep what was appended from being changed by anything that goes through SQLite. They are a seat
    /// belt, not the lock: whoever can drop them is found by the hashes.
    static let guardians: [(name: String, sql: String)] = [
        (
            "event_is_never_changed",
            """
            CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END
            """
        ),
        (
            "event_is_never_deleted",
            """
            CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END
            """
        ),
        (
            // INSERT OR REPLACE deletes without asking the trigger above.
            "event_is_never_replaced",
            """
            CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
            WHEN EXISTS (SELECT 1 FROM event WHERE sequence = NEW.sequence
                OR (stream = NEW.stream AND version = NEW.version))
            BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END
            """
        ),
    ]
}
