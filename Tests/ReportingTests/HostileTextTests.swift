import Reporting
import Testing
import Vocabulary

@Suite("Text from evidence in a report")
struct HostileTextTests {
    static let payloads = [
        "<script>alert(1)</script>", "</style><script>alert(1)</script>", "</title><svg onload=alert(1)>",
        "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "x\"><img src=x onerror=alert(1)>",
        "<!-- --><iframe src=//evil.example>", "]]><b>", "&lt;script&gt;&#60;img&#62;", "javascript:alert(1)",
        "[click](javascript:alert(1))", "![pixel](https://evil.example/p.png)", "<https://evil.example>",
        "https://evil.example/a?b=c www.evil.example a@evil.example", "a|b", "a\\|b", "\\", "\\\\|`|``|\\`|<b>",
        "`", "``` `` `", "` <b>x</b> `", "# heading\n- item\n1. one\n---\n> quote", "| a | b |\n| --- | --- |",
        "***bold*** __x__ ~~y~~", "=HYPERLINK(\"http://evil.example\")", "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3",
        "nul\u{0}bell\u{7}escape\u{1B}[31m", "invoice\u{202E}fdp.exe", "\u{2066}isolate\u{2069}\u{200B}\u{FEFF}",
        "line\u{2028}separator\r\nreturn\ttab", "Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "\u{E0041}\u{FFFE}",
        " ", "", String(repeating: "A<\"|`", count: 200_000),
    ]

    static let tags: Set<String> = [
        "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "h1", "dl", "dt", "dd",
        "code", "time", "span", "bdi", "nav", "ol", "li", "main", "section", "h2", "h3", "ul", "strong", "table",
        "caption", "thead", "tbody", "tr", "th", "td", "b", "figure", "figcaption", "blockquote", "br", "pre",
        "details",
        "summary", "footer", "svg", "desc", "defs", "marker", "path", "g", "circle", "text", "tspan",
    ]

    @Test("stays text in HTML, whatever it is and wherever it stands", arguments: payloads)
    func html(payload: String) throws {
        let dossier = try #require(SampleCase(payload)?.handled)

        let tokens = HTMLTokens(HTMLRenderer.render(ReportComposer.compose(dossier)))

        #expect(tokens.malformed == [])
        #expect(Set(tokens.tags.map(\.name)).subtracting(Self.tags) == [])
        #expect(
            !tokens.tags.contains { $0.attributes.keys.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "style" } }
        )
        #expect(tokens.tags.compactMap { $0.attributes["href"] }.allSatisfy { $0.hasPrefix("#") })
        #expect(tokens.text.contains(VisibleText.show(payload)))
    }

    @Test("stays text in Markdown, whatever it is and wherever it stands", arguments: payloads)
    func markdown(payload: String) throws {
        let dossier = try #require(SampleCase(payload)?.handled)

        let reading = MarkdownReading(MarkdownRenderer.render(ReportComposer.compose(dossier)))

        #expect(reading.problems == [])
        #expect(!reading.words.contains("evil"))
        #expect(!reading.words.contains("alert"))
    }

    @Test("every name, hash and word of an evidence field is in both")
    func everyField() throws {
        let dossier = try #require(SampleCase("needle")?.dossier)
        let document = ReportComposer.compose(dossier)

        let needles = { (text: String) in text.split(separator: "needle", omittingEmptySubsequences: false).count - 1 }

        #expect(needles(HTMLTokens(HTMLRenderer.render(document)).text) > 70)
        #expect(needles(MarkdownRenderer.render(document)) > 70)
    }
}
