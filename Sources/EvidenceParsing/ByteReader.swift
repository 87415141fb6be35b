import Vocabulary

/// A cursor over little-endian bytes that throws where they end, and so can never read past them.
///
/// Positions are counted from `origin`, since structures name places from the beginning of their block. The bytes are
/// borrowed: a reader must not outlive them.
struct ByteReader {
    private static let outOfBounds = Damage(.damagedRecord, "a length or a place points outside of its block")

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Index in `bytes` from which positions count; negative where the beginning of the block is lost.
    private let origin: Int
    /// The first position that cannot be read.
    let end: Int
    var position: Int

    /// A reader of `range`, in positions. What lies outside of the bytes is cut off.
    init(_ bytes: UnsafeBufferPointer<UInt8>, origin: Int = 0, range: Range<Int>) {
        self.bytes = bytes
        self.origin = origin
        let inside = range.clamped(to: -origin..<max(bytes.count - origin, -origin))
        end = inside.upperBound
        position = inside.lowerBound
    }

    var remaining: Int { end - position }

    /// The next byte, which is not consumed; nil at the end.
    var peek: UInt8? { position < end ? bytes[origin + position] : nil }

    mutating func uint8() throws(Damage) -> UInt8 { try load() }
    mutating func uint16() throws(Damage) -> UInt16 { UInt16(littleEndian: try load()) }
    mutating func uint32() throws(Damage) -> UInt32 { UInt32(littleEndian: try load()) }
    mutating func uint64() throws(Damage) -> UInt64 { UInt64(littleEndian: try load()) }

    /// Steps over `count` bytes and returns their positions.
    @discardableResult
    mutating func skip(_ count: Int) throws(Damage) -> Range<Int> {
        guard count >= 0, count <= remaining else { throw Self.outOfBounds }
        let range = position..<position + count
        position += count
        return range
    }

    private mutating func load<Value: FixedWidthInteger & BitwiseCopyable>() throws(Damage) -> Value {
        let size = MemoryLayout<Value>.size
        guard size <= remaining else { throw Self.outOfBounds }
        let value = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: origin + position, as: Value.self)
        position += size
        return value
    }
}
