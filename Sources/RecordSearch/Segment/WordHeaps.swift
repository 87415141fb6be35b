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

    /// Adds words, of which there are so many at most.
    ///
    /// All are written in one go, since a look at who else has the memory, for each word, is half of the work.
    @inline(__always)
    mutating func append(upTo most: Int, _ body: (inout Writer) -> Void) {
        // Each begins a block at worst; behind the first of each heap, one in so many does.
        let blocks = nextBlocks.count + min(most, firstBlocks.count + most / Self.blockLength + 1)
        if pool.count < blocks * Self.blockLength { grow(to: blocks) }
        var next = nextBlocks
        nextBlocks = []
        firstBlocks.withUnsafeMutableBufferPointer { firstBlocks in
            places.withUnsafeMutableBufferPointer { places in
                pool.withUnsafeMutableBufferPointer { pool in
                    var writer = Writer(firstBlocks: firstBlocks, places: places, pool: pool, nextBlocks: next)
                    next = []
                    body(&writer)
                    next = writer.nextBlocks
                }
            }
        }
        nextBlocks = next
    }

    /// Has room for blocks.
    private mutating func grow(to blocks: Int) {
        let empty = WordOccurrence(head: 0, value: 0, tail: WordOccurrence.noTail)
        pool.append(contentsOf: repeatElement(empty, count: (blocks + 64) * Self.blockLength - pool.count))
    }

    /// Writes words into memory that has room for them.
    struct Writer {
        fileprivate let firstBlocks: UnsafeMutableBufferPointer<UInt32>
        fileprivate let places: UnsafeMutableBufferPointer<UInt32>
        fileprivate let pool: UnsafeMutableBufferPointer<WordOccurrence>
        fileprivate var nextBlocks: [UInt32]

        @inline(__always)
        mutating func append(_ word: WordOccurrence) {
            let heap = Int(word.head >> (64 - heapBits))
            var place = places[heap]
            if place % UInt32(blockLength) == 0 { place = addBlock(to: heap, behind: place) }
            pool[Int(place)] = word
            places[heap] = place + 1
        }

        /// - Returns: Its first place.
        @inline(never)
        private mutating func addBlock(to heap: Int, behind place: UInt32) -> UInt32 {
            let block = UInt32(nextBlocks.count)
            nextBlocks.append(none)
            if firstBlocks[heap] == none {
                firstBlocks[heap] = block
            } else {
                nextBlocks[Int(place - 1) / blockLength] = block
            }
            return block * UInt32(blockLength)
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
