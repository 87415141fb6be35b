/// Words, and the values that hold them.
extension SegmentReader {
    /// Where the list of a word's values is; even a single one is a list.
    struct ValueList {
        let reference: UInt32
    }

    private var wordBlockCount: Int { count(.wordOffsets, of: 4) - 1 }

    /// The values that hold a word of at most ``TextFolding/indexedWordLength`` bytes; nil for none.
    func values(ofWord word: [UInt8]) throws(SegmentDamage) -> ValueList? {
        var found: ValueList?
        try eachWord(from: word) { candidate, list throws(SegmentDamage) in
            if candidate.elementsEqual(word) { found = list }
            return false
        }
        return found
    }

    /// Hands on words in ascending order, from one on, until `body` has had enough and gives false.
    ///
    /// - Parameter characters: Passes over blocks of words that do not have all of these (``WordCharacters``).
    func eachWord(
        from word: [UInt8], with characters: UInt32 = 0,
        _ body: (_ word: UnsafeBufferPointer<UInt8>, ValueList) throws(SegmentDamage) -> Bool
    ) throws(SegmentDamage) {
        var low = 0
        var high = wordBlockCount
        // The last block that does not begin behind the word.
        while low + 1 < high {
            let middle = (low + high) / 2
            let stretch = try stretch(.wordOffsets, middle)
            let block = try slice(.words, stretch)
            guard block.count > 2, block.count >= 2 + Int(block[1]) else { throw SegmentDamage("a block of words") }
            if word.lexicographicallyPrecedes(block[2..<2 + Int(block[1])]) { high = middle } else { low = middle }
        }
        var current = Array(repeating: UInt8(0), count: 2 * TextFolding.indexedWordLength)
        for number in low..<max(low, wordBlockCount) {
            if characters != 0, try self.number(.wordCharacters, number, as: UInt32.self) & characters != characters {
                continue
            }
            let block = try slice(.words, try stretch(.wordOffsets, number))
            let isOn = try current.withUnsafeMutableBufferPointer { current throws(SegmentDamage) in
                try Self.eachWord(of: block, from: word, current, body)
            }
            if !isOn { return }
        }
    }

    /// - Parameter current: Room for a word.
    /// - Returns: Whether `body` wants more.
    @inline(__always)
    private static func eachWord(
        of block: UnsafeRawBufferPointer, from word: [UInt8], _ current: UnsafeMutableBufferPointer<UInt8>,
        _ body: (_ word: UnsafeBufferPointer<UInt8>, ValueList) throws(SegmentDamage) -> Bool
    ) throws(SegmentDamage) -> Bool {
        var count = 0
        var place = 0
        while place < block.count {
            guard place + 2 <= block.count else { throw SegmentDamage("a word is cut off") }
            let shared = Int(block[place])
            let length = Int(block[place + 1])
            place += 2
            guard shared <= count, shared + length <= current.count, place + length <= block.count else {
                throw SegmentDamage("a word is cut off")
            }
            for byte in 0..<length { current[shared + byte] = block[place + byte] }
            count = shared + length
            place += length
            let reference = try varint(block, &place)
            let found = UnsafeBufferPointer(rebasing: current[..<count])
            if !word.isEmpty, found.lexicographicallyPrecedes(word) { continue }
            if try !body(found, ValueList(reference: reference)) { return false }
        }
        return true
    }

    /// How many values a list has.
    func count(_ list: ValueList) throws(SegmentDamage) -> Int {
        if list.reference & 1 != 0 { return 1 }
        var place = Int(list.reference >> 1)
        return Int(try Self.varint(section(.wordLists), &place))
    }

    /// Hands on the values of a list that lie in one of some ascending ranges; in any for nil.
    @inline(__always)
    func eachValue(
        _ list: ValueList, in ranges: [Range<Int>]?, _ body: (Int) throws(SegmentDamage) -> Void
    ) throws(SegmentDamage) {
        var range = 0
        let most = valueCount
        func take(_ value: Int) throws(SegmentDamage) -> Bool {
            guard value < most else { throw SegmentDamage("a value is out of place") }
            if let ranges {
                while range < ranges.count, ranges[range].upperBound <= value { range += 1 }
                guard range < ranges.count else { return false }
                if value < ranges[range].lowerBound { return true }
            }
            try body(value)
            return true
        }
        if list.reference & 1 != 0 {
            _ = try take(Int(list.reference >> 1))
            return
        }
        let bytes = section(.wordLists)
        var place = Int(list.reference >> 1)
        var left = Int(try Self.varint(bytes, &place))
        var value = Int(try Self.varint(bytes, &place))
        while true {
            guard left > 0, try take(value) else { return }
            left -= 1
            if left == 0 { return }
            let distance = Int(try Self.varint(bytes, &place))
            if distance > 0 {
                value += distance
                continue
            }
            let run = Int(try Self.varint(bytes, &place))
            guard run > 0, run <= left else { throw SegmentDamage("a run of values") }
            for _ in 1..<run {
                value += 1
                guard try take(value) else { return }
            }
            left -= run - 1
            value += 1
        }
    }
}
