import Vocabulary

/// Says of most values that none of some literals stands in them, from their bytes as they were stored.
///
/// What is asked of every value of a record would else have each one decoded and folded, to find nothing in it. A literal
/// of seven characters or more has four characters, one after the other, that begin at a multiple of four wherever
/// it stands: those are looked up in a table of bits. Small and large letters are taken for the same, and so are some
/// other characters.
struct RawTextFilter: Sendable {
    private let bits: ContiguousArray<UInt64>
    private let shift: UInt64

    /// Characters of the shortest literal that it can be made for.
    static let shortest = 7
    private static let width = 4
    /// Each of four characters as a unit of UTF-16: what makes its letter small, and what none of ASCII has.
    private static let smallLetters: UInt64 = 0x0020_0020_0020_0020
    private static let beyondASCII: UInt64 = 0xFF80_FF80_FF80_FF80

    /// - Parameter literals: Folded. Nil where one is too short, or none is given.
    init?(_ literals: [[UInt8]]) {
        guard !literals.isEmpty, literals.allSatisfy({ $0.count >= Self.shortest }) else { return nil }
        // A value has some twenty words; so few bits are set that chance meets none of them.
        let width = min(17, Int.bitWidth - (1_024 * literals.count - 1).leadingZeroBitCount)
        var bits = ContiguousArray<UInt64>(repeating: 0, count: 1 << (width - 6))
        shift = UInt64(64 - width)
        for literal in literals {
            for start in 0..<Self.width {
                var word: UInt64 = 0
                for place in 0..<Self.width { word |= UInt64(literal[start + place]) << UInt64(16 * place) }
                let bit = Self.hash(word) >> shift
                bits[Int(bit >> 6)] |= 1 << (bit & 63)
            }
        }
        self.bits = bits
    }

    @inline(__always)
    private static func hash(_ word: UInt64) -> UInt64 { (word | smallLetters) &* 0x9E37_79B9_7F4A_7C15 }

    /// Whether a literal can stand in UTF-16 text (little-endian). True for all text that is not ASCII.
    func mayStand(inWide text: UnsafeRawBufferPointer) -> Bool {
        let end = text.count & ~1
        return bits.withUnsafeBufferPointer { bits in
            let shift = shift
            var seen: UInt64 = 0
            var place = 0
            while place + 8 <= end {
                let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                seen |= word
                let bit = Self.hash(word) &>> shift
                if bits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 == 1 { return true }
                place &+= 8
            }
            while place < end {
                seen |= UInt64(text[place]) | UInt64(text[place + 1]) << 8
                place += 2
            }
            return seen & Self.beyondASCII != 0
        }
    }

    /// Whether a literal can stand in UTF-8 text. True for all text that is not ASCII.
    func mayStand(inNarrow text: UnsafeRawBufferPointer) -> Bool {
        bits.withUnsafeBufferPointer { bits in
            let shift = shift
            var seen: UInt32 = 0
            var place = 0
            while place + 4 <= text.count {
                let four = UInt32(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt32.self))
                seen |= four
                var word = UInt64(four)
                word = (word | word << 16) & 0x0000_FFFF_0000_FFFF
                word = (word | word << 8) & 0x00FF_00FF_00FF_00FF
                let bit = Self.hash(word) &>> shift
                if bits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 == 1 { return true }
                place &+= 4
            }
            while place < text.count {
                seen |= UInt32(text[place])
                place += 1
            }
            return seen & 0x8080_8080 != 0
        }
    }
}
