/// What people type, before it is recorded.
enum Text {
    /// A name, a title or a note as it is, refused where it says nothing. What others rely on is an answer or a reason.
    static func required(_ text: String, _ what: String) throws(CaseRefusal) -> String {
        guard says(text) else { throw .missing([what]) }
        return text
    }

    /// The text as it is, refused where it is no answer.
    static func answer(_ text: String, _ what: String) throws(CaseRefusal) -> String {
        guard answers(text) else { throw .missing([what]) }
        return text
    }

    /// A reason, refused where it is none: a reason is read by others, and the words people type to get past a form tell them
    /// nothing.
    static func reason(_ text: String, _ what: String = "a reason") throws(CaseRefusal) -> String {
        guard answers(text) else { throw .missing([what]) }
        return text
    }

    /// Whether a text holds anything that a person can read: spaces, dots and invisible characters alone say nothing.
    static func says(_ text: String) -> Bool { text.contains { $0.isLetter || $0.isNumber } }

    /// Whether a text is an answer: something is said, and it is not one of the words people type to get past a form.
    static func answers(_ text: String) -> Bool {
        let words = folded(text)
        // What a told command has in the place of an answer, typed as it was told.
        guard !placeholders.contains(text.filter { !$0.isWhitespace }) else { return false }
        return !words.isEmpty && (words.count == 1 || Set(words).count > 1)
            && ![
                "na", "none", "nothing", "tbd", "todo", "test", "unknown", "ok", "yes", "no", "asdf", "x", "noreason",
                "dummy",
            ].contains(words)
    }

    /// Whether a text says something of something: more than one word, and more than letters to get past a form.
    static func explains(_ text: String) -> Bool {
        answers(text) && text.split { !$0.isLetter && !$0.isNumber }.count { $0.count > 1 } > 1
    }

    private static let placeholders: Set<String> = [
        "TEXT", "REASON", "WHERE", "NAME", "LEVEL", "KIND", "VALUE", "TIME", "PLACE", "SOURCE",
    ]

    /// A text for comparing: what differs only in spaces, signs and the case of letters says the same.
    static func folded(_ text: String) -> String { plainWidth(text).lowercased().filter { $0.isLetter || $0.isNumber } }

    /// A text with the letters and signs of full width, as East Asian keyboards type them, in their usual width (Unicode
    /// block Halfwidth and Fullwidth Forms).
    static func plainWidth(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { (0xFF01...0xFF5E).contains($0.value) }) else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
                }))
    }
}
