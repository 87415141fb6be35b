import Testing

@testable import Wire

@Suite("Cells of CSV")
struct CSVTextTests {
    @Test(
        "a cell stands in quotation marks, its own are doubled",
        arguments: [
            ("", "\"\""), ("a", "\"a\""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("\"", "\"\"\"\""),
            ("a\r\nb", "\"a\r\nb\""), ("a\"\u{301}", "\"a\"\"\u{301}\""), ("größe 😀", "\"größe 😀\""),
        ])
    func quoting(text: String, cell: String) {
        #expect(CSVText.cell(text) == cell)
    }

    @Test(
        "what a spreadsheet would run as a formula is led by an apostrophe",
        arguments: [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\r\n=1", "=HYPERLINK(\"http://a\")", "=\u{301}1",
        ])
    func formulas(text: String) {
        #expect(CSVText.cell(text) == "\"'" + text.replacing("\"", with: "\"\"") + "\"")
    }

    @Test("signs inside of a text are no formula", arguments: ["1=1", "a@b", " =1", "C:\\-a"])
    func notFormulas(text: String) {
        #expect(CSVText.cell(text) == "\"\(text)\"")
    }
}
