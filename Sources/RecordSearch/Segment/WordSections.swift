/// The words of a segment as they are written.
struct WordSections {
    private(set) var offsets: [UInt32] = []
    private(set) var words: [UInt8] = []
    private(set) var lists: [UInt8] = []

    init(_ collector: WordCollector) {
        var before: WordOccurrence?
        var number = 0
        collector.forEachHeapInOrder { all in
            var start = 0
            while start < all.count {
                let word = all[start]
                var end = start + 1
                while end < all.count, all[end].isSameWord(as: word) { end += 1 }
                if number % SegmentLayout.wordsPerBlock == 0 {
                    offsets.append(UInt32(words.count))
                    before = nil
                }
                let reference = append(valuesOf: all[start..<end])
                if word.tail == WordOccurrence.noTail {
                    append(short: word, behind: before, reference)
                } else {
                    let tailBefore = before.map { collector.tail(of: $0) } ?? []
                    append(long: word, collector.tail(of: word), behind: before, tailBefore, reference)
                }
                before = word
                number += 1
                start = end
            }
        }
        offsets.append(UInt32(words.count))
    }

    /// Writes a word without what it shares with the one before it.
    @inline(__always)
    private mutating func append(short word: WordOccurrence, behind before: WordOccurrence?, _ reference: UInt32) {
        let length = word.headLength
        let shared = before.map { min(word.sharedLength(with: $0), length) } ?? 0
        words.append(addingCapacity: 2 + WordOccurrence.headLength + 5) { output in
            output.append(UInt8(shared))
            output.append(UInt8(length - shared))
            output.append(headOf: word, shared..<length)
            output.append(varint: reference)
        }
    }

    private mutating func append(
        long word: WordOccurrence, _ tail: ArraySlice<UInt8>, behind before: WordOccurrence?,
        _ tailBefore: ArraySlice<UInt8>, _ reference: UInt32
    ) {
        let shared = before.map { word.sharedLength(with: $0) } ?? 0
        var rest = tail
        if shared == WordOccurrence.headLength {
            rest = rest.dropFirst(zip(tailBefore, tail).prefix { $0 == $1 }.count)
        }
        words.append(addingCapacity: 2 + TextFolding.indexedWordLength + 5) { output in
            output.append(UInt8(shared + tail.count - rest.count))
            output.append(UInt8(WordOccurrence.headLength - shared + rest.count))
            output.append(headOf: word, shared..<WordOccurrence.headLength)
            for byte in rest { output.append(byte) }
            output.append(varint: reference)
        }
    }

    /// Writes the values of one word, each of them once; of a single one nothing but its reference is written.
    @inline(__always)
    private mutating func append(valuesOf word: ArraySlice<WordOccurrence>) -> UInt32 {
        guard let first = word.first, let last = word.last else { return 0 }
        // Values ascend.
        if first.value == last.value { return first.value << 1 | 1 }
        let reference = UInt32(lists.count) << 1
        lists.append(addingCapacity: 5 * (word.count + 1)) { output in
            var distinct: UInt32 = 1
            var before = first.value
            for occurrence in word where occurrence.value != before {
                distinct += 1
                before = occurrence.value
            }
            output.append(varint: distinct)
            output.append(varint: first.value)
            before = first.value
            for occurrence in word where occurrence.value != before {
                output.append(varint: occurrence.value - before)
                before = occurrence.value
            }
        }
        return reference
    }
}

extension WordOccurrence {
    /// How many bytes of their heads two words begin with alike.
    fileprivate func sharedLength(with other: WordOccurrence) -> Int {
        (head ^ other.head).leadingZeroBitCount / 8
    }
}

extension OutputSpan<UInt8> {
    @inline(__always)
    fileprivate mutating func append(headOf word: WordOccurrence, _ places: Range<Int>) {
        for place in places { append(UInt8(truncatingIfNeeded: word.head >> UInt64(56 - 8 * place))) }
    }
}
