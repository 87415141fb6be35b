import Crypto
import GRDB
import Vocabulary

extension CaseDatabase {
    /// Writes a stream as lines of JSON and a signed trailer, for ``JournalVerifier`` and for whoever keeps a copy.
    ///
    /// - Parameters:
    ///   - stream: A case, the organisation, or the whole store.
    ///   - write: Takes the bytes, a line at a time. An error ends the export.
    /// - Throws: ``StorageError/Code/notFound`` for a stream without events; ``StorageError/Code/missingKey`` where the
    ///   home's key cannot be read; what `write` throws.
    package func export(_ stream: JournalStream, to write: ([UInt8]) throws -> Void) throws {
        guard let key else { throw StorageError(.missingKey, home) }
        do {
            try reader.read { database in
                var digest = SHA256()
                var size = 0
                var head = JournalHead()
                try CaseJournal(database: database).forEachRow(of: stream) { row in
                    guard let line = row.line else {
                        throw StorageError(.damaged, stream.description, cause: "sequence \(row.sequence)")
                    }
                    let bytes = line.bytes(hash: row.hashText) + [UInt8(ascii: "\n")]
                    digest.update(data: bytes)
                    size += bytes.count
                    head = JournalHead(count: head.count + 1, hash: row.hashText)
                    try write(bytes)
                    return true
                }
                guard head.count > 0 else { throw StorageError(.notFound, stream.description) }
                var trailer = JournalTrailer(
                    stream: stream, count: head.count, head: head.hash, bytes: size,
                    sha256: Hexadecimal.text(digest.finalize()), publicKey: key.store)
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
