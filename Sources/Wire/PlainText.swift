import Vocabulary

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
            } else if VisibleName.isHidden(scalar, after: before) {
                result += VisibleName.escape(scalar)
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
}
