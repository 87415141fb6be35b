/// Blocks of long texts that were unpacked lately, of one or more segments.
package struct UnpackedBlocks {
    /// At 32 KB each they take some megabytes.
    private static let most = 128

    private struct Key: Hashable {
        let segment: Int
        let block: Int
    }

    private var blocks: [Key: [UInt8]] = [:]

    package init() {}

    /// - Parameter segment: Any number that tells the segment from the others that these are the blocks of.
    mutating func block(
        _ block: Int, of segment: Int, _ reader: SegmentReader
    ) throws(SegmentDamage) -> [UInt8] {
        let key = Key(segment: segment, block: block)
        if let known = blocks[key] { return known }
        let packed = try reader.slice(.blocks, try reader.stretch(.blockOffsets, block))
        guard let unpacked = BlockCompression.expand(packed) else { throw SegmentDamage("a block of texts") }
        if blocks.count >= Self.most { blocks.removeAll() }
        blocks[key] = unpacked
        return unpacked
    }
}

/// The texts of values.
extension SegmentReader {
    /// Shows the text of a value.
    @inline(__always)
    func withText<Result>(
        of value: Int, segment: Int, _ blocks: inout UnpackedBlocks,
        _ body: (UnsafeBufferPointer<UInt8>) throws(SegmentDamage) -> Result
    ) throws(SegmentDamage) -> Result {
        let place = try number(.textPlaces, value, as: UInt32.self)
        let start = Int(place & TextPlace.offsetMask)
        let end = Int(try number(.textPlaces, value + 1, as: UInt32.self) & TextPlace.offsetMask)
        guard start <= end else { throw SegmentDamage("a text ends before it begins") }
        let text = try slice(.texts, start..<end)
        if place & TextPlace.isPacked == 0 { return try body(text.assumingMemoryBound(to: UInt8.self)) }
        guard text.count == TextPlace.packedLength else { throw SegmentDamage("the place of a long text") }
        let parts = (0..<3).map {
            Int(UInt32(littleEndian: text.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
        }
        let block = try blocks.block(parts[0], of: segment, self)
        guard parts[1] + parts[2] <= block.count else { throw SegmentDamage("the place of a long text") }
        return try block.withUnsafeBufferPointer { bytes throws(SegmentDamage) in
            try body(UnsafeBufferPointer(rebasing: bytes[parts[1]..<parts[1] + parts[2]]))
        }
    }

    /// Whether the source had a number or a truth value.
    func isLiteral(_ value: Int) throws(SegmentDamage) -> Bool {
        try number(.textPlaces, value, as: UInt32.self) & TextPlace.isLiteral != 0
    }
}
