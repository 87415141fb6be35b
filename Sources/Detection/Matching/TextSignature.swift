/// Tells quickly that a literal cannot be in a text: which groups of three bytes the text has, as hashed bits.
///
/// A set bit may be chance, a clear bit is proof. Most literals of a rule set are ruled out here for each value,
/// without looking at the text again.
struct TextSignature {
    let bits: UnsafePointer<UInt8>
    /// The number of bits, less one.
    let mask: UInt32
    /// For each byte, whether the text has it: 1 or 0.
    let present: UnsafePointer<UInt8>

    /// Whether the text has two bytes: those of a literal too short for probes.
    @inline(__always)
    func has(_ first: UInt8, _ last: UInt8) -> Bool {
        present[Int(first)] & present[Int(last)] == 1
    }

    /// Whether the text can hold a literal with these probes. True proves nothing.
    @inline(__always)
    func mayHold(_ probes: SIMD4<UInt32>) -> Bool {
        let places = probes & mask
        for index in 0..<4 where bits[Int(places[index] >> 3)] & (1 << UInt8(places[index] & 7)) == 0 { return false }
        return true
    }

    /// Hash of three bytes, 20 bits wide.
    @inline(__always)
    static func hash(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
        let group = UInt32(first) | UInt32(second) << 8 | UInt32(third) << 16
        return (group &* 0x9E37_79B1) >> 12
    }

    /// How many bits a text of that many bytes gets: enough to stay mostly clear. Powers of two, at most 2^20.
    static func bitCount(forLength length: Int) -> Int {
        length <= 256 ? 1 << 12 : length <= 4_096 ? 1 << 15 : 1 << 19
    }

    /// Four hashes of a literal, spread over its length; nil for literals shorter than three bytes.
    static func probes(_ literal: [UInt8]) -> SIMD4<UInt32>? {
        let groups = literal.count - 2
        guard groups > 0 else { return nil }
        var probes = SIMD4<UInt32>()
        for place in 0..<4 {
            let start = place * (groups - 1) / 3
            probes[place] = hash(literal[start], literal[start + 1], literal[start + 2])
        }
        return probes
    }
}
