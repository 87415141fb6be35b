/// Cuts the values of a segment into words, and brings these in order.
///
/// Words are sorted and not looked up in a table: a table of all words of a segment is larger than what is near the
/// processor, and most words of a log that are new to it would have it wait.
struct WordCollector {
    /// What of long words does not fit their heads.
    private(set) var tails: DistinctBytes
    private(set) var heaps: WordHeaps
    private var folded: [UInt8] = []
    private var valueCount: UInt32 = 0
    /// For each value a hash of its wording, 0 for none: see ``Wording``. Texts beyond ASCII have none.
    private(set) var wordings: [UInt64] = []
    private let wordingSeed: UInt64

    /// - Parameters:
    ///   - count: How many values are expected.
    ///   - heaps: Empty; memory from the last time.
    init(seed: UInt64, expecting count: Int, heaps: consuming WordHeaps) {
        tails = DistinctBytes(seed: seed, expecting: count / 4)
        wordings.reserveCapacity(count)
        wordingSeed = ByteHash.scramble(seed)
        self.heaps = heaps
    }

    /// Adds the words of the next value.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        // Taken out while it is used, so that it is never copied.
        var folded = folded
        self.folded = []
        let room = text.count + TextFolding.padding
        if folded.count < room { folded = Array(repeating: 0, count: 2 * room) }
        var hash: UInt64 = 0
        let isASCII = folded.withUnsafeMutableBytes { memory in
            guard TextFolding.foldASCII(UnsafeRawBufferPointer(text), into: memory) else { return false }
            Self.cut(ascii: UnsafeRawBufferPointer(memory), count: text.count, valueCount, &heaps, &tails)
            if text.count >= Wording.shortestText {
                hash = Wording.hash(ofASCII: UnsafeRawBufferPointer(memory), count: text.count, seed: wordingSeed)
            }
            return true
        }
        if !isASCII { appendBeyondASCII(text, &folded) }
        self.folded = folded
        valueCount += 1
        wordings.append(hash)
    }

    private mutating func appendBeyondASCII(_ text: UnsafeBufferPointer<UInt8>, _ folded: inout [UInt8]) {
        TextFolding.fold(text, into: &folded)
        let count = folded.count
        folded.append(contentsOf: repeatElement(0, count: TextFolding.padding))
        folded.withUnsafeBytes { bytes in
            let text = UnsafeBufferPointer(rebasing: bytes.assumingMemoryBound(to: UInt8.self)[..<count])
            let value = valueCount
            heaps.append(upTo: Self.mostWords(of: count)) { heaps in
                TextFolding.forEachWord(in: text) {
                    Self.append(bytes, $0.lowerBound, $0.count, value, &heaps, &tails)
                }
            }
        }
    }

    /// - Parameter text: With ``TextFolding/padding`` behind its `count` bytes.
    private static func cut(
        ascii text: UnsafeRawBufferPointer, count: Int, _ value: UInt32, _ heaps: inout WordHeaps,
        _ tails: inout DistinctBytes
    ) {
        heaps.append(upTo: mostWords(of: count)) { heaps in
            TextFolding.forEachWord(inASCII: text, count: count) { append(text, $0, $1, value, &heaps, &tails) }
        }
    }

    /// Of so many bytes: a letter each, and what separates them.
    private static func mostWords(of bytes: Int) -> Int { bytes / 2 + 1 }

    /// - Parameter text: Folded, with ``TextFolding/padding`` behind it.
    @inline(__always)
    private static func append(
        _ text: UnsafeRawBufferPointer, _ start: Int, _ length: Int, _ value: UInt32,
        _ heaps: inout WordHeaps.Writer, _ tails: inout DistinctBytes
    ) {
        var head = ByteHash.word(text, start).byteSwapped
        var tail = WordOccurrence.noTail
        if length <= WordOccurrence.headLength {
            head &= .max << UInt64(8 * (WordOccurrence.headLength - length))
        } else {
            let end = start + min(length, TextFolding.indexedWordLength)
            let rest = UnsafeRawBufferPointer(rebasing: text[start + WordOccurrence.headLength..<end])
            tail = tails.number(of: rest, tag: 0)
        }
        heaps.append(WordOccurrence(head: head, value: value, tail: tail))
    }

    /// What of a word does not fit its head; empty for a short one.
    @inline(__always)
    func tail(of word: WordOccurrence) -> ArraySlice<UInt8> {
        tails.bytes[tailPlace(of: word)]
    }

    /// Where that lies among the bytes of all tails.
    @inline(__always)
    func tailPlace(of word: WordOccurrence) -> Range<Int> {
        word.tail == WordOccurrence.noTail ? 0..<0 : tails.value(Int(word.tail))
    }

    /// Hands on all words in ascending order of their bytes, and those of the same word by their values: some at a time,
    /// with all of a word together.
    func forEachHeapInOrder(_ body: ([WordOccurrence]) -> Void) {
        var sort = HeadSort()
        heaps.forEachHeap { words in
            sort.sort(&words)
            sortLongOnes(&words)
            body(words)
        }
    }

    /// Brings long words that begin alike in order.
    private func sortLongOnes(_ words: inout [WordOccurrence]) {
        var start = 0
        while start < words.count {
            var end = start + 1
            var isMixed = false
            while end < words.count, words[end].head == words[start].head {
                isMixed = isMixed || words[end].tail != words[start].tail
                end += 1
            }
            if isMixed { words[start..<end].sort(by: precedes) }
            start = end
        }
    }

    /// Of two words with the same head.
    private func precedes(_ one: WordOccurrence, _ other: WordOccurrence) -> Bool {
        one.tail == other.tail ? one.value < other.value : tail(of: one).lexicographicallyPrecedes(tail(of: other))
    }
}
