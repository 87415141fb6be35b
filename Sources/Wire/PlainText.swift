/// Text from evidence, made safe to print on a terminal.
package enum PlainText {
    /// Control characters, which could move the cursor or hide text, are shown as `\u{1B}`; so are marks that turn the
    /// direction of writing or end a line, and everything else that cannot be seen. All other text stays.
    package static func safe(_ text: String) -> String {
        if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
        var result = ""
        var before: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" {
                result += " "
            } else if isUnsafe(scalar, after: before) {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
            before = scalar
        }
        return result
    }

    /// The same for text of many lines, which stay lines.
    package static func safeLines(_ text: String) -> String {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }.joined(
            separator: "\n")
    }

    /// Rows as columns of equal width, two spaces apart; the last column is not padded.
    package static func table(_ rows: [[String]]) -> String {
        let safeRows = rows.map { $0.map(safe) }
        let columns = safeRows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            safeRows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return safeRows.map { row in
            row.indices.map { column in
                column == row.count - 1
                    ? row[column] : row[column] + String(repeating: " ", count: widths[column] - row[column].count)
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar, after before: Unicode.Scalar) -> Bool {
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
