/// The words of a segment as they are written.
struct WordSections {
    private(set) var offsets: [UInt32] = []
    private(set) var words: [UInt8] = []
    private(set) var lists: [UInt8] = []

    init(_ table: WordTable) {
        let (ends, starts, values) = table.valuesByWord()
        words.reserveCapacity(8 * table.count)
        var before = 0
        for (number, word) in table.inOrder().enumerated() {
            let word = Int(word)
            let isFirst = number % SegmentLayout.wordsPerBlock == 0
            if isFirst { offsets.append(UInt32(words.count)) }
            append(word, sharing: isFirst ? 0 : Self.shared(table, before, word), table)
            let list = Int(starts[word])..<Int(ends[word])
            if list.count == 1 {
                words.append(varint: values[list.lowerBound] << 1 | 1)
            } else {
                words.append(varint: UInt32(lists.count) << 1)
                append(values[list])
            }
            before = word
        }
        offsets.append(UInt32(words.count))
    }

    /// How many bytes two words begin with alike.
    private static func shared(_ table: WordTable, _ one: Int, _ other: Int) -> Int {
        let shared = (table.heads[one] ^ table.heads[other]).leadingZeroBitCount / 8
        guard shared == WordTable.headLength else { return shared }
        var place = 0
        let (left, right) = (table.tail(one), table.tail(other))
        while place < min(left.count, right.count),
            left[left.startIndex + place] == right[right.startIndex + place]
        { place += 1 }
        return shared + place
    }

    private mutating func append(_ word: Int, sharing shared: Int, _ table: WordTable) {
        let length = Int(table.lengths[word])
        let head = table.heads[word]
        words.append(addingCapacity: 2 + WordTable.headLength) { output in
            output.append(UInt8(shared))
            output.append(UInt8(length - shared))
            for place in min(shared, WordTable.headLength)..<min(length, WordTable.headLength) {
                output.append(UInt8(truncatingIfNeeded: head >> UInt64(56 - 8 * place)))
            }
        }
        if length > WordTable.headLength {
            words.append(contentsOf: table.tail(word).dropFirst(max(0, shared - WordTable.headLength)))
        }
    }

    private mutating func append(_ values: ArraySlice<UInt32>) {
        lists.append(varint: UInt32(values.count))
        var last: UInt32 = 0
        for value in values {
            lists.append(varint: value - last)
            last = value
        }
    }
}
