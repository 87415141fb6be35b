import Testing

@testable import Detection

@Suite("Expressions that are texts in a row")
struct OrderedTextsTests {
    private static let pieces = ["a", "b", "ab", "\\+", "\\{", "é", ".*", ".*", ".*?", " "]
    private static let scraps = ["a", "b", "+", "{", "é", "\n", "\r", "x", " ", ""]

    @Test("they are answered as PCRE2 answers them", arguments: [true, false])
    func same(dotMatchesNewlines: Bool) throws {
        var random = SeededNumbers(dotMatchesNewlines ? 1 : 2)
        var fitting = 0
        for _ in 0..<400 {
            let pieces = (0..<Int.random(in: 1...7, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }
            let source = RegexSource(pattern: pieces.joined(), dotMatchesNewlines: dotMatchesNewlines)
            // Nothing but `.*` has no text.
            guard let ordered = OrderedTexts(source) else { continue }
            let regex = try #require(CompiledRegex(source, RegexStack()))
            for _ in 0..<20 {
                let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    Self.scraps.randomElement(using: &random) ?? ""
                }.joined()
                let (found, expected) = Array(text.utf8).withUnsafeBufferPointer {
                    (ordered.fit($0), regex.range(in: $0) != nil)
                }
                #expect(found == expected, "\(source.pattern) in \(text)")
                fitting += expected ? 1 : 0
            }
        }
        #expect(fitting > 500)
    }

    @Test(
        "all others are left to PCRE2",
        arguments: [
            ("a.b", false), ("a.+b", false), ("a*", false), ("^a", false), ("a$", false), ("a|b", false),
            ("(a)", false),
            ("[a]", false), ("a\\d", false), ("a{2}", false), (".*", false), ("", false), ("a\nb", false),
            ("a?", false),
            ("a.*?b", true), ("\\+.*\\+", true), ("\\\\a", true), ("é.*é", true),
        ])
    func others(pattern: String, isRead: Bool) {
        #expect((OrderedTexts(RegexSource(pattern: pattern)) != nil) == isRead)
    }

    @Test("without regard to case, only what has none is read")
    func cases() {
        #expect(OrderedTexts(RegexSource(pattern: "a.*b", ignoresCase: true)) == nil)
        #expect(OrderedTexts(RegexSource(pattern: "\\+.*é", ignoresCase: true)) == nil)
        #expect(OrderedTexts(RegexSource(pattern: "\\+.*1", ignoresCase: true)) != nil)
    }
}
