/// Comparing and finding bytes.
enum ByteSearch {
    /// Whether `text` has `part` at a place; `part` must fit in there.
    @inline(__always)
    static func equal(_ part: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        for index in 0..<part.count where part[index] != text[place + index] { return false }
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
        guard part.count > 0 else { return true }
        guard part.count <= text.count else { return false }
        let first = part[0]
        let last = part[part.count - 1]
        for place in 0...text.count - part.count
        where text[place] == first && text[place + part.count - 1] == last {
            if equal(part, text, at: place) { return true }
        }
        return false
    }
}
