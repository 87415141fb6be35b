/// The distinct words of a segment's values, and which values hold each.
///
/// Most words have at most eight bytes. Such a word is a number: it is found with one look into a table, and compared
/// with others without a look at its bytes.
struct WordTable {
    private struct Slot {
        /// A short word, or 0 where the slot is free.
        var word: UInt64
        var number: UInt32
    }

    /// Bytes of a word that fit its head.
    static let headLength = 8

    /// Of each word its first eight bytes, the first one highest, and zeros behind a shorter one.
    private(set) var heads: [UInt64] = []
    /// Of each word its number in ``long``, or that it is short.
    private var longNumbers: [UInt32] = []
    /// Of each word how many bytes it has.
    private(set) var lengths: [UInt8] = []
    private var long: DistinctBytes
    /// The word behind each number of ``long``.
    private var longWords: [UInt32] = []
    private var slots: [Slot]
    private var shift: UInt64
    /// Odd and unknown to evidence, so that it cannot choose words that collide.
    private let multiplier: UInt64
    /// The words of each value, one value after the other.
    private var wordNumbers: [UInt32] = []
    /// Where the words of each value end.
    private var ends: [UInt32] = []
    private var folded: [UInt8] = []
    /// What each byte is folded to; 0 for what separates words.
    private let letters = (0..<256).map { $0 < 0x80 ? TextFolding.wordByte(UInt8($0)) : 0 }

    private static let isShort = UInt32.max

    init(seed: UInt64, expecting count: Int) {
        var bits: UInt64 = 12
        while 1 << bits < 2 * count { bits += 1 }
        slots = Array(repeating: Slot(word: 0, number: 0), count: 1 << bits)
        shift = 64 - bits
        multiplier = ByteHash.scramble(seed) | 1
        long = DistinctBytes(seed: seed, expecting: count / 8)
        ends.reserveCapacity(count)
        wordNumbers.reserveCapacity(4 * count)
        heads.reserveCapacity(count)
        longNumbers.reserveCapacity(count)
        lengths.reserveCapacity(count)
    }

    var count: Int { heads.count }

    /// Adds the words of the next value.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        if !appendASCII(text) {
            var folded = folded
            self.folded = []
            TextFolding.fold(text, into: &folded)
            folded.withUnsafeBufferPointer { bytes in
                TextFolding.forEachWord(in: bytes) { append(word: UnsafeBufferPointer(rebasing: bytes[$0])) }
            }
            self.folded = folded
        }
        ends.append(UInt32(wordNumbers.count))
    }

    /// Adds the words of a text that is ASCII, which needs no folded copy; false where it is not, with nothing added.
    private mutating func appendASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        // Eight bytes at a time: most text is ASCII, and all of it is looked at again.
        let raw = UnsafeRawBufferPointer(text)
        var place = 0
        var seen: UInt64 = 0
        while place + 8 <= raw.count {
            seen |= ByteHash.word(raw, place)
            place += 8
        }
        while place < raw.count {
            seen |= UInt64(raw[place])
            place += 1
        }
        guard seen & 0x8080_8080_8080_8080 == 0 else { return false }
        var head: UInt64 = 0
        var start = 0
        place = 0
        while place < text.count {
            let letter = letters[Int(text[place])]
            if letter != 0 {
                head = head << 8 | UInt64(letter)
            } else {
                if place > start { append(ascii: text, start..<place, head) }
                start = place + 1
                head = 0
            }
            place += 1
        }
        if text.count > start { append(ascii: text, start..<text.count, head) }
        return true
    }

    /// - Parameter head: The last eight bytes of the word at most, folded.
    @inline(__always)
    private mutating func append(ascii text: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, _ head: UInt64) {
        if place.count <= Self.headLength {
            append(short: head << UInt64(8 * (Self.headLength - place.count)))
        } else {
            folded.removeAll(keepingCapacity: true)
            for byte in text[place] { folded.append(TextFolding.wordByte(byte)) }
            let word = folded
            word.withUnsafeBufferPointer { append(word: $0) }
        }
    }

    private mutating func append(word: UnsafeBufferPointer<UInt8>) {
        let word = UnsafeBufferPointer(rebasing: word.prefix(TextFolding.indexedWordLength))
        var head: UInt64 = 0
        for place in 0..<Self.headLength { head = head << 8 | (place < word.count ? UInt64(word[place]) : 0) }
        if word.count <= Self.headLength { return append(short: head) }
        let number = long.number(of: UnsafeRawBufferPointer(word), tag: 0)
        if Int(number) == longWords.count {
            longWords.append(UInt32(heads.count))
            heads.append(head)
            longNumbers.append(number)
            lengths.append(UInt8(word.count))
        }
        wordNumbers.append(longWords[Int(number)])
    }

    @inline(__always)
    private mutating func append(short word: UInt64) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (word &* multiplier) >> shift)
        while slots[slot].word != 0 {
            if slots[slot].word == word {
                wordNumbers.append(slots[slot].number)
                return
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = Slot(word: word, number: UInt32(heads.count))
        wordNumbers.append(UInt32(heads.count))
        heads.append(word)
        longNumbers.append(Self.isShort)
        lengths.append(UInt8(Self.headLength - word.trailingZeroBitCount / 8))
        if heads.count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        var larger = Array(repeating: Slot(word: 0, number: 0), count: 2 * slots.count)
        shift -= 1
        for held in slots where held.word != 0 {
            var slot = Int(truncatingIfNeeded: (held.word &* multiplier) >> shift)
            while larger[slot].word != 0 { slot = (slot + 1) & (larger.count - 1) }
            larger[slot] = held
        }
        slots = larger
    }

    // MARK: Turned around

    /// The bytes of a word that do not fit its head.
    func tail(_ word: Int) -> ArraySlice<UInt8> {
        longNumbers[word] == Self.isShort
            ? [] : long.bytes[long.value(Int(longNumbers[word])).dropFirst(Self.headLength)]
    }

    /// For each word, where its values begin and end in a list of all of them, each value once.
    func valuesByWord() -> (ends: [UInt32], starts: [UInt32], values: [UInt32]) {
        var ends = [UInt32](repeating: 0, count: count + 1)
        for word in wordNumbers { ends[Int(word) + 1] += 1 }
        for word in 0..<count { ends[word + 1] += ends[word] }
        let starts = ends
        var values = [UInt32](repeating: 0, count: wordNumbers.count)
        var place = 0
        for (value, end) in self.ends.enumerated() {
            while place < end {
                let word = Int(wordNumbers[place])
                place += 1
                let next = Int(ends[word])
                // A value that repeats a word is listed once.
                if next > Int(starts[word]), values[next - 1] == UInt32(value) { continue }
                values[next] = UInt32(value)
                ends[word] += 1
            }
        }
        return (ends, starts, values)
    }

    /// Words in ascending order of their bytes.
    func inOrder() -> [UInt32] {
        struct Key {
            let head: UInt64
            let word: UInt32
        }
        // First by the first two letters, which leaves little to sort.
        var ends = [UInt32](repeating: 0, count: 1 << 16 + 1)
        for head in heads { ends[Int(head >> 48) + 1] += 1 }
        for bucket in 0..<1 << 16 { ends[bucket + 1] += ends[bucket] }
        let starts = ends
        var keys = [Key](repeating: Key(head: 0, word: 0), count: count)
        for (word, head) in heads.enumerated() {
            let bucket = Int(head >> 48)
            keys[Int(ends[bucket])] = Key(head: head, word: UInt32(word))
            ends[bucket] += 1
        }
        keys.withUnsafeMutableBufferPointer { keys in
            for bucket in 0..<1 << 16 where starts[bucket + 1] > starts[bucket] + 1 {
                keys[Int(starts[bucket])..<Int(starts[bucket + 1])].sort { one, other in
                    one.head != other.head
                        ? one.head < other.head
                        : tail(Int(one.word)).lexicographicallyPrecedes(tail(Int(other.word)))
                }
            }
        }
        return keys.map(\.word)
    }
}
