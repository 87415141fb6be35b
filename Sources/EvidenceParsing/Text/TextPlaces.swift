/// Where the bytes of a UTF-8 text stand in the UTF-16 that it was made of.
struct TextPlaces: Sendable {
    /// Bytes of text between two places that are known.
    private static let step = 64

    private let text: [UInt8]
    /// For each step the first character that begins at or behind it: its place in the text, and in the file.
    private let starts: [(text: UInt32, file: UInt32)]
    private let count: Int
    /// What `text` lacks of the text that places count in at its beginning.
    private var dropped = 0

    /// Decodes UTF-16. Each unit that is no character becomes U+FFFD, and so does half a unit at the end.
    ///
    /// - Parameter start: Where the text begins in the bytes, behind a byte order mark.
    init(_ bytes: [UInt8], from start: Int, _ encoding: TextEncoding) {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2 + bytes.count / 16 + 8)
        var starts: [(text: UInt32, file: UInt32)] = []
        starts.reserveCapacity(bytes.count / 2 / Self.step + 2)
        let units = UTF16Units(bytes, encoding)
        let end = start + (bytes.count - start) / 2 * 2
        var place = start
        while place < end {
            if text.count >= starts.count * Self.step { starts.append((UInt32(text.count), UInt32(place))) }
            let unit = units[place]
            if unit < 0x80 {
                text.append(UInt8(truncatingIfNeeded: unit))
                place += 2
                continue
            }
            var scalar = UnicodeScalar(UInt32(unit)) ?? "\u{FFFD}"
            var length = 2
            if unit & 0xFC00 == 0xD800, place + 2 < end, units[place + 2] & 0xFC00 == 0xDC00 {
                scalar =
                    UnicodeScalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(units[place + 2] & 0x3FF)))
                    ?? "\u{FFFD}"
                length = 4
            }
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            place += length
        }
        if place < bytes.count {
            if text.count >= starts.count * Self.step { starts.append((UInt32(text.count), UInt32(place))) }
            text.append(contentsOf: UTF8.encodedReplacementCharacter)
        }
        if starts.isEmpty { starts.append((0, UInt32(start))) }
        self.text = text
        self.starts = starts
        count = bytes.count
    }

    /// The text, which a reader of UTF-8 can read.
    var bytes: [UInt8] { dropped == 0 ? text : Array(text[dropped...]) }

    /// Bytes of the file that the text was made of, with a byte order mark.
    var length: Int { dropped == 0 ? count : count - offset(of: 0) }

    /// Where a place of the text is in the file, counted in bytes from where the bytes begin.
    ///
    /// - Parameter place: Where a character begins, or the end of the text.
    func offset(of place: Int) -> Int {
        let place = min(place + dropped, text.count)
        var index = min(place / Self.step, starts.count - 1)
        // A character can begin up to three bytes behind the step.
        if index > 0, Int(starts[index].text) > place { index -= 1 }
        var offset = Int(starts[index].file)
        var known = Int(starts[index].text)
        while known < place {
            // A character's first byte stands for it: one unit, and two from U+10000 on. What could not be read became
            // one U+FFFD for each unit.
            if text[known] & 0xC0 != 0x80 { offset += text[known] >= 0xF0 ? 4 : 2 }
            known += 1
        }
        // The last one may be but half a unit.
        return min(offset, count)
    }

    /// The places of the text behind its first bytes.
    func behind(_ count: Int) -> TextPlaces {
        var rest = self
        rest.dropped += count
        return rest
    }
}

/// The units of a text in UTF-16.
private struct UTF16Units {
    private let bytes: [UInt8]
    private let low: Int

    init(_ bytes: [UInt8], _ encoding: TextEncoding) {
        self.bytes = bytes
        low = encoding == .utf16BigEndian ? 1 : 0
    }

    /// - Parameter place: Where the unit begins, of which both bytes are there.
    @inline(__always)
    subscript(place: Int) -> UInt16 { UInt16(bytes[place + 1 - low]) << 8 | UInt16(bytes[place + low]) }
}
