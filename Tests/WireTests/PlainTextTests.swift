import Testing
import Wire

@Suite("Text from evidence on a terminal")
struct PlainTextTests {
    @Test(
        "ordinary text of any script stays as it is",
        arguments: ["", "WKS-014", "C:\\Temp\\\"a\".exe", "größe 日本語 עברית 😀 👩‍👩‍👧 ✈️", "a\u{301}", "می\u{200C}خواهم"])
    func ordinary(text: String) {
        #expect(PlainText.safe(text) == text)
    }

    @Test(
        "what could move the cursor, hide text or turn its direction is shown by its code",
        arguments: [
            ("\u{1B}[2J", "\\u{1B}[2J"), ("a\0b", "a\\u{0}b"), ("a\rb", "a\\u{D}b"), ("\u{8}", "\\u{8}"),
            ("\u{7F}", "\\u{7F}"), ("\u{9B}31m", "\\u{9B}31m"), ("\u{85}", "\\u{85}"),
            ("invoice\u{202E}fdp.exe", "invoice\\u{202E}fdp.exe"), ("\u{202A}\u{202D}", "\\u{202A}\\u{202D}"),
            ("\u{2066}a\u{2069}", "\\u{2066}a\\u{2069}"), ("\u{200E}\u{200F}", "\\u{200E}\\u{200F}"),
            ("\u{061C}", "\\u{61C}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
            ("FS\u{200B}-01", "FS\\u{200B}-01"), ("FS\u{200D}-\u{200C}01", "FS\\u{200D}-\\u{200C}01"),
            ("\u{2060}\u{FEFF}\u{AD}", "\\u{2060}\\u{FEFF}\\u{AD}"),
            ("\u{115F}\u{1160}\u{3164}\u{FFA0}", "\\u{115F}\\u{1160}\\u{3164}\\u{FFA0}"),
            ("\u{E0041}\u{E007F}", "\\u{E0041}\\u{E007F}"),
        ])
    func unsafe(text: String, shown: String) {
        #expect(PlainText.safe(text) == shown)
    }

    @Test("a line end or tab becomes a space, so that a value stays on its line")
    func lines() {
        #expect(PlainText.safe("a\nb\tc") == "a b c")
        #expect(PlainText.safe("a\r\nb") == "a\\u{D} b")
    }

    @Test("text of many lines keeps them, and nothing else that could move the cursor")
    func manyLines() {
        #expect(PlainText.safeLines("a\n\n\tb\u{1B}c\r\n") == "a\n\n b\\u{1B}c\\u{D}\n")
    }

    @Test("columns are as wide as their widest cell, two spaces apart; the last is not padded")
    func table() {
        #expect(
            PlainText.table([["host", "verdict", "why"], ["FS-01", "", "x"], ["größe", "confirmed", ""]])
                == "host   verdict    why\nFS-01             x\ngröße  confirmed  ")
    }

    @Test("rows may have fewer cells than others")
    func ragged() {
        #expect(PlainText.table([["a"], ["bb", "c"], []]) == "a\nbb  c\n")
        #expect(PlainText.table([]) == "")
    }

    @Test("a cell cannot break out of its row")
    func hostileCells() {
        let table = PlainText.table([["a\nb", "x"], ["\u{1B}[1A", "y"]])

        #expect(table == "a b        x\n\\u{1B}[1A  y")
    }
}
