/// The encodings a value can go through before it is looked for: `wide`, `utf16`, `utf16be`, `base64`, `base64offset`.
enum SigmaEncodings {
    static func utf16(_ text: String, bigEndian: Bool, byteOrderMark: Bool) -> [UInt8] {
        let units = (byteOrderMark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { unit in
            let high = UInt8(unit >> 8)
            let low = UInt8(unit & 0xFF)
            return bigEndian ? [high, low] : [low, high]
        }
    }

    static func base64(_ bytes: [UInt8]) -> String {
        var characters: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for place in 0..<3 { bits = bits << 8 | (place < group.count ? UInt32(group[start + place]) : 0) }
            for place in 0..<4 {
                characters.append(
                    place <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// What the bytes look like inside longer Base64 text, for each of the three places they can begin at.
    ///
    /// Characters that also depend on the bytes before or behind are cut off.
    static func base64AtEveryOffset(_ bytes: [UInt8]) -> [String] {
        (0..<3).map { offset in
            let padded = [UInt8](repeating: 0, count: offset) + bytes
            let text = base64(padded)
            let fromStart = [0, 2, 3][offset]
            let fromEnd = [0, 3, 2][padded.count % 3]
            return String(text.dropFirst(fromStart).dropLast(fromEnd))
        }
    }

    /// Bytes as text that has one character a byte, for encodings that no Base64 follows.
    static func text(_ bytes: [UInt8]) -> String {
        var text = ""
        for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
