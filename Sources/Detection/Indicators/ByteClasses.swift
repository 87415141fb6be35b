/// What bytes of case-folded text are where indicators are looked for.
enum ByteClasses {
    /// Part of a host name, a digest, a plain file name: a letter, a digit, `-`, `_`, `.`, or of a letter beyond ASCII.
    static let host: UInt8 = 1
    static let notHexadecimal: UInt8 = 2
    static let dot: UInt8 = 4
    /// Neither digit nor dot.
    static let notNumeric: UInt8 = 8
    /// Ends a word.
    static let endsWord: UInt8 = 16
    /// Ends a part of a path, which can have blanks.
    static let endsPart: UInt8 = 32

    static let table: ContiguousArray<UInt8> = {
        var table = ContiguousArray<UInt8>(repeating: 0, count: 256)
        for byte in 0..<256 {
            let byte8 = UInt8(byte)
            if isHost(byte8) {
                let isDigit = byte8 &- 0x30 < 10
                table[byte] =
                    host | (digit(byte8) == nil ? notHexadecimal : 0) | (byte8 == 0x2E ? dot : 0)
                    | (isDigit || byte8 == 0x2E ? 0 : notNumeric)
            } else if isPartEnd(byte8) {
                table[byte] = endsWord | endsPart
            } else if byte8 <= 0x20 || byte8 == 0x7F || Set(":*?<>|,;='".utf8).contains(byte8) {
                table[byte] = endsWord
            }
        }
        return table
    }()

    @inline(__always)
    static func isHost(_ byte: UInt8) -> Bool {
        byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E
            || byte == 0x5F || byte >= 0x80
    }

    @inline(__always)
    static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x5C || byte == 0x2F }

    /// The ends of a part of a path: separators and the quotes around paths.
    static func isPartEnd(_ byte: UInt8) -> Bool { isSeparator(byte) || byte == 0x22 }

    /// Stands in no path.
    @inline(__always)
    static func endsPath(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x3C || byte == 0x3E || byte == 0x7C || byte == 0x2A || byte == 0x3F
    }

    /// The value of a hexadecimal digit.
    @inline(__always)
    static func digit(_ byte: UInt8) -> UInt8? {
        if byte &- 0x30 < 10 { return byte &- 0x30 }
        let low = byte | 0x20
        return low &- 0x61 < 6 ? low &- 0x57 : nil
    }

    /// Whether a name begins and ends with a letter or digit.
    static func isStripped(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = name.first, let last = name.last else { return false }
        return !isMargin(first) && !isMargin(last)
    }

    /// What is not part of a name where it stands at its ends: `-`, `.`, `_`.
    @inline(__always)
    static func isMargin(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2E || byte == 0x5F }

    /// Letters in front of the `@` of an address, at most (RFC 5321 4.5.3.1.1).
    static let longestMailbox = 64

    @inline(__always)
    static func isMailbox(_ byte: UInt8) -> Bool {
        isHost(byte) || byte == 0x2B || byte == 0x25 || byte == 0x26 || byte == 0x7E || byte == 0x21 || byte == 0x23
    }

    /// Letters of base64 of a SHA-256 digest.
    static let keyLength = 43

    @inline(__always)
    static func isBase64(_ byte: UInt8) -> Bool {
        byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2B || byte == 0x2F
    }

    /// Where a URL ends that begins in a range: before a blank, a quote or a bracket, and without the marks of a
    /// sentence and slashes at its end.
    @inline(__always)
    static func endOfURL(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, !endsURL(text[end]) { end += 1 }
        return withoutMarks(text, range.lowerBound..<end)
    }

    /// The end of a URL without marks and slashes there.
    @inline(__always)
    static func withoutMarks(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, isMark(text[end - 1]) { end -= 1 }
        return end
    }

    @inline(__always)
    private static func endsURL(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x3C || byte == 0x3E || byte == 0x5C || byte == 0x5E
            || byte == 0x60 || byte >= 0x7B && byte <= 0x7D || byte == 0x7F
    }

    @inline(__always)
    private static func isMark(_ byte: UInt8) -> Bool {
        byte == 0x2E || byte == 0x2C || byte == 0x3B || byte == 0x3A || byte == 0x21 || byte == 0x3F || byte == 0x29
            || byte == 0x5D || byte == 0x2F
    }
}
