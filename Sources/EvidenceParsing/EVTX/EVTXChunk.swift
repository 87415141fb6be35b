import Vocabulary

/// The header of a chunk and the walk over its records.
struct EVTXChunk {
    let bytes: ChunkBytes
    /// Where the chunk begins in the file, in bytes; wraps around where its lost beginning would lie before the file.
    let offset: UInt64
    private(set) var issues: [ParseIssue] = []
    /// Where its bytes went, apart from its header and free space.
    private(set) var tally = PortionTally()
    /// The number of the record met last.
    private var lastNumber: UInt64?
    /// Where the records end by the header.
    private var end = 0

    init(_ bytes: ChunkBytes, offset: UInt64) {
        self.bytes = bytes
        self.offset = offset
    }

    /// Reads all records of the chunk, which the reader has begun; what is damaged becomes an issue.
    ///
    /// - Parameter carves: Also reads what is left behind its records from an earlier use of the chunk.
    mutating func read(with reader: inout RecordReader, carves: Bool = false) {
        guard hasMagic else {
            tally.skip(bytes.count)
            return report(.damagedHeader, 0, "\(bytes.count) bytes without a chunk's mark; they are not read")
        }
        guard bytes.count >= EVTXLayout.chunkHeaderSize else {
            tally.skip(bytes.count)
            return report(.truncated, 0, "a chunk is cut short inside of its header")
        }
        if bytes.count < EVTXLayout.chunkSize { report(.truncated, bytes.count, "a chunk is cut short") }
        end = endOfRecords()
        let counted = readRecords(EVTXLayout.chunkHeaderSize..<end, with: &reader)
        let rest = readUncountedRecords(from: counted, with: &reader)
        if carves { readRemains(rest..<bytes.count, with: &reader) }
    }

    /// - Returns: Where reading ended: where the records end by the header, unless one begins before and ends behind.
    private mutating func readRecords(_ range: Range<Int>, with reader: inout RecordReader) -> Int {
        var position = range.lowerBound
        while position + EVTXLayout.smallestRecord <= range.upperBound, !isUncounted(position) {
            if let size = recordSize(at: position, end: range.upperBound) {
                let end = endOfRecord(position..<position + size)
                readRecord(position..<end, with: &reader)
                position = end
            } else if ZeroBytes.areAll(bytes[position..<position + EVTXLayout.smallestRecord]) {
                // What is behind a hole can be of an earlier use of the chunk.
                report(.damagedRecord, position, "zeros where a record should begin; the rest is left to carving")
                tally.skip(range.upperBound - position)
                return position
            } else if let next = nextRecord(after: position, end: range.upperBound) {
                report(.damagedRecord, position, "no record where one should begin; reading goes on at the next")
                tally.skip(next - position)
                position = next
            } else {
                report(.damagedRecord, position, "no readable record in the rest of the chunk")
                tally.skip(range.upperBound - position)
                return range.upperBound
            }
        }
        return position
    }

    /// Where a record ends that states a size. Where its end does not repeat the size, and records stand in between, it
    /// is the size that is damaged.
    private mutating func endOfRecord(_ range: Range<Int>) -> Int {
        guard !repeatsSize(range.lowerBound, range.count) else { return range.upperBound }
        var position = range.lowerBound + EVTXLayout.smallestRecord - 1
        while let next = nextRecord(after: position, end: bytes.count), next < range.upperBound {
            if let size = recordSize(at: next, end: bytes.count), repeatsSize(next, size) {
                report(.damagedHeader, range.lowerBound + 4, "a record reaches over the next; it is read up to that")
                return next
            }
            position = next
        }
        return range.upperBound
    }

    /// Reads on where the header is older than the records, as in a log that was copied while it was written to.
    ///
    /// - Returns: Where the records end.
    private mutating func readUncountedRecords(from start: Int, with reader: inout RecordReader) -> Int {
        var position = start
        while isUncounted(position), let size = recordSize(at: position, end: bytes.count) {
            if position == start { report(.damagedHeader, 48, "a chunk's header leaves out its last records") }
            readRecord(position..<position + size, with: &reader)
            position += size
        }
        return position
    }

    /// Whether a whole record that follows the last one by its number reaches over where the header ends the records.
    /// What an earlier use of the chunk left behind them has lower numbers.
    private func isUncounted(_ position: Int) -> Bool {
        guard let lastNumber, let size = recordSize(at: position, end: bytes.count) else { return false }
        return position + size > end && bytes.uint64(at: position + 8) == lastNumber &+ 1 && repeatsSize(position, size)
    }

    /// Reads the records of a chunk whose header is lost, or what an earlier use of it left.
    mutating func readRemains(_ range: Range<Int>, with reader: inout RecordReader) {
        var position = range.lowerBound
        while let start = nextRecord(after: position - 1, end: range.upperBound) {
            guard let size = recordSize(at: start, end: range.upperBound), repeatsSize(start, size) else {
                position = start + 1
                continue
            }
            readRecord(start..<start + size, with: &reader)
            position = start + size
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

    /// Whether a record ends with its size, as all do that were written to their end.
    private func repeatsSize(_ position: Int, _ size: Int) -> Bool {
        Int(bytes.uint32(at: position + size - 4)) == size
    }

    private func nextRecord(after position: Int, end: Int) -> Int? {
        let found = bytes[position + 1..<max(position + 1, end)]
        var place = 0
        while let start = RecordMark.first(in: found, from: place) {
            if recordSize(at: position + 1 + start, end: end) != nil { return position + 1 + start }
            place = start + 1
        }
        return nil
    }

    private mutating func readRecord(_ range: Range<Int>, with reader: inout RecordReader) {
        let start = range.lowerBound
        lastNumber = bytes.uint64(at: start + 8)
        do {
            let isTimeReadable = try reader.read(
                start + EVTXLayout.recordHeaderSize..<range.upperBound - 4, position: offset &+ UInt64(start),
                number: bytes.uint64(at: start + 8),
                headerTime: bytes.uint64(at: start + 16))
            tally.read(range.count)
            if !isTimeReadable { report(.badTime, start, "the time of a record cannot be read") }
        } catch {
            tally.skip(range.count)
            report(error.kind, start, error.detail)
        }
    }

    // MARK: Bytes

    private mutating func report(_ kind: ParseIssue.Kind, _ position: Int, _ detail: String) {
        guard issues.count < ParsingLimits.issuesPerChunk else { return }
        let last = issues.count == ParsingLimits.issuesPerChunk - 1
        issues.append(
            last
                ? ParseIssue(.limit, offset: offset &+ UInt64(position), "more damage in this chunk than is listed")
                : ParseIssue(kind, offset: offset &+ UInt64(position), detail))
    }
}
