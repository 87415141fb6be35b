import Reporting
import Testing

@Suite("Text made visible")
struct VisibleTextTests {
    @Test(
        "what cannot be seen is named",
        arguments: [
            ("plain Ünïcode 日本 👍🏽 ❤️", "plain Ünïcode 日本 👍🏽 ❤️"), ("a\nb\tc\r", "a⏎b⇥c[U+000D]"), ("a\r\nb", "a[U+000D]⏎b"),
            ("\u{0}\u{1B}\u{7F}\u{85}", "[U+0000][U+001B][U+007F][U+0085]"),
            ("\u{202E}\u{2066}\u{200F}", "[U+202E][U+2066][U+200F]"),
            ("\u{AD}\u{200B}\u{FEFF}", "[U+00AD][U+200B][U+FEFF]"),
            ("\u{2028}\u{E0041}\u{FFFE}\u{3164}", "[U+2028][U+E0041][U+FFFE][U+3164]"),
            ("e\u{301}\u{301}\u{301}\u{301}\u{301}", "e\u{301}\u{301}\u{301}\u{301}[U+0301]"),
        ])
    func hidden(text: String, shown: String) {
        #expect(Array(VisibleText.show(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test("a text at the limit is whole, a longer one is cut and says how long it is")
    func cut() {
        let limit = ReportLimits.valueScalars
        let whole = String(repeating: "x", count: limit)

        #expect(VisibleText.show(whole) == whole)
        #expect(VisibleText.show(whole + "yz") == whole + "… (cut; 1,002 characters in all)")
    }
}
