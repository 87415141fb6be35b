/// Where the entries of a journal export end: <https://systemd.io/JOURNAL_EXPORT_FORMATS>.
///
/// An entry is lines of `NAME=value`, or of a `NAME` alone, eight bytes of length (little-endian), that many bytes of
/// value and a line feed; an empty line ends it. A value may hold anything, so an end is found only from a beginning.
struct JournalEntries {
    /// A field of an entry.
    struct Field {
        let name: Range<Int>
        let value: Range<Int>
    }

    /// What was found at a place.
    enum Step {
        case field(Field)
        /// An empty line.
        case entryEnd
        /// The bytes end inside of a field.
        case cut
        /// No field; the range is the line.
        case damage(Range<Int>)
    }

    var place: Int

    /// Reads the next field or the end of the entry, and steps behind it.
    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) -> Step {
        let start = place
        let feed = bytes.first(0x0A, in: start..<bytes.count)
        guard feed < bytes.count else { return .cut }
        if feed == start {
            place = start + 1
            return .entryEnd
        }
        let equals = bytes.first(UInt8(ascii: "="), in: start..<feed)
        if equals < feed, equals > start {
            place = feed + 1
            return .field(Field(name: start..<equals, value: equals + 1..<feed))
        }
        guard Self.isName(bytes, start..<feed) else {
            place = feed + 1
            return .damage(start..<feed)
        }
        guard bytes.count - feed >= 9 else { return .cut }
        var length: UInt64 = 0
        for index in 0..<8 { length |= UInt64(bytes[feed + 1 + index]) << UInt64(8 * index) }
        guard length <= UInt64(LineLimits.entryLength) else {
            place = feed + 1
            return .damage(start..<feed)
        }
        let end = feed + 9 + Int(length)
        guard end < bytes.count else { return .cut }
        guard bytes[end] == 0x0A else {
            place = feed + 1
            return .damage(start..<feed)
        }
        place = end + 1
        return .field(Field(name: start..<feed, value: feed + 9..<end))
    }

    /// Upper-case letters, digits and underscores, at most 64.
    private static func isName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard (1...64).contains(range.count) else { return false }
        for place in range {
            let byte = bytes[place]
            guard byte.isUpperLetter || byte.isDigit || byte == UInt8(ascii: "_") else { return false }
        }
        return true
    }
}
