/// The tags and the text of an HTML document, read the way a browser's tokenizer does in the data state.
struct HTMLTokens {
    struct Tag: Hashable {
        let name: String
        let attributes: [String: String]
    }

    var tags: [Tag] = []
    var text = ""
    /// What is no well-formed tag with quoted attributes; must be empty for our own output.
    var malformed: [String] = []

    init(_ html: String) {
        var rest = Substring(html)
        while let start = rest.firstIndex(of: "<") {
            text += rest[..<start]
            rest = rest[rest.index(after: start)...]
            read(&rest)
            if tags.last?.name == "style", let end = rest.range(of: "</style>") {
                rest = rest[end.lowerBound...]
            }
        }
        text += rest
        text = Self.unescaped(text)
    }

    private mutating func read(_ rest: inout Substring) {
        let head = String(rest.prefix(60))
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "/" || $0 == "!") }
        rest = rest[name.endIndex...]
        var attributes: [String: String] = [:]
        while rest.first == " " {
            rest = rest.drop { $0 == " " }
            let key = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            rest = rest[key.endIndex...]
            guard rest.hasPrefix("=\""), let end = rest.dropFirst(2).firstIndex(of: "\"") else {
                attributes[String(key)] = ""
                continue
            }
            attributes[String(key)] = Self.unescaped(String(rest.dropFirst(2)[..<end]))
            rest = rest[rest.index(after: end)...]
        }
        if rest.first == "/" { rest = rest.dropFirst() }
        guard rest.first == ">", !name.isEmpty else { return malformed.append(head) }
        rest = rest.dropFirst()
        if !name.hasPrefix("/") { tags.append(Tag(name: String(name), attributes: attributes)) }
    }

    static func unescaped(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
            $0.split(separator: $1.0, omittingEmptySubsequences: false).joined(separator: $1.1)
        }
    }
}

extension StringProtocol {
    /// The first place of `needle`, by bytes.
    func range(of needle: String) -> Range<String.Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(needle),
                let end = self.index(index, offsetBy: needle.count, limitedBy: endIndex)
            {
                return index..<end
            }
            index = self.index(after: index)
        }
        return nil
    }
}
