/// The text inside of JSON strings (RFC 8259, section 7).
enum JSONText {
    /// Appends a string's text with its escapes decoded.
    ///
    /// A surrogate without its partner becomes U+FFFD, since UTF-8 cannot hold it.
    ///
    /// - Parameter range: What stands between the quotes; a ``JSONScanner`` has accepted it.
    static func appendDecoded(_ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) {
        var place = range.lowerBound
        while place < range.upperBound {
            let plain = min(ByteSearch.endOfPlainText(in: bytes, place..<range.upperBound), range.upperBound)
            if plain > place { bytes.extracting(place..<plain).withUnsafeBufferPointer { out.append(contentsOf: $0) } }
            guard plain + 1 < range.upperBound else { return }
            let letter = bytes[plain + 1]
            place = plain + 2
            switch letter {
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "u"): appendScalar(bytes, &place, range.upperBound, to: &out)
            default: out.append(letter)
            }
        }
    }

    static func hexadecimal(_ digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(digit - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(digit - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func appendScalar(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int, to out: inout [UInt8]) {
        var scalar = unit(bytes, place, end) ?? 0xFFFD
        place = min(place + 4, end)
        if scalar & 0xFC00 == 0xD800, end - place >= 6, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u"), let low = unit(bytes, place + 2, end), low & 0xFC00 == 0xDC00
        {
            scalar = 0x10000 + (scalar & 0x3FF) << 10 + low & 0x3FF
            place += 6
        }
        out.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }

    private static func unit(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> UInt32? {
        guard end - place >= 4 else { return nil }
        var unit: UInt32 = 0
        for index in place..<place + 4 {
            guard let digit = hexadecimal(bytes[index]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }
}
