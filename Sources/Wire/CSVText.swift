/// Cells of CSV (RFC 4180) that a spreadsheet takes as text.
enum CSVText {
    /// What a cell begins with that a spreadsheet runs as a formula (OWASP, CSV injection).
    private static let formulaStarts = Set("=+-@＝＋－＠\t\r\n".unicodeScalars)

    /// Rows, each with its line end.
    static func table(_ rows: [[String]]) -> String {
        rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// The cell in quotation marks. One that a spreadsheet would run as a formula is led by an apostrophe.
    static func cell(_ text: String) -> String {
        // By scalars: as characters, a quotation mark or sign would be hidden by a combining mark after it.
        var cell = "\"".unicodeScalars
        if let first = text.unicodeScalars.first, formulaStarts.contains(first) { cell.append("'") }
        for scalar in text.unicodeScalars {
            if scalar == "\"" { cell.append(scalar) }
            cell.append(scalar)
        }
        cell.append("\"")
        return String(cell)
    }
}
