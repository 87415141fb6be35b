import Vocabulary

/// One chunk of an event log within the bytes of a portion, which are borrowed while the portion is parsed. All places
/// in it are counted from its beginning, and none outside of it can be reached.
struct ChunkBytes {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Index in `bytes` where the chunk begins.
    private let origin: Int
    /// 64 KiB, less where the file is cut short.
    let count: Int

    static var none: ChunkBytes { ChunkBytes(UnsafeBufferPointer(start: nil, count: 0), at: 0) }

    init(_ bytes: UnsafeBufferPointer<UInt8>, at origin: Int) {
        self.bytes = bytes
        self.origin = min(max(origin, 0), bytes.count)
        count = min(EVTXLayout.chunkSize, bytes.count - self.origin)
    }

    /// The byte at a place, 0 outside of the chunk.
    subscript(position: Int) -> UInt8 {
        (0..<count).contains(position) ? bytes[origin + position] : 0
    }

    /// The bytes of a range, without what lies outside of the chunk.
    subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        let inside = range.clamped(to: 0..<count)
        return UnsafeBufferPointer(rebasing: bytes[origin + inside.lowerBound..<origin + inside.upperBound])
    }

    func reader(_ range: Range<Int>) -> ByteReader {
        ByteReader(bytes, origin: origin, range: range.clamped(to: 0..<count))
    }

    /// A reader from a place that may be anywhere to the end of the chunk.
    func reader(from position: Int) -> ByteReader { reader(min(max(position, 0), count)..<count) }

    /// A template with the values for it, which the reader stands at, behind the token.
    ///
    /// - Parameter values: Gets the values appended.
    /// - Returns: Where the body of the template's definition is.
    func templateInstance(
        _ reader: inout ByteReader, values: inout [BinaryXML.Value]
    ) throws(Damage) -> Range<Int> {
        // One byte that is always 1, and the template's id, which its definition repeats.
        try reader.skip(5)
        let definition = Int(try reader.uint32())
        var header = self.reader(from: definition)
        // The place of the next definition in the chunk and the template's GUID.
        try header.skip(20)
        let size = Int(try header.uint32())
        let body = try header.skip(size)
        // The first use of a template in a chunk holds its definition.
        if definition == reader.position { try reader.skip(body.upperBound - definition) }

        let number = Int(try reader.uint32())
        guard number <= reader.remaining / 4 else { throw Damage(.damagedRecord, "more values than bytes") }
        var start = reader.position + 4 * number
        for _ in 0..<number {
            let size = Int(try reader.uint16())
            let type = BinaryXML.ValueType(code: try reader.uint8())
            try reader.skip(1)
            guard start + size <= reader.end else { throw Damage(.damagedRecord, "a value ends outside of its record") }
            values.append(BinaryXML.Value(type: type, range: start..<start + size))
            start += size
        }
        try reader.skip(start - reader.position)
        return body
    }
}
