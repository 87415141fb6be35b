import Vocabulary

/// What bytes of any kind hold of event logs: whole chunks, and records whose chunk's header is lost, at any place.
struct CarvedPieces {
    enum Piece: Equatable {
        /// A chunk with its header.
        case chunk(Range<Int>)
        /// Records of a chunk that began at `origin`, which can lie before the bytes.
        case records(Range<Int>, origin: Int)
        /// Records of which none tells where its chunk began, and so where its template is.
        case strays(Range<Int>)

        var range: Range<Int> {
            switch self {
            case .chunk(let range), .records(let range, _), .strays(let range): range
            }
        }
    }

    /// Bytes from a mark on that have to be there to judge it.
    static let markedLength = EVTXPieces.markedLength

    private let bytes: UnsafeBufferPointer<UInt8>
    private let marks: EVTXPieces
    /// Where the next chunk begins, once it was looked for: behind the bytes where there is none.
    private var nextChunk = -1
    /// Where the chunk of the records met last began.
    private(set) var origin: Int?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        marks = EVTXPieces(bytes)
    }

    /// The first piece that begins at `start` or behind it. To be asked from front to back.
    mutating func piece(from start: Int) -> Piece? {
        if nextChunk < start { nextChunk = marks.firstChunk(in: start..<bytes.count) ?? bytes.count }
        var place = start
        while let record = RecordMark.first(in: bytes, from: place), record < nextChunk {
            if size(ofRecordAt: record) != nil { return records(from: record) }
            place = record + 1
        }
        guard nextChunk < bytes.count else { return nil }
        let (chunk, end) = (nextChunk, min(nextChunk + EVTXLayout.chunkSize, bytes.count))
        // Where another chunk begins over this one, it is the younger of the two.
        let next = marks.firstChunk(in: min(chunk + EVTXLayout.chunkHeaderSize, end)..<end)
        return .chunk(chunk..<(next ?? end))
    }

    /// Records in a row. Where their chunk began one of them tells, or those before did.
    private mutating func records(from start: Int) -> Piece {
        var end = start
        var known: Int?
        while end < nextChunk, let size = size(ofRecordAt: end), end - start + size <= EVTXLayout.chunkSize {
            if let own = origin(ofRecordAt: end, size: size) {
                if let known, known != own { break }
                if own + EVTXLayout.chunkHeaderSize <= start { known = own }
            }
            end += size
        }
        let range = start..<max(min(end, nextChunk), start + 1)
        if let known = known ?? origin, (known..<known + EVTXLayout.chunkSize).contains(range.upperBound - 1) {
            origin = known
            return .records(range, origin: known)
        }
        return .strays(range)
    }

    /// The size of the whole record at a place; nil where there is none.
    private func size(ofRecordAt place: Int) -> Int? {
        let chunk = ChunkBytes(bytes, origin: place, keeping: place..<bytes.count)
        let size = Int(chunk.uint32(at: 4))
        guard chunk.uint32(at: 0) == EVTXLayout.recordMagic,
            (EVTXLayout.smallestRecord...EVTXLayout.chunkSize - EVTXLayout.chunkHeaderSize).contains(size),
            Int(chunk.uint32(at: size - 4)) == size
        else { return nil }
        return size
    }

    /// Where the chunk of a record began, by the definition of a template in the record, which the record names by its
    /// place in the chunk.
    private func origin(ofRecordAt place: Int, size: Int) -> Int? {
        // The header of the record, of a fragment and the token of the template; then a byte, the id and the place.
        let token = EVTXLayout.recordHeaderSize + 4
        let definition = token + 10
        let body = definition + 24
        guard body + 4 <= size else { return nil }
        let record = ChunkBytes(bytes, origin: place, keeping: place..<place + size)
        guard record[token] == BinaryXML.Token.templateInstance.rawValue,
            record.uint32(at: token + 2) == record.uint32(at: definition + 4),
            record[body] == BinaryXML.Token.fragmentHeader.rawValue
        else { return nil }
        let stated = Int(record.uint32(at: token + 6))
        guard (EVTXLayout.chunkHeaderSize + definition..<EVTXLayout.chunkSize).contains(stated) else { return nil }
        return place + definition - stated
    }
}
