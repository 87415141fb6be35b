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

    /// The name of an attribute with this value. It keeps the colon of `xmlns:prefix`; a declaration that Namespaces
    /// in XML 1.0 does not allow becomes an ordinary attribute.
    static func attributeName(_ text: String, value: [UInt8]) -> String {
        let isReserved = reserved.contains(String(decoding: value, as: UTF8.self))
        if text == "xmlns" { return isReserved ? "xmlns_" : text }
        guard text.hasPrefix("xmlns:"), text.utf8.count > 6, !value.isEmpty, !isReserved else { return name(text) }
        let prefix = name(String(text.dropFirst(6)))
        // Prefixes that begin with "xml" are kept for standards.
        return prefix.lowercased().hasPrefix("xml") ? name(text) : "xmlns:" + prefix
    }

    /// Namespaces that cannot be declared under any name of ours.
    private static let reserved: Set<String> = [
        "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/",
    ]

    // XML 1.0, production 5. Only what every edition allows, since readers such as Expat keep to the fourth: of its
    // long list the scripts of Europe and East Asia, of which it has whole blocks.
    private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x131, 0x134...0x13E, 0x141...0x148,
            0x14A...0x17E, 0x38E...0x3A1, 0x3A3...0x3CE, 0x40E...0x44F, 0x451...0x45C, 0x45E...0x481, 0x5D0...0x5EA,
            0x3041...0x3094, 0x30A1...0x30FA, 0x4E00...0x9FA5, 0xAC00...0xD7A3:
            true
        default: false
        }
    }

    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x345: true
        default: false
        }
    }
}
