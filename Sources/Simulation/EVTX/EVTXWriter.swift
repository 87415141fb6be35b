/// Writes a Windows event log file, laid out as Windows itself does ([MS-EVEN6] 2.2 and the published file format).
///
///     var writer = EVTXWriter()
///     for event in events { writer.append(event) }
///     let file = writer.finish()
///
/// Records get consecutive ids in the order of the calls; sort events by time before. All checksums are right.
package struct EVTXWriter {
    private static let fileHeaderSize = 4096

    private var chunks: [UInt8] = []
    private var chunk = EVTXChunk()
    private var nextID: UInt64

    /// An empty log.
    ///
    /// - Parameter firstID: The id of the first record; more than 1 in a log that has lost its oldest ones.
    package init(firstID: UInt64 = 1) {
        nextID = max(firstID, 1)
    }

    /// Adds a record and returns its id.
    ///
    /// - Returns: nil where the record alone is larger than a chunk (64 KiB): Windows drops such an event, too.
    @discardableResult
    package mutating func append(_ event: WindowsEvent) -> UInt64? {
        if !chunk.append(event, id: nextID) {
            var fresh = EVTXChunk()
            guard !chunk.isEmpty, fresh.append(event, id: nextID) else { return nil }
            chunks += chunk.finished()
            chunk = fresh
        }
        nextID += 1
        return nextID - 1
    }

    /// The bytes of the file.
    package consuming func finish() -> [UInt8] {
        // Windows creates a log with one chunk, even before the first record.
        chunks += chunk.finished()
        let count = chunks.count / EVTXChunk.size
        var header = Array("ElfFile".utf8) + [0]
        for number in [0, UInt64(count - 1), nextID] { header += number.littleEndianBytes }
        header += UInt32(128).littleEndianBytes
        for number in [1, 3, UInt16(Self.fileHeaderSize), UInt16(truncatingIfNeeded: count)] {
            header += number.littleEndianBytes
        }
        header += [UInt8](repeating: 0, count: 76)
        header += UInt32(0).littleEndianBytes + CRC32.checksum(of: header).littleEndianBytes
        return header + [UInt8](repeating: 0, count: Self.fileHeaderSize - header.count) + chunks
    }
}
