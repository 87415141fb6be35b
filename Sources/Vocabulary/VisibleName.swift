/// Names from evidence, as people see them and type them: what cannot be seen of a name is written as `\u{202E}`, which is
/// read back as the character that it stands for.
package enum VisibleName {
    private static let opening = "\\u{"

    /// The name with everything that cannot be seen spelled out, line ends and tabs as well. A backslash that would be read
    /// as the beginning of such a spelling is spelled out, too, so that ``read(_:)`` gives back this name and no other.
    package static func spelled(_ name: String) -> String {
        if name.utf8.allSatisfy({ 0x20..<0x7F ~= $0 && $0 != UInt8(ascii: "\\") }) { return name }
        var spelled = ""
        var before: Unicode.Scalar = " "
        let scalars = Array(name.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            let beginsSpelling = scalar == "\\" && scalars[place...].starts(with: opening.unicodeScalars)
            if beginsSpelling || isHidden(scalar, after: before) {
                spelled += escape(scalar)
            } else {
                spelled.unicodeScalars.append(scalar)
            }
            before = scalar
        }
        return spelled
    }

    /// The name that a spelling stands for; a text without spellings stands for itself.
    package static func read(_ text: String) -> String {
        guard text.contains(opening) else { return text }
        var name = ""
        var rest = Substring(text)
        while let start = rest.firstRange(of: opening) {
            name += rest[..<start.lowerBound]
            let digits = rest[start.upperBound...].prefix { $0.isASCII && $0.isHexDigit }
            guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value),
                rest[digits.endIndex...].first == "}"
            else {
                name += opening
                rest = rest[start.upperBound...]
                continue
            }
            name.unicodeScalars.append(scalar)
            rest = rest[digits.endIndex...].dropFirst()
        }
        return name + rest
    }

    /// One character as it is spelled.
    package static func escape(_ scalar: Unicode.Scalar) -> String {
        opening + String(scalar.value, radix: 16, uppercase: true) + "}"
    }

    /// Whether a character cannot be seen where it stands, moves the cursor, or turns the direction of writing.
    ///
    /// - Parameter before: The character before it.
    package static func isHidden(_ scalar: Unicode.Scalar, after before: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.value {
        // These shape the letters and pictures of some scripts. After a Latin letter they only hide.
        case 0x200C...0x200D: return before.isASCII
        // These choose between the drawn forms of the character before them; text with pictures is full of them.
        case 0xFE00...0xFE0F: return false
        default: break
        }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return true }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
