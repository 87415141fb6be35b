import CaseLifecycle
import Foundation
import GRDB
import Glibc
import Vocabulary

/// Opens the database of a home: makes it, upgrades it, or leaves it as it is.
struct StoreOpening {
    struct Opened {
        let store: String
        let reader: any DatabaseReader
        let writer: DatabasePool?
        let key: StoreKey?
    }

    let folder: HomeFolder
    let actor: Principal
    let time: Timestamp

    func openForWriting() throws(StorageError) -> Opened {
        try folder.create()
        return try folder.locked { () throws(StorageError) in
            try makeDatabaseFile()
            return try StorageError.translating(folder.database) {
                let pool = try DatabasePool(path: folder.database, configuration: Self.configuration)
                // GRDB chooses NORMAL for WAL, which may lose the last commits when the power goes.
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                let migrator = Schema.migrator
                if try pool.read(migrator.hasBeenSuperseded) { throw StorageError(.newerStore, folder.path) }
                try migrator.migrate(pool)
                let key = try signingKey(of: pool)
                return Opened(store: key.store, reader: pool, writer: pool, key: key)
            }
        }
    }

    func openForReading() throws(StorageError) -> Opened {
        guard access(folder.database, F_OK) == 0 else {
            throw StorageError(errno == ENOENT ? .notAStore : .permissionDenied, folder.path)
        }
        return try StorageError.translating(folder.database) {
            var configuration = Self.configuration
            configuration.readonly = true
            let queue = try DatabaseQueue(path: folder.database, configuration: configuration)
            try queue.read { database in
                let migrator = Schema.migrator
                if try migrator.hasBeenSuperseded(database) { throw StorageError(.newerStore, folder.path) }
                guard try migrator.hasCompletedMigrations(database) else { throw StorageError(.notAStore, folder.path) }
            }
            // A journal whose first event is damaged must still open, so that it can be examined.
            let store = try? queue.read(Self.store)
            guard let name = store ?? StoreKey.published(in: folder) else {
                throw StorageError(.notAStore, folder.path)
            }
            return Opened(store: name, reader: queue, writer: nil, key: try? StoreKey.read(in: folder))
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "cordon"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(CaseDatabase.patience)
        return configuration
    }

    /// SQLite gives the files beside the database the permissions of the database, so that is made first.
    private func makeDatabaseFile() throws(StorageError) {
        _ = try OpenFile(folder.database, O_RDWR | O_CREAT, mode: 0o600)
    }

    /// The key of the store; a new store is given one, and its first event.
    private func signingKey(of pool: DatabasePool) throws -> StoreKey {
        let store = try pool.read(Self.store)
        let existing = try StoreKey.read(in: folder)
        guard let store else {
            let key = try existing ?? StoreKey.create(in: folder)
            try key.publish(in: folder)
            try pool.write { database in
                _ = try CaseTransaction(database: database, key: key)
                    .appendOrganisation([.storeCreated(store: key.store)], actor: actor, at: time)
            }
            try StorageError.translating(folder.path) { try DurableFile.synchroniseFolder(folder.path) }
            return key
        }
        guard let existing else { throw StorageError(.missingKey, folder.privateKey) }
        guard existing.store == store else {
            throw StorageError(.wrongKey, folder.privateKey, cause: "the store is \(store)")
        }
        return existing
    }

    /// The public key that the first event of the journal names; nil for a journal without events.
    private static func store(of database: Database) throws -> String? {
        let name = try CaseLoading(database: database, coding: CaseEventCoding()).organisation(until: nil).store
        return name.isEmpty ? nil : name
    }
}
