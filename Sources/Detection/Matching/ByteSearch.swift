/// Comparing and finding bytes.
enum ByteSearch {
    /// Whether `text` has `part` at a place; `part` must fit in there.
    @inline(__always)
    static func equal(_ part: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        let (one, other) = (UnsafeRawBufferPointer(part), UnsafeRawBufferPointer(text))
        var index = 0
        while index + 8 <= part.count {
            if one.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                != other.loadUnaligned(fromByteOffset: place + index, as: UInt64.self)
            {
                return false
            }
            index += 8
        }
        while index < part.count {
            if part[index] != text[place + index] { return false }
            index += 1
        }
        return true
    }

    /// The first four bytes as a number; bytes that are missing are zero.
    @inline(__always)
    static func firstFour(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if text.count >= 4 {
            return UnsafeRawBufferPointer(text).loadUnaligned(as: UInt32.self).littleEndian
        }
        var number: UInt32 = 0
        for index in 0..<text.count { number |= UInt32(text[index]) << UInt32(8 * index) }
        return number
    }

    /// The first eight bytes as a number; bytes that are missing are zero.
    @inline(__always)
    static func firstEight(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if text.count >= 8 {
            return UnsafeRawBufferPointer(text).loadUnaligned(as: UInt64.self).littleEndian
        }
        var number: UInt64 = 0
        for index in 0..<text.count { number |= UInt64(text[index]) << UInt64(8 * index) }
        return number
    }

    /// The last four bytes as a number, the last byte highest; bytes that are missing are zero.
    @inline(__always)
    static func lastFour(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if text.count >= 4 { return firstFour(UnsafeBufferPointer(rebasing: text[(text.count - 4)...])) }
        var number: UInt32 = 0
        for index in 0..<text.count { number |= UInt32(text[index]) << UInt32(8 * (4 - text.count + index)) }
        return number
    }

    /// Which of the four bytes count for a part of that length: those of ``firstFour(_:)``.
    @inline(__always)
    static func headMask(_ length: Int) -> UInt32 { length >= 4 ? .max : (1 << UInt32(8 * length)) - 1 }

    /// Which of the four bytes count for a part of that length: those of ``lastFour(_:)``.
    @inline(__always)
    static func tailMask(_ length: Int) -> UInt32 { length >= 4 ? .max : ~(.max >> UInt32(8 * length)) }

    static func contains(_ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>) -> Bool {
        end(of: part, in: text) != nil
    }

    /// Where the first place of a part ends; nil where the text does not have it.
    static func end(of part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard part.count > 0 else { return 0 }
        guard part.count <= text.count else { return nil }
        let first = part[0]
        let last = part[part.count - 1]
        let reach = part.count - 1
        let bytes = UnsafeRawBufferPointer(text)
        // Where the first and the last byte stand, eight places at a time.
        var place = 0
        let heads = eightTimes(first)
        let tails = eightTimes(last)
        while place + reach + 8 <= text.count {
            var hits = zeroBytes(
                (bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian ^ heads)
                    | (bytes.loadUnaligned(fromByteOffset: place + reach, as: UInt64.self).littleEndian ^ tails))
            while hits != 0 {
                let found = place + hits.trailingZeroBitCount / 8
                if equal(part, text, at: found) { return found + part.count }
                hits &= hits - 1
            }
            place += 8
        }
        while place + reach < text.count {
            if text[place] == first, text[place + reach] == last, equal(part, text, at: place) {
                return place + part.count
            }
            place += 1
        }
        return nil
    }

    /// The first place of a byte from `start` on; the text's length where there is none.
    static func place(of byte: UInt8, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let bytes = UnsafeRawBufferPointer(text)
        let wanted = eightTimes(byte)
        var place = start
        while place + 8 <= text.count {
            let hits = zeroBytes(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian ^ wanted)
            if hits != 0 { return place + hits.trailingZeroBitCount / 8 }
            place += 8
        }
        while place < text.count, text[place] != byte { place += 1 }
        return place
    }

    @inline(__always)
    private static func eightTimes(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The highest bit of each byte that is zero. Above the lowest of them, a one can be taken for a zero.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
