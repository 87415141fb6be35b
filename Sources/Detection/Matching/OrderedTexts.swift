import CPCRE2

/// A regular expression that is nothing but texts with `.*` between them, answered in one pass over the value.
///
/// Rules count characters that way (`\+.*\+.*\+`, for a command in pieces), and an engine that tries one way after the
/// other takes longer over a value that has one of them too few than over all else that is asked of it. Where a text
/// stands first on a line leaves most room for those behind it, so no other place has to be tried.
struct OrderedTexts {
    /// None is empty.
    private let texts: [[UInt8]]
    /// `.` does not stand for the end of a line, so that all texts have to be on one.
    private let staysInLine: Bool

    private static let lineFeed = UInt8(ascii: "\n")
    /// Where PCRE2 was built to take something else for the end of a line, only it can tell where lines end.
    private static let linesEndWithLineFeed: Bool = {
        var ending: UInt32 = 0
        return pcre2_config_8(UInt32(PCRE2_CONFIG_NEWLINE), &ending) == 0 && ending == UInt32(PCRE2_NEWLINE_LF)
    }()

    /// Nil for all other expressions.
    init?(_ source: RegexSource) {
        guard Self.linesEndWithLineFeed, let texts = Self.texts(of: Array(source.pattern.utf8)) else { return nil }
        if source.ignoresCase, !texts.joined().allSatisfy(Self.hasNoCase) { return nil }
        self.texts = texts
        staysInLine = !source.dotMatchesNewlines
    }

    private static func hasNoCase(_ byte: UInt8) -> Bool {
        byte < 0x80 && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func texts(of pattern: [UInt8]) -> [[UInt8]]? {
        var texts: [[UInt8]] = []
        var text: [UInt8] = []
        var place = 0
        while place < pattern.count {
            let byte = pattern[place]
            place += 1
            switch byte {
            case UInt8(ascii: "."):
                guard place < pattern.count, pattern[place] == UInt8(ascii: "*") else { return nil }
                place += 1
                // What stands there does not depend on whether much or little of it is tried first.
                if place < pattern.count, pattern[place] == UInt8(ascii: "?") { place += 1 }
                if !text.isEmpty { texts.append(text) }
                text = []
            case UInt8(ascii: "\\"):
                // Behind a backslash, letters and digits have meanings of their own.
                guard place < pattern.count, pattern[place] < 0x80, !isLetterOrDigit(pattern[place]) else { return nil }
                text.append(pattern[place])
                place += 1
            case lineFeed: return nil
            default:
                if special.contains(byte) { return nil }
                text.append(byte)
            }
        }
        if !text.isEmpty { texts.append(text) }
        return texts.isEmpty || texts.contains { $0.contains(lineFeed) } ? nil : texts
    }

    private static let special = Set("^$*+?()[]{}|".utf8)

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    /// Whether the expression fits anywhere in valid UTF-8 text.
    func fit(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard staysInLine else { return fit(line: text) }
        var start = 0
        while true {
            let end = ByteSearch.place(of: Self.lineFeed, in: text, from: start)
            if fit(line: UnsafeBufferPointer(rebasing: text[start..<end])) { return true }
            guard end < text.count else { return false }
            start = end + 1
        }
    }

    private func fit(line: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = line
        for text in texts {
            let end = text.withUnsafeBufferPointer { ByteSearch.end(of: $0, in: rest) }
            guard let end else { return false }
            rest = UnsafeBufferPointer(rebasing: rest[end...])
        }
        return true
    }
}
