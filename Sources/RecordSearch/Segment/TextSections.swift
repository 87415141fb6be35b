/// The texts of a segment's values as they are written: short ones as they are, long ones in compressed blocks.
struct TextSections {
    private(set) var places: [UInt32] = []
    private(set) var texts: [UInt8] = []
    private(set) var blockOffsets: [UInt32] = [0]
    private(set) var blocks: [UInt8] = []
    private var block: [UInt8] = []

    init(expecting count: Int) { texts.reserveCapacity(count) }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>, isLiteral: Bool) {
        let flag = isLiteral ? TextPlace.isLiteral : 0
        guard text.count > TextPlace.shortText else {
            places.append(UInt32(texts.count) | flag)
            texts.append(contentsOf: text)
            return
        }
        if block.count + text.count > TextPlace.blockLength { packBlock() }
        places.append(UInt32(texts.count) | flag | TextPlace.isPacked)
        for number in [blockOffsets.count - 1, block.count, text.count] {
            withUnsafeBytes(of: UInt32(number)) { texts.append(contentsOf: $0) }
        }
        block.append(contentsOf: text)
    }

    mutating func finish() {
        packBlock()
        places.append(UInt32(texts.count))
    }

    private mutating func packBlock() {
        guard !block.isEmpty else { return }
        BlockCompression.append(block, to: &blocks)
        blockOffsets.append(UInt32(blocks.count))
        block.removeAll(keepingCapacity: true)
    }
}
