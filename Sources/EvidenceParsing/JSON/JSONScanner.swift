/// Steps over the tokens of one JSON text in UTF-8 (RFC 8259), without making any of them into values.
///
/// The bytes come with every call, since a scanner is kept while its reader changes. It stays inside of `end`.
struct JSONScanner {
    /// The next byte to read.
    private(set) var place: Int
    /// The first byte that does not belong to the text.
    let end: Int

    init(_ range: Range<Int>) {
        place = range.lowerBound
        end = range.upperBound
    }

    var atEnd: Bool { place >= end }

    mutating func advance() { place += 1 }

    /// Goes to a later place of the text.
    mutating func skip(to place: Int) { self.place = place }

    @inline(__always)
    mutating func skipBlanks(in bytes: Span<UInt8>) {
        while place < end {
            let byte = bytes[place]
            guard byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A else { return }
            place += 1
        }
    }

    /// Skips what may stand between objects: white space, and the record separator of RFC 7464.
    mutating func skipSeparators(in bytes: Span<UInt8>) {
        skipBlanks(in: bytes)
        while place < end, bytes[place] == 0x1E {
            place += 1
            skipBlanks(in: bytes)
        }
    }

    /// Whether a range holds no object, nor what could be a damaged one.
    static func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var scanner = JSONScanner(range)
        scanner.skipSeparators(in: bytes)
        return scanner.atEnd
    }

    /// Skips white space and returns the byte after it, which is not consumed.
    @inline(__always)
    mutating func nextVisible(in bytes: Span<UInt8>) throws(JSONDamage) -> UInt8 {
        // Most programs write no white space at all.
        if place < end, bytes[place] > 0x20 { return bytes[place] }
        skipBlanks(in: bytes)
        guard place < end else { throw .endsEarly }
        return bytes[place]
    }

    /// Steps over a string whose opening quote is the next byte.
    ///
    /// - Returns: Where the text between the quotes is, and whether it holds escapes. Invalid UTF-8 is let through:
    ///   logs hold it, and it is repaired when it is shown.
    @inline(__always)
    mutating func string(in bytes: Span<UInt8>) throws(JSONDamage) -> (range: Range<Int>, isEscaped: Bool) {
        let start = place + 1
        place = ByteSearch.endOfPlainText(in: bytes, start..<end)
        guard place < end else { throw .endsEarly }
        let isEscaped = bytes[place] != UInt8(ascii: "\"")
        if isEscaped { try restOfString(in: bytes) }
        place += 1
        return (start..<place - 1, isEscaped)
    }

    /// Steps over a string as ``string(in:)`` does, and appends its text to `text` where it holds escapes; the range is
    /// then one of `text`.
    @inline(__always)
    mutating func string(
        in bytes: Span<UInt8>, decodingTo text: inout [UInt8]
    ) throws(JSONDamage) -> (range: Range<Int>, isDecoded: Bool) {
        let start = place + 1
        place = ByteSearch.endOfPlainText(in: bytes, start..<end)
        guard place < end else { throw .endsEarly }
        if bytes[place] == UInt8(ascii: "\"") {
            place += 1
            return (start..<place - 1, false)
        }
        let first = text.count
        place = try JSONText.decodeString(bytes, start..<end, to: &text) + 1
        return (first..<text.count, true)
    }

    /// Goes from the first byte that does not stand for itself to the closing quote.
    @inline(never)
    private mutating func restOfString(in bytes: Span<UInt8>) throws(JSONDamage) {
        while true {
            switch bytes[place] {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try escape(in: bytes)
            default: throw .string
            }
            place = ByteSearch.endOfPlainText(in: bytes, place..<end)
            guard place < end else { throw .endsEarly }
        }
    }

    @inline(__always)
    private mutating func escape(in bytes: Span<UInt8>) throws(JSONDamage) {
        guard end - place >= 2 else { throw .endsEarly }
        let letter = bytes[place + 1]
        place += 2
        switch letter {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return
        case UInt8(ascii: "u"):
            for _ in 0..<4 {
                guard place < end else { throw .endsEarly }
                guard JSONText.hexadecimal(bytes[place]) != nil else { throw .string }
                place += 1
            }
        default: throw .string
        }
    }

    /// Steps over a number of any length.
    mutating func number(in bytes: Span<UInt8>) throws(JSONDamage) -> Range<Int> {
        let start = place
        if bytes[place] == UInt8(ascii: "-") { place += 1 }
        let whole = digits(in: bytes)
        guard !whole.isEmpty, whole.count == 1 || bytes[whole.lowerBound] != UInt8(ascii: "0") else {
            throw atEnd ? .endsEarly : .number
        }
        if place < end, bytes[place] == UInt8(ascii: ".") {
            place += 1
            guard !digits(in: bytes).isEmpty else { throw atEnd ? .endsEarly : .number }
        }
        if place < end, bytes[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            if place < end, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") { place += 1 }
            guard !digits(in: bytes).isEmpty else { throw atEnd ? .endsEarly : .number }
        }
        return start..<place
    }

    /// Steps over a whole number from 0 to 255, and blanks before it; nil where another text stands.
    mutating func byte(in bytes: Span<UInt8>) -> UInt8? {
        skipBlanks(in: bytes)
        let digits = digits(in: bytes)
        guard (1...3).contains(digits.count), digits.count == 1 || bytes[digits.lowerBound] != UInt8(ascii: "0")
        else { return nil }
        return UInt8(exactly: digits.reduce(0) { $0 * 10 + Int(bytes[$1] - UInt8(ascii: "0")) })
    }

    @inline(__always)
    private mutating func digits(in bytes: Span<UInt8>) -> Range<Int> {
        let start = place
        while place < end, bytes[place] &- UInt8(ascii: "0") < 10 { place += 1 }
        return start..<place
    }

    /// Steps over `true`, `false` or `null`.
    mutating func word(_ word: StaticString, in bytes: Span<UInt8>) throws(JSONDamage) {
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        for byte in wanted {
            guard place < end else { throw .endsEarly }
            guard bytes[place] == byte else { throw .syntax }
            place += 1
        }
    }
}
