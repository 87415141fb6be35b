/// Sorts words that begin with the same byte by their heads, and leaves those of one head in the order they came in.
///
/// Goes byte by byte: as many steps for each word whatever the words are.
struct HeadSort {
    /// So few are sorted by moving each to its place.
    private static let few = 24
    /// The first byte is the same in all.
    private static let bytes = 7

    private var spare: [WordOccurrence] = []
    private var counts = [UInt32](repeating: 0, count: bytes << 8)

    mutating func sort(_ words: inout [WordOccurrence]) {
        guard words.count > Self.few else { return Self.insertionSort(&words) }
        for place in counts.indices { counts[place] = 0 }
        for word in words {
            for byte in 0..<Self.bytes { counts[byte << 8 | Self.value(word, byte)] += 1 }
        }
        spare.removeAll(keepingCapacity: true)
        spare.append(contentsOf: words)
        for byte in 0..<Self.bytes {
            // Nothing changes places where all are alike.
            if Int(counts[byte << 8 | Self.value(words[0], byte)]) == words.count { continue }
            counts.withUnsafeMutableBufferPointer { counts in
                let starts = UnsafeMutableBufferPointer(rebasing: counts[byte << 8..<(byte + 1) << 8])
                var next: UInt32 = 0
                for value in starts.indices { (starts[value], next) = (next, next + starts[value]) }
                spare.withUnsafeMutableBufferPointer { sorted in
                    for word in words {
                        let value = Self.value(word, byte)
                        sorted[Int(starts[value])] = word
                        starts[value] += 1
                    }
                }
            }
            swap(&words, &spare)
        }
    }

    /// A byte of a word's head, counted from its last.
    @inline(__always)
    private static func value(_ word: WordOccurrence, _ byte: Int) -> Int { Int(word.head >> UInt64(8 * byte) & 0xFF) }

    private static func insertionSort(_ words: inout [WordOccurrence]) {
        words.withUnsafeMutableBufferPointer { words in
            for place in words.indices.dropFirst() {
                let word = words[place]
                var free = place
                while free > 0, words[free - 1].head > word.head {
                    words[free] = words[free - 1]
                    free -= 1
                }
                words[free] = word
            }
        }
    }
}
