/// Text and names as XML 1.0.
enum XMLText {
    /// Appends valid UTF-8 so that it can stand between tags and in a quoted attribute.
    static func append(escaping text: [UInt8], to out: inout [UInt8]) {
        for (place, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
            // As they are, a reader would make these line feeds or spaces (XML 1.0, 2.11 and 3.3.3).
            case 0x09: out.append(contentsOf: "&#9;".utf8)
            case 0x0A: out.append(contentsOf: "&#10;".utf8)
            case 0x0D: out.append(contentsOf: "&#13;".utf8)
            case ..<0x20: out.append(contentsOf: "\u{FFFD}".utf8)
            // U+FFFE and U+FFFF, EF BF BE and EF BF BF, are no characters of XML; EF BF BD is U+FFFD.
            case 0xBE...0xBF where place >= 2 && text[place - 1] == 0xBF && text[place - 2] == 0xEF: out.append(0xBD)
            default: out.append(byte)
            }
        }
    }

    /// A name that XML accepts, the same wherever it already was one. A colon would name a namespace that is not
    /// declared, so it is replaced, too.
    static func name(_ text: String) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            if startsName(scalar) || continuesName(scalar) && !name.isEmpty {
                name.unicodeScalars.append(scalar)
            } else {
                name += continuesName(scalar) ? "_\(scalar)" : "_"
            }
        }
        return name.isEmpty ? "_" : name
    }

    // XML 1.0, productions 4 and 4a.
    private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
            0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
            0x10000...0xEFFFF:
            true
        default: false
        }
    }

    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: false
        }
    }
}
