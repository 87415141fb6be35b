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
                length = pieces.piece(from: length).end
            }
            return length
        }
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        var memory = ParserMemory()
        return parse(portion, with: &memory)
    }

    package func parse(_ portion: EvidencePortion, with memory: inout ParserMemory) -> ParsedPortion {
        // Taken out while it is used, so that it is never copied.
        var reader = memory.eventLogs ?? RecordReader()
        memory.eventLogs = nil
        defer { memory.eventLogs = reader }
        reader.begin(portion: portion.bytes)
        var issues = IssueList(limit: ParsingLimits.chunksPerPortion * ParsingLimits.issuesPerChunk)
        var tally = PortionTally()
        portion.bytes.withUnsafeBufferPointer { bytes in
            let pieces = EVTXPieces(bytes)
            var start = 0
            while start < bytes.count {
                let piece = pieces.piece(from: start)
                let offset = portion.offset &+ UInt64(start)
                switch piece.kind {
                case .header:
                    let header = UnsafeBufferPointer(rebasing: bytes[start..<piece.end])
                    for issue in headerIssues(header, at: offset) { issues.add(issue) }
                // A log begins with a header: zeros there are none of its chunks.
                case .zeros where offset > 0: break
                case .chunk, .zeros, .other:
                    var chunk = EVTXChunk(ChunkBytes(bytes, start..<piece.end), offset: offset)
                    reader.begin(chunk.bytes)
                    chunk.read(with: &reader)
                    for issue in chunk.issues { issues.add(issue) }
                    tally.add(chunk.tally)
                }
                start = piece.end
            }
        }
        return ParsedPortion(reader.finish(), issues.finish(), tally, of: portion)
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
