package import Vocabulary

/// Windows event logs: a file header, then chunks of 64 KiB that can be read on their own.
///
/// Chunks are found by their marks, so that a damaged header, bytes lost or added, and logs joined to one file cost
/// no more than what they hit. A chunk without its mark is not read.
package struct EVTXParser: EvidenceParser {
    package init() {}

    package var format: EvidenceFormat { .evtx }

    /// Whether the head begins with the mark of a log or of a chunk, or holds one where a sector begins.
    package func recognises(_ head: [UInt8]) -> Bool {
        head.starts(with: EVTXLayout.fileMagic) || head.starts(with: EVTXLayout.chunkMagic)
            || head.withUnsafeBufferPointer { EVTXPieces($0).hasMarkInSectors }
    }

    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        window.withUnsafeBufferPointer { bytes in
            let pieces = EVTXPieces(bytes)
            var length = 0
            while length < bytes.count, length < ParsingLimits.chunksPerPortion * EVTXLayout.chunkSize {
                // What follows a piece can decide where it ends.
                let isHeader = bytes[length...].starts(with: EVTXLayout.fileMagic)
                let seen = isHeader ? EVTXLayout.fileHeaderSize : EVTXLayout.chunkSize + EVTXPieces.markedLength
                guard isLast || bytes.count - length >= seen else { return length }
                length = pieces.end(from: length)
            }
            return length
        }
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        portion.bytes.withUnsafeBufferPointer { bytes in
            let pieces = EVTXPieces(bytes)
            var reader = RecordReader()
            var issues = IssueList(limit: ParsingLimits.chunksPerPortion * ParsingLimits.issuesPerChunk)
            var start = 0
            while start < bytes.count {
                let end = pieces.end(from: start)
                let piece = UnsafeBufferPointer(rebasing: bytes[start..<end])
                let offset = portion.offset &+ UInt64(start)
                if piece.starts(with: EVTXLayout.fileMagic) {
                    for issue in headerIssues(piece, at: offset) { issues.add(issue) }
                } else {
                    var chunk = EVTXChunk(ChunkBytes(piece, at: 0), offset: offset)
                    chunk.read(with: &reader)
                    for issue in chunk.issues { issues.add(issue) }
                }
                start = end
            }
            return ParsedPortion(batch: reader.builder.finish(), issues: issues.finish())
        }
    }

    /// What the file header says of the file's chunks is not needed to read them, and is wrong in logs that were
    /// copied while they were written to; only its checksum is looked at.
    private func headerIssues(_ header: UnsafeBufferPointer<UInt8>, at offset: UInt64) -> [ParseIssue] {
        guard header.count >= EVTXLayout.fileHeaderSize else {
            return [ParseIssue(.truncated, offset: offset &+ UInt64(header.count), "the header of a log is cut short")]
        }
        var reader = ByteReader(header, range: 124..<128)
        let sum = CRC32.checksum(of: [UnsafeBufferPointer(rebasing: header[..<120])])
        if (try? reader.uint32()) == sum { return [] }
        return [ParseIssue(.badChecksum, offset: offset &+ 124, "the checksum of a log's header does not fit")]
    }
}
