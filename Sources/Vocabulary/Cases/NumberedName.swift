/// The shape that numbered names share: a prefix and a number.
package enum NumberedName {
    package static func number(in text: String, prefix: String) -> Int? {
        guard text.hasPrefix(prefix) else { return nil }
        let digits = text.dropFirst(prefix.count)
        guard (1...9).contains(digits.utf8.count), digits.first != "0",
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(digits)
    }

    package static func decode(_ decoder: any Decoder, prefix: String) throws -> Int {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = number(in: text, prefix: prefix) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a name that begins with \(prefix)"))
        }
        return number
    }
}
