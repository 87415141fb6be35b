/// Text from evidence, made safe to print on a terminal.
package enum PlainText {
    /// Control characters, which could move the cursor or hide text, are shown as `\u{1B}`; so are marks that turn the
    /// direction of writing or end a line. Everything else stays.
    package static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if isUnsafe(scalar) {
                result +=
                    scalar == "\n" || scalar == "\t" ? " " : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
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

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
