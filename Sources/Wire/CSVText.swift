/// Cells of CSV (RFC 4180) that a spreadsheet takes as text.
enum CSVText {
    /// The cell in quotation marks. One that a spreadsheet would run as a formula is led by an apostrophe.
    static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        return "\"" + (isFormula ? "'" : "") + text.replacing("\"", with: "\"\"") + "\""
    }
}
