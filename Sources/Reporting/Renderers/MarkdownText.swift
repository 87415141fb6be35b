import Vocabulary

/// Where text becomes Markdown: the one place that escapes.
///
/// Values become code spans. Backslashes would not be enough: GitHub makes links of addresses and of mail addresses even
/// where their signs are escaped, but never within code.
enum MarkdownText {
    /// Words of our own, with every sign that Markdown could read escaped.
    static func words(_ text: String) -> String {
        VisibleText.show(text).reduce(into: "") { result, character in
            if "\\`*_{}[]<>()#+-!|~&:@=\"'$^".contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    /// A value as a code span. A pipe stands outside of the code, escaped: within it, a backslash before a pipe could
    /// end a table's cell.
    static func value(_ text: String) -> String {
        VisibleText.show(text).split(separator: "|", omittingEmptySubsequences: false).map(code).joined(
            separator: "\\|")
    }

    private static func code(_ text: Substring) -> String {
        guard !text.isEmpty else { return "" }
        let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        // A renderer takes one space off both ends where both have one.
        let padded = text.first == "`" || text.last == "`" || text.first == " " || text.last == " "
        return padded ? "\(fence) \(text) \(fence)" : "\(fence)\(text)\(fence)"
    }

    static func longestRun(of sign: Character, in text: some StringProtocol) -> Int {
        var (longest, run) = (0, 0)
        for scalar in text.unicodeScalars {
            run = Character(scalar) == sign ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    static func inline(_ text: ReportText) -> String {
        text.spans.map { span in
            switch span {
            case .plain(let text): words(text)
            case .value(let text): value(text)
            case .time(let time): moment(time, digits: 0) + " UTC"
            }
        }.joined()
    }

    static func moment(_ time: Timestamp, digits: Int) -> String {
        time.text(digits: digits).dropLast().split(separator: "T").joined(separator: " ")
    }
}
