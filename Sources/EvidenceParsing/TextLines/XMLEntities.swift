/// The entities that XML itself defines, and references by number (XML 1.0, sections 4.1 and 4.6).
enum XMLEntities {
    /// Bytes between `&` and `;` at most: `&#x10FFFF;` has eight.
    private static let longest = 10

    /// The text with its references replaced. One that is not known stays as it is.
    static func decoded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] == UInt8(ascii: "&") {
                let limit = min(place + 2 + longest, range.upperBound)
                let end = bytes.first(UInt8(ascii: ";"), in: place + 1..<limit)
                if end < limit, let scalar = scalar(bytes, place + 1..<end) {
                    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                    place = end + 1
                    continue
                }
            }
            text.append(bytes[place])
            place += 1
        }
        return text
    }

    private static func scalar(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Unicode.Scalar? {
        if bytes.equals(name, "lt") { return "<" }
        if bytes.equals(name, "gt") { return ">" }
        if bytes.equals(name, "amp") { return "&" }
        if bytes.equals(name, "quot") { return "\"" }
        if bytes.equals(name, "apos") { return "'" }
        guard bytes.starts(name, with: "#") else { return nil }
        let isHexadecimal = bytes.starts(name, with: "#x")
        let digits = name.lowerBound + (isHexadecimal ? 2 : 1)..<name.upperBound
        guard (1...7).contains(digits.count) else { return nil }
        var number: UInt32 = 0
        for place in digits {
            guard let digit = bytes[place].hexadecimal, isHexadecimal || digit < 10 else { return nil }
            number = number * (isHexadecimal ? 16 : 10) + UInt32(digit)
        }
        return Unicode.Scalar(number)
    }
}
