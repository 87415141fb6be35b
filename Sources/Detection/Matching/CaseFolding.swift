/// Makes text comparable without regard to case: Unicode simple case folding, one character for one.
enum CaseFolding {
    /// A-Z to a-z; other bytes as they are.
    @inline(__always)
    static func ascii(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    static func bytes(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return Array(string(text).utf8) }
        for place in bytes.indices { bytes[place] = ascii(bytes[place]) }
        return bytes
    }

    static func string(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 && ascii($0) == $0 }) { return text }
        var folded = ""
        for scalar in text.unicodeScalars { folded.unicodeScalars.append(fold(scalar)) }
        return folded
    }

    /// Characters that differ only in case become one; upper case first, so that `ſ` meets `s` and `ς` meets `σ`.
    static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return Unicode.Scalar(ascii(UInt8(scalar.value))) }
        // Dotless ı is a letter of its own outside Turkish (CaseFolding.txt, status T).
        if scalar.value == 0x131 { return scalar }
        let upper = only(scalar.properties.uppercaseMapping) ?? scalar
        return only(upper.properties.lowercaseMapping) ?? upper
    }

    private static func only(_ text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }
}
