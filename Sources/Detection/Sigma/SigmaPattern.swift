/// A Sigma string: literal text with wildcards between.
struct SigmaPattern: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case literal(String)
        /// `*`: any number of characters, none included.
        case anyRun
        /// `?`: exactly one character.
        case anyOne
        /// Any of the dashes that Windows programs take for the start of an option (`windash`).
        case anyDash
    }

    private(set) var parts: [Part] = []

    /// Text in which nothing is a wildcard.
    init(literal: String) {
        append(.literal(literal))
    }

    /// Reads a value as rules write it. A backslash takes the meaning from `*`, `?` and another backslash; before any
    /// other character it stands for itself (Sigma 2.1, "Escape Character").
    init(sigma text: String) {
        // All that has a meaning is ASCII, whose bytes are in no other character.
        var rest = Array(text.utf8)[...]
        guard rest.contains(where: { $0 == Self.backslash || Self.isWildcard($0) }) else {
            append(.literal(text))
            return
        }
        var literal: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == Self.backslash, let next = rest.first, next == Self.backslash || Self.isWildcard(next) {
                literal.append(next)
                rest.removeFirst()
            } else if Self.isWildcard(byte) {
                append(.literal(String(decoding: literal, as: UTF8.self)))
                append(byte == UInt8(ascii: "*") ? .anyRun : .anyOne)
                literal = []
            } else {
                literal.append(byte)
            }
        }
        append(.literal(String(decoding: literal, as: UTF8.self)))
    }

    private static let backslash = UInt8(ascii: "\\")

    private static func isWildcard(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") }

    /// The text where there is no wildcard; nil where there is one.
    var literal: String? {
        switch parts.count {
        case 0: return ""
        case 1: if case .literal(let text) = parts[0] { return text } else { return nil }
        default: return nil
        }
    }

    /// All texts that the pattern stands for, one for each choice of dashes; nil where there is a wildcard, and none
    /// where there are more than ``encodedDashes`` dashes to choose.
    var literals: [String]? {
        var texts = [""]
        var dashes = 0
        for part in parts {
            switch part {
            case .literal(let text): texts = texts.map { $0 + text }
            case .anyDash:
                dashes += 1
                guard dashes <= Self.encodedDashes else { return [] }
                texts = texts.flatMap { text in Self.dashes.map { text + String($0) } }
            case .anyRun, .anyOne: return nil
            }
        }
        return texts
    }

    /// Dashes of one value of which each can be any when it is encoded: five to this power are the texts to look for.
    static let encodedDashes = 4

    /// How many bytes there are to be matched where a wildcard stands inside; 0 for text with `*` at its ends alone.
    var wildcardWidth: Int {
        let inner = parts.drop { $0 == .anyRun }
        guard inner.count > (inner.last == .anyRun ? 2 : 1) || inner.first.map(Self.isText) == false else { return 0 }
        return inner.reduce(0) { width, part in
            if case .literal(let text) = part { width + text.utf8.count } else { width + 1 }
        }
    }

    private static func isText(_ part: Part) -> Bool { if case .literal = part { true } else { false } }

    /// The pattern with `*` before or behind it.
    func widened(before: Bool, behind: Bool) -> SigmaPattern {
        var wide = self
        if before, wide.parts.first != .anyRun { wide.parts.insert(.anyRun, at: 0) }
        if behind, wide.parts.last != .anyRun { wide.parts.append(.anyRun) }
        return wide
    }

    /// The pattern with each dash replaced by ``Part/anyDash``.
    func withInterchangeableDashes() -> SigmaPattern {
        var result = self
        result.parts = []
        for part in parts {
            guard case .literal(let text) = part else {
                result.append(part)
                continue
            }
            var literal = ""
            for scalar in text.unicodeScalars {
                if Self.dashes.contains(scalar) {
                    result.append(.literal(literal))
                    result.append(.anyDash)
                    literal = ""
                } else {
                    literal.unicodeScalars.append(scalar)
                }
            }
            result.append(.literal(literal))
        }
        return result
    }

    /// Hyphen, slash, en dash, em dash, horizontal bar.
    static let dashes: [Unicode.Scalar] = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"]

    private mutating func append(_ part: Part) {
        switch (parts.last, part) {
        case (_, .literal("")), (.anyRun, .anyRun): break
        default: parts.append(part)
        }
    }
}
