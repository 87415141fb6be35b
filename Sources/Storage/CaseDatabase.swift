import GRDB
package import Vocabulary

/// The store of cases: the journal and its read models, in one SQLite database of a home folder.
///
/// Several processes may have the same home open. Each write is one transaction; when ``write(_:)`` returns, what it
/// appended is on the disk.
package final class CaseDatabase: Sendable {
    /// How long a writer waits for another process, in seconds. Far longer than any transaction takes; long enough that
    /// a person who is told "busy" has a stuck process to look for.
    package static let patience = 30.0

    package enum Access: Hashable, Sendable, CaseIterable {
        /// Makes the home where there is none, and upgrades an older one.
        case readWrite
        /// Works on a store that is there, and upgrades an older one. Never makes one.
        case readWriteExisting
        /// Changes nothing. For looking at a home that may be damaged, or is somebody else's.
        case readOnly
    }

    /// The folder of the store.
    package let home: String
    /// The store's public key in hexadecimal digits, which tells it from every other.
    package let store: String
    /// The store is for exercises, and was from its beginning: all that comes from it must be marked as made up.
    package let isExercise: Bool
    let reader: any DatabaseReader
    let writer: DatabasePool?
    let key: StoreKey?
    /// Nil where the store is open for reading only.
    let writers: Writers?

    /// Opens the store of a home.
    ///
    /// - Parameters:
    ///   - home: The folder; made if need be, for its owner only, where `access` is ``Access/readWrite``.
    ///   - actor: Who is recorded as having made the store, should it be made.
    ///   - time: Now, by the clock of the server; recorded likewise.
    /// - Throws: ``StorageError/Code/notAStore``, ``StorageError/Code/journalGone``, ``StorageError/Code/unsafeHome``,
    ///   ``StorageError/Code/newerStore``, ``StorageError/Code/missingKey``, ``StorageError/Code/wrongKey``, or a fault
    ///   of the system.
    package convenience init(
        home: String, access: Access = .readWrite, actor: Principal, at time: Timestamp
    ) throws(StorageError) {
        let opening = StoreOpening(folder: HomeFolder(path: home), actor: actor, time: time)
        let opened =
            switch access {
            case .readWrite: try opening.openForWriting(mayMake: true)
            case .readWriteExisting: try opening.openForWriting(mayMake: false)
            case .readOnly: try opening.openForReading()
            }
        self.init(home: home, opened)
    }

    /// Makes a store for exercises, in a folder that is not there or holds nothing.
    ///
    /// - Parameter start: What the clock of the exercise shows now.
    /// - Throws: ``StorageError/Code/notEmpty``, or a fault of the system.
    package convenience init(
        newExercise home: String, start: Timestamp, actor: Principal, at time: Timestamp
    ) throws(StorageError) {
        let opening = StoreOpening(
            folder: HomeFolder(path: home), actor: actor, time: time, exerciseStart: start)
        self.init(home: home, try opening.openForWriting(mayMake: true))
    }

    private init(home: String, _ opened: StoreOpening.Opened) {
        self.home = home
        store = opened.store
        isExercise = opened.isExercise
        reader = opened.reader
        writer = opened.writer
        key = opened.key
        writers = if let pool = opened.writer, let key = opened.key { Writers(pool: pool, key: key) } else { nil }
    }

    /// Runs `body` alone among all writers of the store, as if in a transaction of its own.
    ///
    /// Facts are gathered, decided on and recorded in here, so that none can change in between. Nothing is kept when
    /// `body` throws. What it appended is on the disk when this returns. Several threads that wait here at the same time
    /// share one wait for the disk: see ``Writers``.
    ///
    /// - Throws: What `body` throws; ``StorageError/Code/busy`` after ``patience``; ``StorageError``.
    package func write<Value>(_ body: (CaseTransaction) throws -> Value) throws -> Value {
        guard let writers else { throw StorageError(.readOnly, home) }
        do {
            return try writers.write { database, work in
                let transaction = CaseTransaction(database: database, key: writers.key, work: work)
                let value = try body(transaction)
                work = try transaction.work()
                return value
            }
        } catch let error as DatabaseError {
            throw StorageError(error, home)
        }
    }

    /// Runs `body` alone among all writers; for what appends no events.
    func change<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
        guard let writers else { throw StorageError(.readOnly, home) }
        return try StorageError.translating(home) { try writers.write { database, _ in try body(database) } }
    }

    /// Refuses where what is decided could not be recorded, since the key that signs it is not there, or is another's.
    package func confirmSigning() throws(StorageError) {
        let path = HomeFolder(path: home).privateKey
        guard let key else { throw StorageError(.missingKey, path) }
        guard key.store == store else { throw StorageError(.wrongKey, path, cause: "the store is \(store)") }
    }

    /// Closes every connection. Further use throws.
    package func close() throws(StorageError) {
        try StorageError.translating(home) { try reader.close() }
    }

    func read<Value>(_ subject: String, _ body: (Database) throws -> Value) throws(StorageError) -> Value {
        try StorageError.translating(subject) { try reader.read(body) }
    }
}
