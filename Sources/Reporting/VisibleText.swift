/// Text from outside, with nothing in it that cannot be seen. The step that every renderer takes before it escapes.
package enum VisibleText {
    /// More marks than this on one letter belong to no writing; they only paint over their neighbours.
    static let mostMarks = 4

    /// The text with control characters, marks that turn the direction of writing and everything else invisible shown
    /// as `[U+202E]`, line ends as `⏎` and tabs as `⇥`.
    ///
    /// - Parameter limit: The most scalars of `text` to show. A longer text ends in `…` and says how long it is.
    package static func show(_ text: String, limit: Int = ReportLimits.valueScalars) -> String {
        var shown = ""
        var marks = 0
        for scalar in text.unicodeScalars.prefix(limit) {
            marks = isMark(scalar) ? marks + 1 : 0
            switch scalar {
            case "\n": shown.append("⏎")
            case "\t": shown.append("⇥")
            case _ where isHidden(scalar) || marks > mostMarks:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                shown += "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        let scalars = text.unicodeScalars
        guard scalars.dropFirst(limit).isEmpty else {
            return shown + "… (cut; \(Figures.grouped(scalars.count)) characters in all)"
        }
        return shown
    }

    /// The lines of a text that a person wrote, each visible, at most ``ReportLimits/proseScalars`` in all.
    static func lines(_ text: String) -> [String] {
        let scalars = text.unicodeScalars
        let kept = String(scalars.prefix(ReportLimits.proseScalars))
        var lines = kept.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
            .map { show(String($0), limit: ReportLimits.proseScalars) }
        if kept.unicodeScalars.count < scalars.count {
            lines.append("… (cut; \(Figures.grouped(scalars.count)) characters in all)")
        }
        return lines
    }

    /// The first `limit` characters, with `…` where there are more; for pictures, where there is no room to say more.
    static func brief(_ text: String, limit: Int) -> String {
        let shown = show(String(text.unicodeScalars.prefix(limit + 1)), limit: limit + 1)
        return shown.count > limit ? shown.prefix(limit - 1) + "…" : shown
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if (0x20..<0x7F).contains(scalar.value) { return false }
        // These choose between the drawn forms of the character before them; text with emoji is full of them.
        if (0xFE00...0xFE0F).contains(scalar.value) { return false }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return true }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
