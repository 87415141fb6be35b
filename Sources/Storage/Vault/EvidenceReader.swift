import Glibc
package import Vocabulary

/// Sealed evidence, open for reading at any place and from any thread. Closed when nobody holds it any more.
package final class EvidenceReader: Sendable {
    package let id: EvidenceID
    /// Size in bytes.
    package let size: Int
    private let file: OpenFile

    init(id: EvidenceID, path: String) throws(StorageError) {
        let file = try OpenFile(path, O_RDONLY | O_NOFOLLOW)
        self.id = id
        size = Int(try file.status().st_size)
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
    /// - Parameter blockSize: Bytes of every block but the last, which may be shorter; at least 1.
    package func blocks(of blockSize: Int) -> EvidenceBlocks { EvidenceBlocks(reader: self, blockSize: blockSize) }
}

/// The blocks of an evidence file, in file order.
package struct EvidenceBlocks {
    /// Where the next block begins, in bytes.
    package private(set) var offset = 0
    private let reader: EvidenceReader
    private let blockSize: Int

    init(reader: EvidenceReader, blockSize: Int) {
        self.reader = reader
        self.blockSize = max(1, blockSize)
    }

    /// The next block; nil at the end of the file.
    package mutating func next() throws(StorageError) -> [UInt8]? {
        let block = try reader.read(at: offset, count: blockSize)
        offset += block.count
        return block.isEmpty ? nil : block
    }
}
