/// How the text of a value is written in its source, where that is not simply its text.
enum TextEscape: UInt8 {
    case none
    /// Backslashes in a JSON string (RFC 8259, section 7).
    case json
    /// Doubled quotes in a quoted field of CSV (RFC 4180, section 2).
    case quotes
    /// Bytes as `\x0a`, as Zeek writes what would not be one field.
    case hexadecimal
    /// References, CDATA and comments in the content of an XML element.
    case xml

    /// Appends the text of a range with its escapes decoded.
    func appendDecoded(_ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) {
        switch self {
        case .none: bytes.extracting(range).withUnsafeBufferPointer { out.append(contentsOf: $0) }
        case .json: JSONText.appendDecoded(bytes, range, to: &out)
        case .quotes: Self.appendUnquoted(bytes, range, to: &out)
        case .hexadecimal: Self.appendHexadecimal(bytes, range, to: &out)
        case .xml: XMLContent.appendDecoded(bytes, range, to: &out)
        }
    }

    /// The text of a range as a string; invalid UTF-8 is repaired.
    func string(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        guard self != .none else {
            return bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
        var decoded: [UInt8] = []
        appendDecoded(bytes, range, to: &decoded)
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func appendUnquoted(_ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        var place = range.lowerBound
        while place < range.upperBound {
            // Of a pair of quotes the first is kept, with what stands before it.
            let found = ByteSearch.first(of: quote, or: quote, in: bytes, place..<range.upperBound)
            let end = min(found + 1, range.upperBound)
            bytes.extracting(place..<end).withUnsafeBufferPointer { out.append(contentsOf: $0) }
            place = end
            if found < place, place < range.upperBound, bytes[place] == quote { place += 1 }
        }
    }

    private static func appendHexadecimal(_ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) {
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] == UInt8(ascii: "\\"), range.upperBound - place >= 4, bytes[place + 1] == UInt8(ascii: "x"),
                let high = JSONText.hexadecimal(bytes[place + 2]), let low = JSONText.hexadecimal(bytes[place + 3])
            {
                out.append(UInt8(high << 4 | low))
                place += 4
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
    }
}
