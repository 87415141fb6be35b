import Crypto
import Glibc
package import Vocabulary

/// Sealed evidence, open for reading at any place and from any thread. Closed when nobody holds it any more.
package final class EvidenceReader: Sendable {
    package let id: EvidenceID
    /// Size in bytes.
    package let size: Int
    private let file: OpenFile

    init(id: EvidenceID, path: String) throws(StorageError) {
        // A pipe without a writer must not keep us waiting.
        let file = try OpenFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        let status = try file.status()
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StorageError(.damaged, id.hex, cause: "held as something that is no file")
        }
        self.id = id
        size = Int(status.st_size)
        self.file = file
    }

    /// Reads up to `count` bytes at `offset`; fewer only at the end of the file.
    package func read(at offset: Int, count: Int) throws(StorageError) -> [UInt8] {
        guard offset >= 0, offset < size, count > 0 else { return [] }
        return try file.read(at: offset, count: min(count, size - offset))
    }

    /// The first bytes of the file, or all of it where it is shorter.
    package func head(_ count: Int) throws(StorageError) -> [UInt8] { try read(at: 0, count: count) }

    /// The file from its beginning, block by block.
    ///
    /// - Parameters:
    ///   - blockSize: Bytes of every block but the last, which may be shorter; at least 1.
    ///   - verifiesHash: Whether the bytes are hashed as they are handed out; see ``EvidenceBlocks/next()``.
    package func blocks(of blockSize: Int, verifiesHash: Bool = false) -> EvidenceBlocks {
        EvidenceBlocks(reader: self, blockSize: blockSize, hash: verifiesHash ? SHA256() : nil)
    }
}

/// The blocks of an evidence file, in file order.
package struct EvidenceBlocks {
    /// Where the next block begins, in bytes.
    package private(set) var offset = 0
    private let reader: EvidenceReader
    private let blockSize: Int
    /// Nil where the bytes are not hashed.
    private var hash: SHA256?

    init(reader: EvidenceReader, blockSize: Int, hash: SHA256?) {
        self.reader = reader
        self.hash = hash
        self.blockSize = max(1, blockSize)
    }

    /// The next block; nil at the end of the file.
    ///
    /// - Throws: Where the hash is verified, ``StorageError/Code/damaged`` in place of the end of the file when the bytes
    ///   handed out are not those that were sealed. Nothing that was made of them may be kept before the end is reached.
    package mutating func next() throws(StorageError) -> [UInt8]? {
        let block = try reader.read(at: offset, count: blockSize)
        offset += block.count
        hash?.update(data: block)
        if !block.isEmpty { return block }
        if let hash {
            let found = EvidenceID(digest: hash.finalize())
            guard found == reader.id else {
                throw StorageError(.damaged, reader.id.hex, cause: "its SHA-256 is now \(found?.hex ?? "")")
            }
        }
        return nil
    }
}
