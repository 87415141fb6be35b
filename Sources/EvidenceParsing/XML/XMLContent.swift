/// The text in the content of XML elements and in attribute values, as far as event logs need it (XML 1.0, sections 2.4,
/// 2.5, 2.7, 4.1 and 4.6).
enum XMLContent {
    private static let cdata = Array("<![CDATA[".utf8)
    private static let endOfCDATA = Array("]]>".utf8)
    private static let comment = Array("<!--".utf8)
    private static let endOfComment = Array("-->".utf8)

    /// Appends text with references and CDATA resolved, and without comments. A reference to any entity but the five of
    /// XML stays as it is written: there are no declarations here.
    static func appendDecoded(_ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) {
        var place = range.lowerBound
        while place < range.upperBound {
            let plain = ByteSearch.first(
                of: UInt8(ascii: "&"), or: UInt8(ascii: "<"), in: bytes, place..<range.upperBound)
            if plain > place { bytes.extracting(place..<plain).withUnsafeBufferPointer { out.append(contentsOf: $0) } }
            place = plain
            guard place < range.upperBound else { return }
            let byte = bytes[place]
            if byte == UInt8(ascii: "&"), let end = appendReference(bytes, place..<range.upperBound, to: &out) {
                place = end
            } else if byte == UInt8(ascii: "<"), ByteSearch.begins(bytes, place..<range.upperBound, with: cdata) {
                let start = place + cdata.count
                let end = ByteSearch.find(endOfCDATA, in: bytes, start..<range.upperBound) ?? range.upperBound
                bytes.extracting(start..<end).withUnsafeBufferPointer { out.append(contentsOf: $0) }
                place = min(end + endOfCDATA.count, range.upperBound)
            } else if byte == UInt8(ascii: "<"), ByteSearch.begins(bytes, place..<range.upperBound, with: comment) {
                let end =
                    ByteSearch.find(endOfComment, in: bytes, place + comment.count..<range.upperBound)
                    ?? range.upperBound
                place = min(end + endOfComment.count, range.upperBound)
            } else {
                out.append(byte)
                place += 1
            }
        }
    }

    /// Where the CDATA section or comment that begins a range ends; nil where it does not, or it begins with neither.
    static func endOfSection(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for (begin, end) in [(cdata, endOfCDATA), (comment, endOfComment)]
        where ByteSearch.begins(bytes, range, with: begin) {
            return ByteSearch.find(end, in: bytes, range.lowerBound + begin.count..<range.upperBound)
                .map { $0 + end.count }
        }
        return nil
    }

    static func beginsSection(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        ByteSearch.begins(bytes, range, with: cdata) || ByteSearch.begins(bytes, range, with: comment)
    }

    /// The longest reference is `&#x10FFFF;`; leading zeros make it longer, but nobody writes them.
    private static let longestReference = 12

    /// Appends what a reference stands for, and returns where it ends; nil where it is none that is known.
    private static func appendReference(_ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) -> Int? {
        let last = min(range.upperBound, range.lowerBound + longestReference)
        var end = range.lowerBound + 1
        while end < last, bytes[end] != UInt8(ascii: ";") { end += 1 }
        guard end < last else { return nil }
        let name = bytes.extracting(range.lowerBound + 1..<end)
        guard let scalar = name.withUnsafeBufferPointer({ scalar(named: $0) }) else { return nil }
        out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return end + 1
    }

    private static func scalar(named name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        switch name.first {
        case UInt8(ascii: "#"):
            let digits = name.dropFirst()
            let isHexadecimal = digits.first == UInt8(ascii: "x")
            let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
            guard text.utf8.allSatisfy({ JSONText.hexadecimal($0) != nil }) else { return nil }
            return UInt32(text, radix: isHexadecimal ? 16 : 10).flatMap { Unicode.Scalar($0) }
        case UInt8(ascii: "a") where name.elementsEqual("amp".utf8): return "&"
        case UInt8(ascii: "a") where name.elementsEqual("apos".utf8): return "'"
        case UInt8(ascii: "l") where name.elementsEqual("lt".utf8): return "<"
        case UInt8(ascii: "g") where name.elementsEqual("gt".utf8): return ">"
        case UInt8(ascii: "q") where name.elementsEqual("quot".utf8): return "\""
        default: return nil
        }
    }
}
