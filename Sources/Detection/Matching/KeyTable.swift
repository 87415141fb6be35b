/// Literals by a few of their bytes: a hash table behind a filter of bits, which answers "none" for most words.
final class KeyTable: Sendable {
    struct Entry: Sendable {
        /// The bytes of the literal by which it is found, as a number.
        let word: UInt64
        /// Where they stand in it.
        let offset: UInt32
        /// The literal in ``bytes``.
        let start: UInt32
        let length: UInt32
        /// What its owner wants with it.
        let number: UInt32
    }

    private let filter: ContiguousArray<UInt64>
    /// The first entry of each bucket, and behind them the number of entries.
    private let buckets: ContiguousArray<UInt32>
    private let entries: ContiguousArray<Entry>
    private let bytes: ContiguousArray<UInt8>
    private let filterShift: UInt64
    private let bucketShift: UInt64

    /// A literal, the word of it by which it is found, where that stands in it, and a number for its owner.
    typealias Literal = (bytes: [UInt8], word: UInt64, offset: Int, number: Int)

    /// Nil where there is nothing to be found.
    init?(_ literals: [Literal]) {
        guard !literals.isEmpty else { return nil }
        // Sixteen bits of filter for a literal leave one word in sixty to chance.
        let bits = max(10, Self.width(of: 16 * literals.count))
        let bucketBits = max(4, Self.width(of: literals.count))
        var filter = ContiguousArray<UInt64>(repeating: 0, count: 1 << (bits - 6))
        var bytes: ContiguousArray<UInt8> = []
        var entries: ContiguousArray<Entry> = []
        for literal in literals {
            let entry = Entry(
                word: literal.word, offset: UInt32(literal.offset), start: UInt32(bytes.count),
                length: UInt32(literal.bytes.count), number: UInt32(literal.number))
            bytes.append(contentsOf: literal.bytes)
            entries.append(entry)
            let mark = Mark(Self.hash(literal.word), shift: UInt64(64 - bits))
            filter[mark.word] |= 1 << mark.one | 1 << mark.other
        }
        entries.sort { Self.hash($0.word) < Self.hash($1.word) }
        var buckets = ContiguousArray<UInt32>(repeating: 0, count: 1 << bucketBits + 1)
        for entry in entries { buckets[Int(Self.hash(entry.word) >> UInt64(64 - bucketBits)) + 1] += 1 }
        for index in 1..<buckets.count { buckets[index] += buckets[index - 1] }
        filterShift = UInt64(64 - bits)
        bucketShift = UInt64(64 - bucketBits)
        self.filter = filter
        self.bytes = bytes
        self.entries = entries
        self.buckets = buckets
    }

    /// Where the filter has the two bits of a word: both in one number, so that one look is enough.
    private struct Mark {
        let word: Int
        let one: UInt64
        let other: UInt64

        @inline(__always)
        init(_ hash: UInt64, shift: UInt64) {
            word = Int(truncatingIfNeeded: hash &>> (shift &+ 6))
            one = hash &>> shift & 63
            other = hash &>> (shift &- 6) & 63
        }

        @inline(__always)
        func isSet(in filter: UnsafePointer<UInt64>) -> Bool {
            (filter[word] &>> one) & (filter[word] &>> other) & 1 == 1
        }
    }

    private static func width(of count: Int) -> Int { Int.bitWidth - (count - 1).leadingZeroBitCount }

    @inline(__always)
    private static func hash(_ word: UInt64) -> UInt64 { word &* 0x9E37_79B9_7F4A_7C15 }

    /// Hands on the entries with a word, whose bytes stand in the text at a place.
    @inline(__always)
    func find(
        _ word: UInt64, in text: UnsafeBufferPointer<UInt8>, at place: Int, _ found: (Entry) -> Void
    ) {
        let hash = Self.hash(word)
        let mayBe = filter.withUnsafeBufferPointer { filter in
            filter.baseAddress.map { Mark(hash, shift: filterShift).isSet(in: $0) } ?? false
        }
        if mayBe { verify(word, hash, text, place, found) }
    }

    /// Hands on each entry that stands anywhere in the text.
    ///
    /// - Parameters:
    ///   - width: Bytes in the words of the table: three or four.
    ///   - stride: Only the text's words at multiples of this are looked up. The table has as many words of each
    ///     literal, one after the other, so that one of them meets such a place.
    @inline(__always)
    func findAll(
        in text: UnsafeBufferPointer<UInt8>, width: Int, stride: Int, _ found: (Entry) -> Void
    ) {
        let mask: UInt64 = width == 3 ? 0xFF_FFFF : 0xFFFF_FFFF
        filter.withUnsafeBufferPointer { filter in
            guard let filter = filter.baseAddress, let start = text.baseAddress else { return }
            var place = 0
            while true {
                place = Self.nextMark(
                    UnsafeRawPointer(start), from: place, to: text.count - 4, stride, mask, filter, filterShift)
                guard place + 4 <= text.count else { break }
                let word = Self.word(UnsafeRawPointer(start), at: place, mask)
                verify(word, Self.hash(word), text, place, found)
                place += stride
            }
        }
        // What is left is a word of three at most.
        guard width == 3, text.count >= 3 else { return }
        let last = UnsafeBufferPointer(rebasing: text[(text.count - 3)...])
        find(UInt64(ByteSearch.firstFour(last)), in: text, at: text.count - 3, found)
    }

    @inline(__always)
    private static func word(_ text: UnsafeRawPointer, at place: Int, _ mask: UInt64) -> UInt64 {
        UInt64(text.loadUnaligned(fromByteOffset: place, as: UInt32.self).littleEndian) & mask
    }

    /// The first place, from one on in steps, whose word the filter knows; beyond the last where there is none.
    ///
    /// Nearly all words of all texts end here, so nothing else is done on the way.
    @inline(never)
    private static func nextMark(
        _ text: UnsafeRawPointer, from start: Int, to last: Int, _ stride: Int, _ mask: UInt64,
        _ filter: UnsafePointer<UInt64>, _ shift: UInt64
    ) -> Int {
        var place = start
        while place <= last, !Mark(hash(word(text, at: place, mask)), shift: shift).isSet(in: filter) {
            place &+= stride
        }
        return place
    }

    private func verify(
        _ word: UInt64, _ hash: UInt64, _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ found: (Entry) -> Void
    ) {
        let bucket = Int(hash >> bucketShift)
        for index in Int(buckets[bucket])..<Int(buckets[bucket + 1]) where entries[index].word == word {
            let entry = entries[index]
            let start = place - Int(entry.offset)
            guard start >= 0, start + Int(entry.length) <= text.count else { continue }
            let isThere = bytes.withUnsafeBufferPointer { bytes in
                let literal = Int(entry.start)..<Int(entry.start) + Int(entry.length)
                return ByteSearch.equal(UnsafeBufferPointer(rebasing: bytes[literal]), text, at: start)
            }
            if isThere { found(entry) }
        }
    }
}
