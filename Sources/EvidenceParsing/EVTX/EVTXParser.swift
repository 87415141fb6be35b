package import Vocabulary

/// Windows event logs: a file header, then chunks of 64 KiB that can be read on their own.
package struct EVTXParser: EvidenceParser {
    package init() {}

    package var format: EvidenceFormat { .evtx }

    package func recognises(_ head: [UInt8]) -> Bool {
        head.starts(with: EVTXLayout.fileMagic) || head.starts(with: EVTXLayout.chunkMagic)
    }

    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        if offset == 0, window.starts(with: EVTXLayout.fileMagic) {
            if window.count >= EVTXLayout.fileHeaderSize { return EVTXLayout.fileHeaderSize }
            return isLast ? window.count : 0
        }
        let whole = min(window.count / EVTXLayout.chunkSize, ParsingLimits.chunksPerPortion)
        return whole > 0 ? whole * EVTXLayout.chunkSize : isLast ? window.count : 0
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        if portion.offset == 0, portion.bytes.starts(with: EVTXLayout.fileMagic) {
            var builder = RecordBatchBuilder()
            return ParsedPortion(batch: builder.finish(), issues: headerIssues(portion))
        }
        return portion.bytes.withUnsafeBufferPointer { bytes in
            var reader = RecordReader()
            var issues: [ParseIssue] = []
            for start in stride(from: 0, to: bytes.count, by: EVTXLayout.chunkSize) {
                var chunk = EVTXChunk(ChunkBytes(bytes, at: start), offset: portion.offset &+ UInt64(start))
                chunk.read(with: &reader)
                issues += chunk.issues
            }
            return ParsedPortion(batch: reader.builder.finish(), issues: issues)
        }
    }

    /// What the file header says of the file's chunks is not needed to read them, and is wrong in logs that were
    /// copied while they were written to; only its checksum is looked at.
    private func headerIssues(_ portion: EvidencePortion) -> [ParseIssue] {
        guard portion.bytes.count >= EVTXLayout.fileHeaderSize else {
            return [ParseIssue(.truncated, offset: UInt64(portion.bytes.count), "the file ends inside its header")]
        }
        let fits = portion.bytes.withUnsafeBufferPointer { bytes in
            var reader = ByteReader(bytes, range: 124..<128)
            return try? reader.uint32() == CRC32.checksum(of: [UnsafeBufferPointer(rebasing: bytes[..<120])])
        }
        if fits == true { return [] }
        return [ParseIssue(.badChecksum, offset: 124, "the checksum of the file's header does not fit")]
    }
}
