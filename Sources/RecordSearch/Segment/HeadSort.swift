/// Sorts words by their heads, and leaves those of one head in the order they came in.
///
/// Words are dealt out by how they begin, into heaps that lie near the processor; then each heap is sorted byte by byte:
/// as many steps for each word whatever the words are.
enum HeadSort {
    /// Highest bits of a head that say which heap a word is dealt to.
    private static let heapBits: UInt64 = 12
    /// A heap of so few is sorted by moving each to its place.
    private static let few = 24

    static func sorted(_ words: consuming [WordOccurrence]) -> [WordOccurrence] {
        var words = words
        let shift = 64 - heapBits
        var ends = [Int](repeating: 0, count: 1 << Int(heapBits))
        for word in words { ends[Int(word.head >> shift)] += 1 }
        var next = 0
        for heap in ends.indices { (ends[heap], next) = (next, next + ends[heap]) }
        let count = words.count
        return [WordOccurrence](unsafeUninitializedCapacity: count) { dealt, initialised in
            words.withUnsafeMutableBufferPointer { words in
                for word in words {
                    let heap = Int(word.head >> shift)
                    dealt.initializeElement(at: ends[heap], to: word)
                    ends[heap] += 1
                }
                var start = 0
                for end in ends where end > start {
                    sort(
                        UnsafeMutableBufferPointer(rebasing: dealt[start..<end]),
                        spare: UnsafeMutableBufferPointer(rebasing: words[start..<end]))
                    start = end
                }
            }
            initialised = count
        }
    }

    private static func sort(
        _ heap: UnsafeMutableBufferPointer<WordOccurrence>, spare: UnsafeMutableBufferPointer<WordOccurrence>
    ) {
        guard heap.count > few else { return insertionSort(heap) }
        // The highest byte is the same in all of a heap.
        var counts = [UInt32](repeating: 0, count: 7 << 8)
        counts.withUnsafeMutableBufferPointer { counts in
            for word in heap {
                for byte in 0..<7 { counts[byte << 8 | Int(word.head >> UInt64(8 * byte) & 0xFF)] += 1 }
            }
            var (from, to) = (heap, spare)
            for byte in 0..<7 {
                let starts = UnsafeMutableBufferPointer(rebasing: counts[byte << 8..<(byte + 1) << 8])
                let shift = UInt64(8 * byte)
                // Nothing changes places where all are alike.
                if Int(starts[Int(from[0].head >> shift & 0xFF)]) == heap.count { continue }
                var next: UInt32 = 0
                for value in starts.indices { (starts[value], next) = (next, next + starts[value]) }
                for word in from {
                    let value = Int(word.head >> shift & 0xFF)
                    to[Int(starts[value])] = word
                    starts[value] += 1
                }
                swap(&from, &to)
            }
            if from.baseAddress != heap.baseAddress { _ = heap.update(fromContentsOf: from) }
        }
    }

    private static func insertionSort(_ heap: UnsafeMutableBufferPointer<WordOccurrence>) {
        for place in heap.indices.dropFirst() {
            let word = heap[place]
            var free = place
            while free > 0, heap[free - 1].head > word.head {
                heap[free] = heap[free - 1]
                free -= 1
            }
            heap[free] = word
        }
    }
}
