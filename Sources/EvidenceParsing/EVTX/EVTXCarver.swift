package import Vocabulary

/// Finds event logs in bytes of any kind, at any place: the memory of a machine, unallocated space, a damaged disk.
///
/// Chunks are known by their mark. Records whose chunk lost its header are read where a definition of a template tells
/// where the chunk began; so are records that an earlier use of a chunk left behind those of the last. A record whose
/// template is gone is an issue. The same record can be found in several places, and is then told several times.
package struct EVTXCarver: EvidenceParser {
    package init() {}

    package var format: EvidenceFormat { .evtx }

    /// Any bytes can hold what is looked for.
    package func recognises(_ head: [UInt8]) -> Bool { true }

    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        if isLast && window.count <= Self.portionLength { return window.count }
        return window.withUnsafeBufferPointer { bytes in
            var pieces = CarvedPieces(bytes)
            var length = 0
            var origin: Int?
            while let piece = pieces.piece(from: length) {
                // Records of one chunk stay together, since the templates of the later are among the earlier.
                let isFull = length >= Self.portionLength || piece.range.lowerBound >= Self.portionLength
                if isFull, !piece.isRestOfChunk(from: origin) { break }
                // What is not there yet can be the rest of the piece, or a mark that ends it.
                let needed = piece.range.lowerBound + EVTXLayout.chunkSize + CarvedPieces.markedLength
                guard isLast || needed <= bytes.count else { return piece.range.lowerBound }
                length = piece.range.upperBound
                origin = pieces.origin
            }
            if isLast { return min(max(length, Self.portionLength), bytes.count) }
            // A record that is not all there yet is not seen: it can begin within the longest one of the end.
            return max(length, min(bytes.count - EVTXLayout.chunkSize - CarvedPieces.markedLength, Self.portionLength))
        }
    }

    private static let portionLength = ParsingLimits.chunksPerPortion * EVTXLayout.chunkSize

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        var memory = ParserMemory()
        return parse(portion, with: &memory)
    }

    package func parse(_ portion: EvidencePortion, with memory: inout ParserMemory) -> ParsedPortion {
        var reader = memory.eventLogs ?? RecordReader()
        memory.eventLogs = nil
        defer { memory.eventLogs = reader }
        reader.begin(portion: portion.bytes)
        var issues = IssueList(limit: ParsingLimits.chunksPerPortion * ParsingLimits.issuesPerChunk)
        portion.bytes.withUnsafeBufferPointer { bytes in
            var pieces = CarvedPieces(bytes)
            var start = 0
            var renewal = 0
            while let piece = pieces.piece(from: start) {
                // Pieces can share bytes with those before; the work they may cause is for so many bytes, not for each.
                let renews = start == 0 || piece.range.lowerBound >= renewal + EVTXLayout.chunkSize
                if renews { renewal = piece.range.lowerBound }
                for issue in read(piece, of: bytes, at: portion.offset, with: &reader, renewsBudget: renews) {
                    issues.add(issue)
                }
                start = piece.range.upperBound
            }
        }
        return ParsedPortion(batch: reader.finish(), issues: issues.finish(), account: nil)
    }

    private func read(
        _ piece: CarvedPieces.Piece, of bytes: UnsafeBufferPointer<UInt8>, at offset: UInt64,
        with reader: inout RecordReader, renewsBudget: Bool
    ) -> [ParseIssue] {
        switch piece {
        case .chunk(let range):
            var chunk = EVTXChunk(ChunkBytes(bytes, range), offset: offset &+ UInt64(range.lowerBound))
            reader.begin(chunk.bytes, renewsBudget: renewsBudget)
            chunk.read(with: &reader, carves: true)
            return chunk.issues
        case .records(let range, let origin):
            // Places of the chunk count from its lost beginning, which can lie before the file's.
            let left = ChunkBytes(bytes, origin: origin, keeping: origin..<range.upperBound)
            var chunk = EVTXChunk(left, offset: offset &+ UInt64(bitPattern: Int64(origin)))
            reader.begin(chunk.bytes, renewsBudget: renewsBudget)
            chunk.readRemains(range.lowerBound - origin..<range.upperBound - origin, with: &reader)
            return chunk.issues
        case .strays(let range):
            return [
                ParseIssue(
                    .damagedRecord, offset: offset &+ UInt64(range.lowerBound),
                    "\(range.count) bytes of records without the chunk that holds their templates")
            ]
        }
    }
}

extension CarvedPieces.Piece {
    /// Whether these are records of the chunk that began at a place.
    fileprivate func isRestOfChunk(from place: Int?) -> Bool {
        if case .records(_, let origin) = self { origin == place } else { false }
    }
}
