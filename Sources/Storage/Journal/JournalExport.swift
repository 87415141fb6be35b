import Crypto
import GRDB
import Vocabulary

extension CaseDatabase {
    /// Writes a stream as lines of JSON and a signed trailer, for ``JournalVerifier`` and for whoever keeps a copy.
    ///
    /// - Parameters:
    ///   - stream: A case, the organisation, or the whole store.
    ///   - write: Takes the bytes, a line at a time. An error ends the export.
    /// - Throws: ``StorageError/Code/damaged`` where the events are not those that were appended, all of them: they are
    ///   not signed again, and what was written so far has no trailer. ``StorageError/Code/notFound`` for a stream without events; ``StorageError/Code/missingKey`` where the
    ///   home's key cannot be read; ``StorageError/Code/wrongKey`` where it is another store's; what `write` throws.
    package func export(_ stream: JournalStream, to write: ([UInt8]) throws -> Void) throws {
        guard let key else { throw StorageError(.missingKey, home) }
        guard key.store == store else { throw StorageError(.wrongKey, home, cause: "the store is \(store)") }
        do {
            try reader.read { database in
                var digest = SHA256()
                var size = 0
                var walk = ChainWalk(scope: stream)
                try CaseJournal(database: database).forEachRow(of: stream) { row in
                    guard let line = row.line, walk.step(line, hash: row.hashText, place: row.sequence) == nil else {
                        throw StorageError.changedOutside(stream, at: "sequence \(row.sequence)")
                    }
                    let bytes = line.bytes(hash: row.hashText) + [UInt8(ascii: "\n")]
                    digest.update(data: bytes)
                    size += bytes.count
                    try write(bytes)
                    return true
                }
                let head = try JournalHeads(database: database).confirmed(stream, store: key.store)
                guard head.count > 0 else { throw StorageError(.notFound, stream.description) }
                guard head.count == walk.count, head.hash == walk.last.hash else {
                    throw StorageError.changedOutside(stream)
                }
                var trailer = JournalTrailer(
                    stream: stream, count: head.count, head: head.hash, bytes: size,
                    sha256: Hexadecimal.text(digest.finalize()), publicKey: key.store, isExercise: isExercise)
                trailer.signature = try key.sign(trailer.signedBytes)
                try write(trailer.line + [UInt8(ascii: "\n")])
            }
        } catch let error as DatabaseError {
            throw StorageError(error, stream.description)
        }
    }

    /// A whole export in memory.
    package func export(_ stream: JournalStream) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try export(stream) { bytes += $0 }
        return bytes
    }
}
