/// The words of a segment as they are written.
struct WordSections {
    private(set) var offsets: [UInt32] = []
    private(set) var words: [UInt8] = []
    private(set) var lists: [UInt8] = []
    /// For each block.
    private(set) var characters: [UInt32] = []
    private var blockCharacters: UInt32 = 0

    init(_ collector: WordCollector) {
        collector.tails.bytes.withUnsafeBufferPointer { tails in
            var before: WordOccurrence?
            var number = 0
            collector.forEachHeapInOrder { all in
                var start = 0
                while start < all.count {
                    let word = all[start]
                    var end = start + 1
                    while end < all.count, all[end].isSameWord(as: word) { end += 1 }
                    if number % SegmentLayout.wordsPerBlock == 0 {
                        if number > 0 { characters.append(blockCharacters) }
                        blockCharacters = 0
                        offsets.append(UInt32(words.count))
                        before = nil
                    }
                    let reference = append(valuesOf: all[start..<end])
                    if word.tail == WordOccurrence.noTail {
                        append(short: word, behind: before, reference)
                    } else {
                        let tailBefore = before.map { collector.tailPlace(of: $0) } ?? 0..<0
                        append(
                            long: word, UnsafeBufferPointer(rebasing: tails[collector.tailPlace(of: word)]),
                            behind: before, UnsafeBufferPointer(rebasing: tails[tailBefore]), reference)
                    }
                    before = word
                    number += 1
                    start = end
                }
            }
            if number > 0 { characters.append(blockCharacters) }
        }
        offsets.append(UInt32(words.count))
    }

    /// Writes a word without what it shares with the one before it.
    @inline(__always)
    private mutating func append(short word: WordOccurrence, behind before: WordOccurrence?, _ reference: UInt32) {
        let length = word.headLength
        let shared = before.map { min(word.sharedLength(with: $0), length) } ?? 0
        note(headOf: word, shared..<length)
        words.append(addingCapacity: 2 + WordOccurrence.headLength + 5) { output in
            output.append(UInt8(shared))
            output.append(UInt8(length - shared))
            output.append(headOf: word, shared..<length)
            output.append(varint: reference)
        }
    }

    /// Takes note of the characters of a word that the one before it does not begin with.
    @inline(__always)
    private mutating func note(headOf word: WordOccurrence, _ places: Range<Int>) {
        var bits: UInt32 = 0
        for place in places {
            bits |= WordCharacters.bit(UInt8(truncatingIfNeeded: word.head >> UInt64(56 - 8 * place)))
        }
        blockCharacters |= bits
    }

    @inline(__always)
    private mutating func append(
        long word: WordOccurrence, _ tail: UnsafeBufferPointer<UInt8>, behind before: WordOccurrence?,
        _ tailBefore: UnsafeBufferPointer<UInt8>, _ reference: UInt32
    ) {
        let shared = before.map { word.sharedLength(with: $0) } ?? 0
        var known = 0
        if shared == WordOccurrence.headLength {
            let most = min(tailBefore.count, tail.count)
            while known < most, tailBefore[known] == tail[known] { known += 1 }
        }
        note(headOf: word, shared..<WordOccurrence.headLength)
        // What of the longest words is not written down may be anything.
        let isCut = WordOccurrence.headLength + tail.count >= TextFolding.indexedWordLength
        var bits: UInt32 = isCut ? .max : 0
        words.append(addingCapacity: 2 + TextFolding.indexedWordLength + 5) { output in
            output.append(UInt8(shared + known))
            output.append(UInt8(WordOccurrence.headLength - shared + tail.count - known))
            output.append(headOf: word, shared..<WordOccurrence.headLength)
            for place in known..<tail.count {
                output.append(tail[place])
                bits |= WordCharacters.bit(tail[place])
            }
            output.append(varint: reference)
        }
        blockCharacters |= bits
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
            var run: UInt32 = 0
            func endRun() {
                if run >= WordList.shortestRun {
                    output.append(0)
                    output.append(varint: run)
                } else {
                    for _ in 0..<run { output.append(1) }
                }
                run = 0
            }
            for occurrence in word where occurrence.value != before {
                if occurrence.value - before == 1 {
                    run += 1
                } else {
                    endRun()
                    output.append(varint: occurrence.value - before)
                }
                before = occurrence.value
            }
            endRun()
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
