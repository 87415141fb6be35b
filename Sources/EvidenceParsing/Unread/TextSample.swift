import Vocabulary

/// The first line of a file that is text of some kind.
enum TextSample {
    /// Characters shown of a line: enough to tell what wrote it.
    private static let shownCharacters = 80

    /// Bytes of the head that decide whether it is text.
    private static let decidingBytes = 4096

    /// The first line that is not blank, cut short; nil where the head is no text.
    static func firstLine(of head: [UInt8]) -> String? {
        guard let text = text(head.prefix(decidingBytes)) else { return nil }
        let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
        guard let line else { return "" }
        // A mark of the encoding is no part of the text.
        let shown = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.prefix(shownCharacters)
        return shown.endIndex < line.endIndex ? shown + "…" : String(shown)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        let head = Array(bytes)
        if let encoding = [TextEncoding.utf16LittleEndian, .utf16BigEndian].first(where: { $0.fits(head) }) {
            let text = encoding.text(of: EvidencePortion(bytes: head, offset: 0)).bytes
            return text.contains(where: isNoText) ? nil : String(decoding: text, as: UTF8.self)
        }
        guard !bytes.contains(where: isNoText) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        // A character cut off at the end, and Latin-1 here and there, is still text.
        let strange = text.unicodeScalars.count { $0 == "\u{FFFD}" }
        return strange * 10 <= text.unicodeScalars.count ? text : nil
    }

    /// Whether a byte does not stand in text: a control character other than tab, line feed, form feed, carriage return and
    /// escape.
    private static func isNoText(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0C && byte != 0x0D && byte != 0x1B
    }
}
