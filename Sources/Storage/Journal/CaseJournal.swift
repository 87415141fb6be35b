import Foundation
import GRDB
import Vocabulary

/// The events of a store: appended, read, never changed.
///
/// Every event carries the hash of the one before in its stream and of the one before in the store. The heads of the
/// stream and of the store are signed in the transaction that appends, before it is committed.
struct CaseJournal {
    let database: Database

    /// Appends events to a stream.
    ///
    /// What is signed vouches for all that lies before it. So nothing is appended to a journal whose end is not the one
    /// that was signed last: that would put the store's name to what somebody else wrote.
    ///
    /// - Returns: Each event's line and hash, in order.
    /// - Throws: ``StorageError/Code/damaged`` where the end of the stream or of the store is not the one signed.
    func append(
        _ events: [[UInt8]], to stream: JournalStream, actor: Principal, at time: Timestamp, heads: inout HeadsInHand,
        storeName: String
    ) throws -> [(line: JournalLine, hash: String)] {
        var own = try heads.head(of: stream, in: database, store: storeName)
        var store = try heads.head(of: .store, in: database, store: storeName)
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO event (sequence, stream, version, time, actor, previous, previous_in_store, hash, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var appended: [(line: JournalLine, hash: String)] = []
        for event in events {
            let line = JournalLine(
                sequence: store.count + 1, stream: stream, version: own.count + 1, time: time, actor: actor,
                previous: own.hash, previousInStore: store.hash, event: event)
            let hash = line.hash
            try statement.execute(arguments: [
                line.sequence, stream.description, line.version, time.text(digits: 7), line.actorText, line.previous,
                line.previousInStore, hash, String(decoding: event, as: UTF8.self),
            ])
            own = JournalHead(count: line.version, hash: hash)
            store = JournalHead(count: line.sequence, hash: hash)
            appended.append((line, hash))
        }
        if !appended.isEmpty {
            try heads.move(stream, to: own, in: database)
            try heads.move(.store, to: store, in: database)
        }
        return appended
    }

    /// Hands over the rows of a stream in the order of appending, until `body` answers false.
    ///
    /// - Parameter version: Leaves out this place and those before; without meaning for the whole store.
    func forEachRow(
        of stream: JournalStream, after version: Int = 0, _ body: (JournalRow) throws -> Bool
    ) throws {
        let (sql, arguments) = Self.selection(of: stream, after: version)
        let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
        while let row = try rows.next(), try body(JournalRow(row)) {}
    }

    /// The row at a place in its stream; nil where it has none.
    func row(_ version: Int, of stream: JournalStream) throws -> JournalRow? {
        let sql = "SELECT \(JournalRow.columns) FROM event WHERE stream = ? AND version = ?"
        return try Row.fetchOne(database, sql: sql, arguments: [stream.description, version]).map(JournalRow.init)
    }

    /// The last row of a stream; nil where it has none.
    func lastRow(of stream: JournalStream) throws -> JournalRow? {
        let (sql, arguments) = Self.selection(of: stream)
        return try Row.fetchOne(database, sql: sql + " DESC LIMIT 1", arguments: arguments).map(JournalRow.init)
    }

    private static func selection(
        of stream: JournalStream, after version: Int = 0
    ) -> (sql: String, arguments: StatementArguments) {
        let all = "SELECT \(JournalRow.columns) FROM event"
        if stream == .store { return ("\(all) ORDER BY sequence", []) }
        // In a damaged table a version may be no number; such a row must be met, too.
        return version == 0
            ? ("\(all) WHERE stream = ? ORDER BY version", [stream.description])
            : ("\(all) WHERE stream = ? AND version > ? ORDER BY version", [stream.description, version])
    }

    /// Every stream that has events, that of the store left out.
    func streams() throws -> [JournalStream] {
        try String.fetchAll(database, sql: "SELECT DISTINCT stream FROM event ORDER BY stream")
            .compactMap(JournalStream.init)
    }
}
