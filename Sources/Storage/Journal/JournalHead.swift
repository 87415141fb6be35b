import Crypto
import Foundation
import GRDB
import Vocabulary

/// How far a stream has come: the number of its events and the hash of the last.
package struct JournalHead: Hashable, Sendable {
    package var count: Int
    /// 64 hexadecimal digits; all zero before the first event.
    package var hash: String

    package init(count: Int = 0, hash: String = String(repeating: "0", count: 64)) {
        self.count = count
        self.hash = hash
    }

    /// The bytes that the store's key signs.
    func signedBytes(store: String, stream: JournalStream) -> [UInt8] {
        Array("{\"store\":\"\(store)\",\"stream\":\"\(stream)\",\"count\":\(count),\"hash\":\"\(hash)\"}".utf8)
    }
}

/// The rows of the table `head`: one for each stream, and one for the store.
struct JournalHeads {
    let database: Database

    func head(of stream: JournalStream) throws -> JournalHead {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT count, hash FROM head WHERE stream = ?"),
            arguments: [stream.description])
        guard let row else { return JournalHead() }
        guard let count = Int.fromDatabaseValue(row[0]), let hash = String.fromDatabaseValue(row[1]) else {
            throw StorageError.changedOutside(stream)
        }
        return JournalHead(count: count, hash: hash)
    }

    /// The head of a stream that may be built upon: the store's key signed it, and it is that of the last event there.
    ///
    /// - Throws: ``StorageError/Code/damaged`` where it is not so.
    func confirmed(_ stream: JournalStream, store: String) throws -> JournalHead {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT count, hash, signature FROM head WHERE stream = ?"),
            arguments: [stream.description])
        let last = try CaseJournal(database: database).lastRow(of: stream)
        guard let row else {
            guard last == nil else { throw StorageError.changedOutside(stream) }
            return JournalHead()
        }
        guard let count = Int.fromDatabaseValue(row[0]), let hash = String.fromDatabaseValue(row[1]),
            let signature = String.fromDatabaseValue(row[2])
        else { throw StorageError.changedOutside(stream) }
        let head = JournalHead(count: count, hash: hash)
        guard
            StoreKey.isValid(signature, over: head.signedBytes(store: store, stream: stream), store: store),
            let last, let line = last.line, line.hash == head.hash, last.hashText == head.hash,
            head.count == (stream == .store ? line.sequence : line.version)
        else { throw StorageError.changedOutside(stream) }
        return head
    }

    func set(_ head: JournalHead, of stream: JournalStream, signature: String) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO head (stream, count, hash, signature) VALUES (?, ?, ?, ?)
                ON CONFLICT (stream) DO UPDATE SET count = excluded.count, hash = excluded.hash,
                    signature = excluded.signature
                """
        ).execute(arguments: [stream.description, head.count, head.hash, signature])
    }

    /// The name of the case that would be opened next.
    func nextCase() throws -> CaseID {
        let last = try Int.fetchOne(
            database, sql: "SELECT MAX(CAST(substr(stream, 3) AS INTEGER)) FROM head WHERE stream LIKE 'C-%'")
        return CaseID(number: (last ?? 0) + 1)
    }
}
