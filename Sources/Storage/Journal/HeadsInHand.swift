import GRDB

/// The heads that the open transaction has moved on, which are signed once before it is committed.
///
/// The first time a stream is appended to, its signed head is confirmed. From then on the transaction itself is the only
/// one that can have moved it, so that neither confirming nor signing has to be done for every event.
struct HeadsInHand: Sendable {
    private var moved: Set<JournalStream> = []

    /// The head that may be built upon.
    ///
    /// - Throws: ``StorageError/Code/damaged`` where it is not the one that was signed last.
    func head(of stream: JournalStream, in database: Database, store: String) throws -> JournalHead {
        let heads = JournalHeads(database: database)
        return moved.contains(stream) ? try heads.head(of: stream) : try heads.confirmed(stream, store: store)
    }

    /// Moves a head on; unsigned as yet.
    mutating func move(_ stream: JournalStream, to head: JournalHead, in database: Database) throws {
        try JournalHeads(database: database).set(head, of: stream, signature: "")
        moved.insert(stream)
    }

    /// Signs every head that was moved. Nothing is committed without this.
    func sign(in database: Database, key: StoreKey) throws {
        let heads = JournalHeads(database: database)
        for stream in moved {
            let head = try heads.head(of: stream)
            try heads.set(head, of: stream, signature: key.sign(head.signedBytes(store: key.store, stream: stream)))
        }
    }
}
