import Vocabulary

/// One chunk of an event log within the bytes of a portion, which are borrowed while the portion is parsed. All places
/// in it are counted from its beginning, and none outside of it can be reached.
struct ChunkBytes {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Where the chunk begins in the portion; negative where its beginning is lost.
    let origin: Int
    /// The places that can be read: 64 KiB, less where the file is cut short.
    private let readable: Range<Int>

    /// The first place behind the chunk.
    var count: Int { readable.upperBound }

    static var none: ChunkBytes { ChunkBytes(UnsafeBufferPointer(start: nil, count: 0), 0..<0) }

    /// - Parameter range: Where the chunk is in `bytes`; what lies outside of them, or behind 64 KiB, is cut off.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        self.init(bytes, origin: range.lowerBound, keeping: range)
    }

    /// - Parameters:
    ///   - origin: Where the chunk begins, or began before its beginning was lost.
    ///   - range: What is left of it in `bytes`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, origin: Int, keeping range: Range<Int>) {
        self.bytes = bytes
        self.origin = origin
        let left = range.clamped(to: max(origin, 0)..<max(origin, 0, min(bytes.count, origin + EVTXLayout.chunkSize)))
        readable = left.lowerBound - origin..<left.upperBound - origin
    }

    /// The byte at a place, 0 outside of the chunk.
    subscript(position: Int) -> UInt8 {
        readable.contains(position) ? bytes[origin + position] : 0
    }

    /// The bytes of a range, without what lies outside of the chunk.
    subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        let inside = range.clamped(to: readable)
        return UnsafeBufferPointer(rebasing: bytes[origin + inside.lowerBound..<origin + inside.upperBound])
    }

    func reader(_ range: Range<Int>) -> ByteReader {
        ByteReader(bytes, origin: origin, range: range.clamped(to: readable))
    }

    /// A reader from a place that may be anywhere to the end of the chunk.
    func reader(from position: Int) -> ByteReader { reader(min(max(position, 0), count)..<count) }

    /// The little-endian number at a place; 0 where it is not all inside of the chunk.
    func uint16(at position: Int) -> UInt16 { UInt16(littleEndian: load(at: position)) }
    func uint32(at position: Int) -> UInt32 { UInt32(littleEndian: load(at: position)) }
    func uint64(at position: Int) -> UInt64 { UInt64(littleEndian: load(at: position)) }

    private func load<Value: FixedWidthInteger & BitwiseCopyable>(at position: Int) -> Value {
        guard position >= readable.lowerBound, position <= count - MemoryLayout<Value>.size else { return 0 }
        return UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: origin + position, as: Value.self)
    }

    // MARK: Templates

    /// Where the definition of a template is, by the instance of it that the reader stands at, behind the token.
    func definition(_ reader: inout ByteReader) throws(Damage) -> Int {
        // A byte that is always 1.
        try reader.skip(1)
        let identifier = try reader.uint32()
        let definition = Int(try reader.uint32())
        // The definition repeats the id, as the first part of its GUID. Where a chunk was used again it can be that of
        // another template, which would give the values the names of others.
        guard uint32(at: definition + 4) == identifier else {
            throw Damage(.damagedRecord, "the template of a record is not where the record says")
        }
        return definition
    }

    /// The body of a template's definition.
    func body(ofDefinition definition: Int) throws(Damage) -> Range<Int> {
        var header = reader(from: definition)
        // The place of the next definition in the chunk and the template's GUID.
        try header.skip(20)
        let size = Int(try header.uint32())
        return try header.skip(size)
    }

    /// Appends the values of an instance, which the reader stands at.
    func values(_ reader: inout ByteReader, to values: inout [BinaryXML.Value]) throws(Damage) {
        let number = Int(try reader.uint32())
        guard number <= reader.remaining / 4 else { throw Damage(.damagedRecord, "more values than bytes") }
        let descriptors = reader.position
        var start = descriptors + 4 * number
        for index in 0..<number {
            // Two bytes of size, one of type, one of no meaning.
            let descriptor = uint32(at: descriptors + 4 * index)
            let end = start + Int(descriptor & 0xFFFF)
            guard end <= reader.end else { throw Damage(.damagedRecord, "a value ends outside of its record") }
            let type = BinaryXML.ValueType(code: UInt8(truncatingIfNeeded: descriptor >> 16))
            values.append(BinaryXML.Value(type: type, range: start..<end))
            start = end
        }
        try reader.skip(start - descriptors)
    }
}
