/// Fast hashes of bytes, keyed so that evidence cannot choose values that collide.
enum ByteHash {
    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

    @inline(__always)
    private static func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = one.multipliedFullWidth(by: other)
        return product.high ^ product.low
    }

    /// A number of which every bit depends on every bit of another.
    static func scramble(_ number: UInt64) -> UInt64 { mix(number ^ first, number ^ second) }

    /// A hash with one more number in it.
    @inline(__always)
    static func join(_ hash: UInt64, _ number: UInt64) -> UInt64 { mix(hash ^ first, number ^ hash ^ second) }

    @inline(__always)
    static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        let count = bytes.count
        var hash = seed ^ first
        var place = 0
        while count - place >= 16 {
            hash = mix(word(bytes, place) ^ second, word(bytes, place + 8) ^ hash)
            place += 16
        }
        var low: UInt64 = 0
        var high: UInt64 = 0
        let rest = count - place
        if rest >= 8 {
            low = word(bytes, place)
            high = word(bytes, count - 8)
        } else if rest >= 4 {
            low = UInt64(half(bytes, place))
            high = UInt64(half(bytes, count - 4))
        } else if rest > 0 {
            low = UInt64(bytes[place]) << 16 | UInt64(bytes[place + rest / 2]) << 8 | UInt64(bytes[count - 1])
        }
        return mix(second ^ UInt64(truncatingIfNeeded: count), mix(low ^ second, high ^ hash))
    }

    @inline(__always)
    static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    @inline(__always)
    private static func half(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }

    /// Whether two stretches of the same length hold the same.
    @inline(__always)
    static func areEqual(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
        let count = one.count
        guard count >= 8 else {
            for place in 0..<count where one[place] != other[place] { return false }
            return true
        }
        var place = 0
        while place + 8 <= count {
            if word(one, place) != word(other, place) { return false }
            place += 8
        }
        return word(one, count - 8) == word(other, count - 8)
    }
}
