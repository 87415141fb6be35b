import Vocabulary

/// Where text becomes HTML: the one place that escapes.
enum HTMLText {
    /// Text as HTML, for between tags and for within a quoted attribute.
    static func escape(_ text: String, limit: Int = ReportLimits.valueScalars) -> String {
        escapeShown(VisibleText.show(text, limit: limit))
    }

    /// Escapes what ``VisibleText`` has been over already.
    static func escapeShown(_ text: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): out += "&amp;".utf8
            case UInt8(ascii: "<"): out += "&lt;".utf8
            case UInt8(ascii: ">"): out += "&gt;".utf8
            case UInt8(ascii: "\""): out += "&quot;".utf8
            case UInt8(ascii: "'"): out += "&#39;".utf8
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// A value apart from the words around it, so that writing from right to left stays within it.
    ///
    /// One short word, such as the name of a system, is kept on one line where there is room, and short words are not
    /// broken; whatever is longer may break anywhere.
    static func value(_ text: String) -> String {
        let shown = VisibleText.show(text)
        let words = shown.split(separator: " ")
        let isShort = words.allSatisfy { $0.unicodeScalars.prefix(shortWord + 1).count <= shortWord }
        let kind = !isShort ? "" : words.count == 1 ? " class=\"w\"" : " class=\"ws\""
        return "<bdi\(kind)>\(escapeShown(shown))</bdi>"
    }

    /// Names of systems have at most 15 signs in NetBIOS, and an account stands after its domain.
    private static let shortWord = 24

    static func inline(_ text: ReportText) -> String {
        text.spans.map { span in
            switch span {
            case .plain(let words): escape(words)
            case .value(let text): value(text)
            case .time(let time): "\(moment(time, digits: 0)) UTC"
            }
        }.joined()
    }

    /// The text without tags, for the names of things.
    static func flat(_ text: ReportText) -> String {
        text.spans.map { span in
            switch span {
            case .plain(let words), .value(let words): escape(words)
            case .time(let time): "\(escape(time.text(digits: 0)))"
            }
        }.joined()
    }

    /// A moment as people read it, which may be broken between date and time only.
    static func moment(_ time: Timestamp, digits: Int) -> String {
        let parts = time.text(digits: digits).dropLast().split(separator: "T")
        let spans = parts.map { "<span>\($0)</span>" }.joined(separator: " ")
        return "<time datetime=\"\(time.text(digits: 7))\">\(spans)</time>"
    }
}
