/// A hash that is the same in every run, unlike the standard library's: FNV-1a, then mixed.
struct StableHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func combine(_ text: String) {
        // The byte 0xFF is not part of any UTF-8 text, so "ab","c" and "a","bc" differ.
        for byte in text.utf8 { combine(byte) }
        combine(0xFF)
    }

    private mutating func combine(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// Two independent-looking numbers.
    var pair: (UInt64, UInt64) {
        var random = SeededRandom(seed: state)
        return (random.next(), random.next())
    }
}
