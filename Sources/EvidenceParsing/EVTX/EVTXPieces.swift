/// Where the header and the chunks of an event log are, also in a log that lost or gained bytes, and in several that
/// were joined.
struct EVTXPieces {
    /// Bytes from a mark on that tell a header from text that only holds the mark.
    static let markedLength = 44

    enum Kind {
        case header
        case chunk
        /// A chunk that was never used.
        case zeros
        case other
    }

    /// The first letter of both marks, eight times.
    private static let firstLetters = 0x0101_0101_0101_0101 * UInt64(UInt8(ascii: "E"))

    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The piece that begins at `start`: a header, a chunk, or a stretch of at most 64 KiB that is neither.
    ///
    /// What follows a sound piece is a mark, a chunk that was never used or the end of the bytes. Unless it is the
    /// first or the last of these, a mark that comes too early is looked for.
    func piece(from start: Int) -> (kind: Kind, end: Int) {
        let kind: Kind =
            holds(EVTXLayout.chunkMagic, at: start)
            ? .chunk : holds(EVTXLayout.fileMagic, at: start) ? .header : .other
        let size = kind == .header ? EVTXLayout.fileHeaderSize : EVTXLayout.chunkSize
        let end = min(start + size, bytes.count)
        if kind == .other, ZeroBytes.areAll(UnsafeBufferPointer(rebasing: bytes[start..<end])) { return (.zeros, end) }
        if kind != .other, end - start == size, isBoundary(end) { return (kind, end) }
        // Pieces with a mark hold half a kilobyte at least, which keeps hostile ones from becoming countless.
        let first = start + (kind != .other ? EVTXLayout.chunkHeaderSize : 1)
        return (kind, firstMark(in: first..<max(first, end)) ?? end)
    }

    /// Whether a mark of a header or chunk with its sizes stands at a multiple of 512 bytes, as sectors keep it.
    var hasMarkInSectors: Bool {
        stride(from: 0, to: bytes.count, by: 512).contains(where: isMark)
    }

    /// The first place in a range where a chunk begins.
    func firstChunk(in range: Range<Int>) -> Int? {
        var start = range.lowerBound
        while let place = firstMark(in: start..<range.upperBound) {
            if holds(EVTXLayout.chunkMagic, at: place) { return place }
            start = place + 1
        }
        return nil
    }

    private func isBoundary(_ place: Int) -> Bool {
        place == bytes.count || holds(EVTXLayout.chunkMagic, at: place)
            || holds(EVTXLayout.fileMagic, at: place)
    }

    private func firstMark(in range: Range<Int>) -> Int? {
        let raw = UnsafeRawBufferPointer(bytes)
        let words = min(range.upperBound, raw.count) - 32
        var place = range.lowerBound
        while place < range.upperBound {
            // 32 bytes at a time are passed over where none is a mark's first letter: most of a log.
            while place <= words {
                let four = raw.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt64>.self) ^ Self.firstLetters
                let found = (four &- 0x0101_0101_0101_0101) & ~four & 0x8080_8080_8080_8080
                guard found[0] | found[1] | found[2] | found[3] == 0 else { break }
                place += 32
            }
            let stop = min(place + 32, range.upperBound, bytes.count)
            while place < stop {
                if bytes[place] == EVTXLayout.chunkMagic[0], isMark(at: place) { return place }
                place += 1
            }
            if stop == bytes.count { return nil }
        }
        return nil
    }

    /// A mark counts where the size of its header is behind it: events can hold the text of a mark.
    private func isMark(at place: Int) -> Bool {
        guard bytes.count - place >= Self.markedLength else { return false }
        if holds(EVTXLayout.chunkMagic, at: place) { return holds([0x80, 0, 0, 0], at: place + 40) }
        return holds(EVTXLayout.fileMagic, at: place) && holds([0x00, 0x10], at: place + 40)
    }

    private func holds(_ wanted: [UInt8], at place: Int) -> Bool {
        bytes.count - place >= wanted.count && bytes[place..<place + wanted.count].elementsEqual(wanted)
    }
}
