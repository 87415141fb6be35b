/// Texts that are ASCII, eight bytes at a time: most texts are.
///
/// A byte of a word of eight is compared by adding to it what takes it to 0x80 where it is no less than a bound; no
/// byte of ASCII carries into the next.
extension TextFolding {
    /// Bytes that must lie behind a text.
    static let padding = 16

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The top bits of bytes that are in a range.
    @inline(__always)
    private static func tops(_ bytes: UInt64, in range: ClosedRange<UInt8>) -> UInt64 {
        let notBelow = bytes &+ ones &* UInt64(0x80 - range.lowerBound)
        let above = bytes &+ ones &* UInt64(0x7F - range.upperBound)
        return notBelow & ~above & tops
    }

    /// Whether one of eight bytes is a digit of ASCII.
    @inline(__always)
    static func hasDigit(_ bytes: UInt64) -> Bool {
        // Bytes beyond ASCII would carry; what they are is none of a digit's business.
        let high = bytes & tops
        return tops(bytes & ~tops, in: UInt8(ascii: "0")...UInt8(ascii: "9")) & ~high != 0
    }

    static func isASCII(_ text: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        var seen: UInt64 = 0
        while place + 8 <= text.count {
            seen |= ByteHash.word(text, place)
            place += 8
        }
        while place < text.count {
            seen |= UInt64(text[place])
            place += 1
        }
        return seen & tops == 0
    }

    /// Writes the folded form of a text, and zeros behind it, to memory that has room for ``padding`` more.
    ///
    /// - Returns: Whether the text is ASCII; what was written of another is of no use.
    @inline(__always)
    static func foldASCII(_ text: UnsafeRawBufferPointer, into memory: UnsafeMutableRawBufferPointer) -> Bool {
        var place = 0
        var seen: UInt64 = 0
        func put(_ bytes: UInt64) {
            seen |= bytes
            let capitals = tops(bytes, in: UInt8(ascii: "A")...UInt8(ascii: "Z"))
            memory.storeBytes(of: bytes | capitals >> 2, toByteOffset: place, as: UInt64.self)
        }
        while place + 8 <= text.count {
            put(ByteHash.word(text, place))
            place += 8
        }
        var rest: UInt64 = 0
        for byte in text[place...].reversed() { rest = rest << 8 | UInt64(byte) }
        put(rest)
        memory.storeBytes(of: 0, toByteOffset: place + 8, as: UInt64.self)
        return seen & tops == 0
    }

    /// Hands on where each word stands in folded text that is ASCII, in order.
    ///
    /// - Parameter folded: With ``padding`` behind its `count` bytes.
    @inline(__always)
    static func forEachWord(
        inASCII folded: UnsafeRawBufferPointer, count: Int, _ body: (_ start: Int, _ length: Int) -> Void
    ) {
        var start = -1
        var wasInWord: UInt64 = 0
        var base = 0
        while base < count {
            // A bit for each of 64 bytes.
            var letters: UInt64 = 0
            var shift = 0
            while shift < 64, base + shift < count {
                let bytes = ByteHash.word(folded, base + shift)
                let found =
                    tops(bytes, in: UInt8(ascii: "a")...UInt8(ascii: "z"))
                    | tops(bytes, in: UInt8(ascii: "0")...UInt8(ascii: "9"))
                // Brings the bits of eight bytes together in the highest byte.
                letters |= ((found >> 7 &* 0x0102_0408_1020_4080) >> 56) << UInt64(shift)
                shift += 8
            }
            var edges = letters ^ (letters << 1 | wasInWord)
            wasInWord = letters >> 63
            while edges != 0 {
                let place = base + edges.trailingZeroBitCount
                edges &= edges - 1
                if start < 0 {
                    start = place
                } else {
                    body(start, place - start)
                    start = -1
                }
            }
            base += 64
        }
        if start >= 0 { body(start, count - start) }
    }
}
