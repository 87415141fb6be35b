/// Finds bytes eight at a time.
enum ByteSearch {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The first line feed in `range`, or its end.
    static func lineFeed(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var place = range.lowerBound
        let raw = bytes.bytes
        while range.upperBound - place >= 8 {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
            let found = zeroBytes(word ^ (ones &* 0x0A))
            if found != 0 { return place + found.trailingZeroBitCount >> 3 }
            place += 8
        }
        while place < range.upperBound, bytes[place] != 0x0A { place += 1 }
        return place
    }

    /// The first of two bytes in `range`, or its end.
    @inline(__always)
    static func first(of one: UInt8, or other: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var place = range.lowerBound
        let raw = bytes.bytes
        let (ones8, others8) = (ones &* UInt64(one), ones &* UInt64(other))
        while range.upperBound - place >= 8 {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
            let found = zeroBytes(word ^ ones8) | zeroBytes(word ^ others8)
            if found != 0 { return place + found.trailingZeroBitCount >> 3 }
            place += 8
        }
        while place < range.upperBound {
            let byte = bytes[place]
            if byte == one || byte == other { return place }
            place += 1
        }
        return place
    }

    /// The first quote, backslash or control character in `range`, or its end.
    @inline(__always)
    static func endOfPlainText(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var place = range.lowerBound
        let raw = bytes.bytes
        while range.upperBound - place >= 8 {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
            let found =
                zeroBytes(word ^ (ones &* 0x22)) | zeroBytes(word ^ (ones &* 0x5C)) | bytesBelow(0x20, word)
            if found != 0 { return place + found.trailingZeroBitCount >> 3 }
            place += 8
        }
        while place < range.upperBound {
            let byte = bytes[place]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { return place }
            place += 1
        }
        return place
    }

    /// Whether a range begins with `text`.
    @inline(__always)
    static func begins(_ bytes: Span<UInt8>, _ range: Range<Int>, with text: [UInt8]) -> Bool {
        guard range.count >= text.count else { return false }
        for place in text.indices where bytes[range.lowerBound + place] != text[place] { return false }
        return true
    }

    /// Where `text` first stands in a range.
    static func find(_ text: [UInt8], in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard let byte = text.first else { return nil }
        var place = range.lowerBound
        while true {
            place = first(of: byte, or: byte, in: bytes, place..<range.upperBound)
            guard range.upperBound - place >= text.count else { return nil }
            if begins(bytes, place..<range.upperBound, with: text) { return place }
            place += 1
        }
    }

    // The high bit of each byte that fits. A borrow can mark bytes above the first that fits, never below it, and
    // only the first is used.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

    @inline(__always)
    private static func bytesBelow(_ limit: UInt64, _ word: UInt64) -> UInt64 {
        (word &- (ones &* limit)) & ~word & highs
    }
}
