import CaseLifecycle
import Foundation
import GRDB
import Glibc
import Vocabulary

/// Opens the database of a home: makes it, upgrades it, or leaves it as it is.
struct StoreOpening {
    struct Opened {
        let store: String
        let isExercise: Bool
        let reader: any DatabaseReader
        let writer: DatabasePool?
        let key: StoreKey?
    }

    let folder: HomeFolder
    let actor: Principal
    let time: Timestamp
    /// What the clock of an exercise shows now, where a store for one is to be made. Only a new store can be one.
    var exerciseStart: Timestamp?

    /// - Parameter mayMake: Whether a store is made where there is none.
    func openForWriting(mayMake: Bool) throws(StorageError) -> Opened {
        if mayMake { try folder.create() } else { try confirmExists() }
        try folder.confirmSafe()
        if exerciseStart != nil { try folder.confirmEmpty() }
        return try folder.locked { () throws(StorageError) in
            // Once more: another may have begun to make a store since.
            if exerciseStart != nil { try folder.confirmEmpty() }
            if access(folder.database, F_OK) != 0, folder.hadJournal { throw journalGone }
            try makeDatabaseFile()
            return try StorageError.translating(folder.database) {
                let pool = try DatabasePool(path: folder.database, configuration: Self.configuration)
                // GRDB chooses NORMAL for WAL, which may lose the last commits when the power goes.
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                let migrator = Schema.migrator
                if try pool.read(migrator.hasBeenSuperseded) { throw StorageError(.newerStore, folder.path) }
                try migrator.migrate(pool)
                try pool.read(Schema.confirmGuarded)
                try pool.write { database in
                    if try !ReadModelForm(database: database).isCurrent() { try ReadModelRebuild.replace(in: database) }
                }
                let key = try signingKey(of: pool, mayMake: mayMake)
                let isExercise = try pool.read(Self.founding).exercise != nil
                return Opened(store: key.store, isExercise: isExercise, reader: pool, writer: pool, key: key)
            }
        }
    }

    func openForReading() throws(StorageError) -> Opened {
        try confirmExists()
        return try StorageError.translating(folder.database) {
            let queue = try queueForReading()
            try queue.read { database in
                let migrator = Schema.migrator
                if try migrator.hasBeenSuperseded(database) { throw StorageError(.newerStore, folder.path) }
                guard try Schema.hasJournal(database) else { throw StorageError(.notAStore, folder.path) }
                if try !ReadModelForm(database: database).isCurrent() { try overlayReadModels(of: database) }
            }
            // A journal whose first event is damaged must still open, so that it can be examined.
            let founding = (try? queue.read(Self.founding)) ?? Organisation()
            guard let name = founding.store.isEmpty ? StoreKey.published(in: folder) : founding.store else {
                throw StorageError(.notAStore, folder.path)
            }
            return Opened(
                store: name, isExercise: founding.exercise != nil, reader: queue, writer: nil,
                key: try? StoreKey.read(in: folder))
        }
    }

    /// A journal that is too damaged for this is still opened, so that it can be examined.
    private func overlayReadModels(of database: Database) throws {
        do { try ReadModelRebuild.overlay(database) } catch let error as StorageError where error.code == .damaged {}
    }

    /// Where nothing may be written beside the database, and nobody has it open, a copy is looked at.
    func queueForReading() throws -> DatabaseQueue {
        do { return try Self.queue(folder.database) } catch let error as DatabaseError {
            guard [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode), access(folder.path, W_OK) != 0
            else { throw error }
            // Open files outlive their names: nothing is left behind, however this process ends.
            let copy = try PrivateCopy(of: folder.database)
            return try Self.queue(copy.database)
        }
    }

    private static func queue(_ path: String) throws -> DatabaseQueue {
        var configuration = configuration
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        // SQLite looks for the files beside the database only when it first reads.
        _ = try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_master") }
        return queue
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "cordon"
        configuration.foreignKeysEnabled = true
        // Writers who take turns leave a transaction open for the next.
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(CaseDatabase.patience)
        return configuration
    }

    /// SQLite gives the files beside the database the permissions of the database, so that is made first.
    private func makeDatabaseFile() throws(StorageError) {
        _ = try OpenFile(folder.database, O_RDWR | O_CREAT, mode: 0o600)
    }

    private func confirmExists() throws(StorageError) {
        if access(folder.database, F_OK) == 0 { return }
        guard errno == ENOENT else { throw StorageError(errno: errno, folder.path) }
        throw folder.hadJournal ? journalGone : StorageError(.notAStore, folder.path)
    }

    private var journalGone: StorageError {
        StorageError(
            .journalGone, folder.database,
            cause: "a key or evidence is in \(folder.path), but no journal: bring back the database, or start elsewhere"
        )
    }

    /// The key of the store; a new store is given one, and its first event.
    ///
    /// The public half is published only after that event, so that a first run that was killed can be told from a
    /// journal that was taken away.
    private func signingKey(of pool: DatabasePool, mayMake: Bool) throws -> StoreKey {
        let founded = try pool.read(Self.founding)
        let store = founded.store
        let existing = try StoreKey.read(in: folder)
        guard !store.isEmpty else {
            if folder.hadJournal { throw journalGone }
            guard mayMake else { throw StorageError(.notAStore, folder.path) }
            let key = try existing ?? StoreKey.create(in: folder)
            let founding = Organisation.founding(store: key.store, exerciseStart: exerciseStart)
            try Writers(pool: pool, key: key).write { database, work in
                let transaction = CaseTransaction(database: database, key: key, work: work)
                try transaction.appendOrganisation(founding, actor: actor, at: time)
                work = try transaction.work()
            }
            try key.publish(in: folder)
            return key
        }
        guard let existing else { throw StorageError(.missingKey, folder.privateKey) }
        guard existing.store == store else {
            throw StorageError(.wrongKey, folder.privateKey, cause: "the store is \(store)")
        }
        // A first run that was killed may have left its first events and no public key yet.
        let isNew = try pool.read { try JournalHeads(database: $0).head(of: .store) }.count == founded.version
        if isNew, access(folder.publicKey, F_OK) != 0 { try existing.publish(in: folder) }
        try StoreKey.confirmPublished(store, in: folder)
        return existing
    }

    /// What the store was made as: its public key and whether it is for exercises. Empty for a journal without events.
    static func founding(of database: Database) throws -> Organisation {
        try CaseLoading(database: database, coding: CaseEventCoding()).organisation(until: .earliest)
    }
}
