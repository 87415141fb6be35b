/// Words dealt out by how they begin, into heaps small enough to be sorted near the processor. Words of a heap keep the
/// order they came in.
///
/// All heaps share one stretch of memory, which is kept from segment to segment: each has blocks of it, wherever they are.
struct WordHeaps {
    /// Highest bits of a head that say which heap a word is dealt to.
    private static let heapBits: UInt64 = 12
    private static let blockLength = 64
    private static let none = UInt32.max

    private var pool: [WordOccurrence] = []
    /// For each block the next one of its heap.
    private var nextBlocks: [UInt32] = []
    /// For each heap its first block, and where its next word goes; at the end of a block there is no room for it.
    private var firstBlocks = [UInt32](repeating: none, count: 1 << Int(heapBits))
    private var places = [UInt32](repeating: 0, count: 1 << Int(heapBits))

    @inline(__always)
    mutating func append(_ word: WordOccurrence) {
        let heap = Int(word.head >> (64 - Self.heapBits))
        if places[heap] % UInt32(Self.blockLength) == 0 { addBlock(to: heap) }
        pool[Int(places[heap])] = word
        places[heap] += 1
    }

    private mutating func addBlock(to heap: Int) {
        let block = UInt32(nextBlocks.count)
        nextBlocks.append(Self.none)
        if firstBlocks[heap] == Self.none {
            firstBlocks[heap] = block
        } else {
            nextBlocks[Int(places[heap] - 1) / Self.blockLength] = block
        }
        places[heap] = block * UInt32(Self.blockLength)
        if pool.count < nextBlocks.count * Self.blockLength {
            let empty = WordOccurrence(head: 0, value: 0, tail: WordOccurrence.noTail)
            pool.append(contentsOf: repeatElement(empty, count: Self.blockLength))
        }
    }

    /// Forgets all words, and keeps their memory.
    mutating func removeAll() {
        nextBlocks.removeAll(keepingCapacity: true)
        for heap in places.indices { (firstBlocks[heap], places[heap]) = (Self.none, 0) }
    }

    /// Hands on the words of each heap that has some, in ascending order of how they begin.
    func forEachHeap(_ body: (inout [WordOccurrence]) -> Void) {
        var words: [WordOccurrence] = []
        for heap in firstBlocks.indices where firstBlocks[heap] != Self.none {
            words.removeAll(keepingCapacity: true)
            var block = firstBlocks[heap]
            while block != Self.none {
                let start = Int(block) * Self.blockLength
                let next = nextBlocks[Int(block)]
                let end = next == Self.none ? Int(places[heap]) : start + Self.blockLength
                words.append(contentsOf: pool[start..<end])
                block = next
            }
            body(&words)
        }
    }
}
