import Vocabulary

/// The header of a chunk and the walk over its records.
struct EVTXChunk {
    let bytes: ChunkBytes
    /// Where the chunk begins in the file, in bytes.
    let offset: UInt64
    private(set) var issues: [ParseIssue] = []

    init(_ bytes: ChunkBytes, offset: UInt64) {
        self.bytes = bytes
        self.offset = offset
    }

    /// Reads all records of the chunk; what is damaged becomes an issue.
    mutating func read(with reader: inout RecordReader) {
        guard hasMagic else {
            return report(.damagedHeader, 0, "\(bytes.count) bytes without a chunk's mark; they are not read")
        }
        guard bytes.count >= EVTXLayout.chunkHeaderSize else {
            return report(.truncated, 0, "a chunk is cut short inside of its header")
        }
        if bytes.count < EVTXLayout.chunkSize { report(.truncated, bytes.count, "a chunk is cut short") }
        let end = endOfRecords()
        reader.begin(bytes)
        var position = EVTXLayout.chunkHeaderSize
        while position + EVTXLayout.smallestRecord <= end {
            if let size = recordSize(at: position, end: end) {
                readRecord(position..<position + size, with: &reader)
                position += size
            } else if isZero(position..<position + EVTXLayout.smallestRecord) {
                report(.damagedRecord, position, "zeros where a record should begin; the rest of the chunk is not read")
                return
            } else if let next = nextRecord(after: position, end: end) {
                report(.damagedRecord, position, "no record where one should begin; reading goes on at the next")
                position = next
            } else {
                report(.damagedRecord, position, "no readable record in the rest of the chunk")
                return
            }
        }
    }

    // MARK: Header

    private var hasMagic: Bool {
        bytes.count >= EVTXLayout.chunkMagic.count
            && bytes[0..<EVTXLayout.chunkMagic.count].elementsEqual(EVTXLayout.chunkMagic)
    }

    /// Checks the header and returns where its records end.
    private mutating func endOfRecords() -> Int {
        let free = Int(bytes.uint32(at: 48))
        let isSane = (EVTXLayout.chunkHeaderSize...EVTXLayout.chunkSize).contains(free)
        let end = isSane ? min(free, bytes.count) : bytes.count
        // The checksums lie at 52 and 124, the flags between 120 and 124; the header's leaves both out.
        if checksum([0..<120, 128..<512]) != bytes.uint32(at: 124) {
            report(.badChecksum, 0, "the checksum of a chunk's header does not fit")
        }
        if !isSane {
            report(.damagedHeader, 48, "a chunk's header does not say where its records end")
        } else if free <= bytes.count, checksum([512..<free]) != bytes.uint32(at: 52) {
            report(.badChecksum, 52, "the checksum of a chunk's records does not fit")
        }
        return end
    }

    private func checksum(_ ranges: [Range<Int>]) -> UInt32 {
        CRC32.checksum(of: ranges.map { bytes[$0] })
    }

    // MARK: Records

    /// The size of the record that begins at `position`; nil where none does.
    private func recordSize(at position: Int, end: Int) -> Int? {
        guard position + EVTXLayout.smallestRecord <= end, bytes.uint32(at: position) == EVTXLayout.recordMagic else {
            return nil
        }
        let size = Int(bytes.uint32(at: position + 4))
        return (EVTXLayout.smallestRecord...end - position).contains(size) ? size : nil
    }

    private func nextRecord(after position: Int, end: Int) -> Int? {
        var candidate = position + 1
        while candidate + EVTXLayout.smallestRecord <= end {
            if recordSize(at: candidate, end: end) != nil { return candidate }
            candidate += 1
        }
        return nil
    }

    private mutating func readRecord(_ range: Range<Int>, with reader: inout RecordReader) {
        let start = range.lowerBound
        do {
            let isTimeReadable = try reader.read(
                start + EVTXLayout.recordHeaderSize..<range.upperBound - 4, position: offset + UInt64(start),
                number: bytes.uint64(at: start + 8),
                headerTime: bytes.uint64(at: start + 16))
            if !isTimeReadable { report(.badTime, start, "the time of a record cannot be read") }
        } catch {
            report(error.kind, start, error.detail)
        }
    }

    // MARK: Bytes

    private mutating func report(_ kind: ParseIssue.Kind, _ position: Int, _ detail: String) {
        guard issues.count < ParsingLimits.issuesPerChunk else { return }
        let last = issues.count == ParsingLimits.issuesPerChunk - 1
        issues.append(
            last
                ? ParseIssue(.limit, offset: offset + UInt64(position), "more damage in this chunk than is listed")
                : ParseIssue(kind, offset: offset + UInt64(position), detail))
    }

    private func isZero(_ range: Range<Int>) -> Bool { ZeroBytes.areAll(bytes[range]) }
}
