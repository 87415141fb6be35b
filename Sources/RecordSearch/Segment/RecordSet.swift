/// A set of records of one segment: a bit for each.
package struct RecordSet: Equatable, Sendable {
    /// Every number of 16 bits has its bit, so that no damaged number can lead outside.
    static let wordCount = 65_536 / 64

    var words: [UInt64]

    init() { words = [UInt64](repeating: 0, count: Self.wordCount) }

    /// The records of a range.
    init(_ range: Range<Int>) {
        self.init()
        let range = range.clamped(to: 0..<64 * Self.wordCount)
        guard !range.isEmpty else { return }
        let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
        for word in first...last { words[word] = .max }
        words[first] &= .max << UInt64(range.lowerBound & 63)
        words[last] &= .max >> UInt64(63 - (range.upperBound - 1) & 63)
    }

    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    package func contains(_ record: Int) -> Bool { words[record >> 6] >> UInt64(record & 63) & 1 != 0 }

    mutating func formUnion(_ other: RecordSet) {
        for word in words.indices { words[word] |= other.words[word] }
    }

    mutating func formIntersection(_ other: RecordSet) {
        for word in words.indices { words[word] &= other.words[word] }
    }

    mutating func subtract(_ other: RecordSet) {
        for word in words.indices { words[word] &= ~other.words[word] }
    }

    /// The first record from a number on.
    package func first(from record: Int) -> Int? {
        guard record < 64 * Self.wordCount else { return nil }
        let start = max(record, 0)
        var bits = words[start >> 6] & (.max << UInt64(start & 63))
        var word = start >> 6
        while bits == 0 {
            word += 1
            if word == Self.wordCount { return nil }
            bits = words[word]
        }
        return word << 6 + bits.trailingZeroBitCount
    }

    /// The last record up to a number.
    package func last(through record: Int) -> Int? {
        guard record >= 0 else { return nil }
        let end = min(record, 64 * Self.wordCount - 1)
        var bits = words[end >> 6] & (.max >> UInt64(63 - end & 63))
        var word = end >> 6
        while bits == 0 {
            word -= 1
            if word < 0 { return nil }
            bits = words[word]
        }
        return word << 6 + 63 - bits.leadingZeroBitCount
    }

    /// How many of the records of a range there are.
    func count(in range: Range<Int>) -> Int {
        guard !range.isEmpty else { return 0 }
        let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
        var count = 0
        for word in first...last {
            var bits = words[word]
            if word == first { bits &= .max << UInt64(range.lowerBound & 63) }
            if word == last { bits &= .max >> UInt64(63 - (range.upperBound - 1) & 63) }
            count += bits.nonzeroBitCount
        }
        return count
    }
}
