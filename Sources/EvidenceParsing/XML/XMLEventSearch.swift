/// Finds events in XML text, and what stands between them.
enum XMLEventSearch {
    private static let opening = Array("<Event".utf8)
    private static let closing = Array("</Event>".utf8)

    /// Where the next `<Event` begins; the end of the bytes where there is none.
    static func nextEvent(in bytes: Span<UInt8>, from start: Int) -> Int {
        var place = start
        while let found = ByteSearch.find(opening, in: bytes, place..<bytes.count) {
            if beginsEvent(in: bytes, at: found) { return found }
            place = found + opening.count
        }
        return bytes.count
    }

    /// Whether an `<Event` begins at a place.
    static func beginsEvent(in bytes: Span<UInt8>, at place: Int) -> Bool {
        let behind = place + opening.count
        guard behind < bytes.count, ByteSearch.begins(bytes, place..<bytes.count, with: opening) else { return false }
        switch bytes[behind] {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ">"), UInt8(ascii: "/"): return true
        default: return false
        }
    }

    /// Where the last event ends in a text.
    static func endOfLastEvent(in bytes: Span<UInt8>) -> Int? {
        var place = bytes.count - closing.count
        while place >= 0 {
            if bytes[place] == UInt8(ascii: "<"), ByteSearch.begins(bytes, place..<bytes.count, with: closing) {
                return place + closing.count
            }
            place -= 1
        }
        return nil
    }

    /// The first thing in a range between events that should not be there; nil where all of it is known.
    ///
    /// Known are white space, declarations and comments, the element around all events, the `Record 1` of `evtx_dump` and
    /// the signs that Internet Explorer shows before elements.
    static func strangePlace(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var place = range.lowerBound
        while place < range.upperBound {
            let rest = place..<range.upperBound
            switch bytes[place] {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "-"), UInt8(ascii: "+"): place += 1
            case UInt8(ascii: "<"):
                guard let end = endOfKnownTag(in: bytes, rest) else { return place }
                place = end
            case UInt8(ascii: "R") where ByteSearch.begins(bytes, rest, with: Array("Record ".utf8)):
                place = ByteSearch.lineFeed(in: bytes, rest)
            default: return place
            }
        }
        return nil
    }

    /// Whether a range holds only white space and the signs of Internet Explorer.
    static func isDecoration(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for place in range {
            switch bytes[place] {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "-"), UInt8(ascii: "+"): break
            default: return false
            }
        }
        return true
    }

    private static func endOfKnownTag(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        if let end = XMLContent.endOfSection(in: bytes, range) { return end }
        for (begin, end) in [("<?", "?>"), ("<Events", ">"), ("</Events", ">")]
        where ByteSearch.begins(bytes, range, with: Array(begin.utf8)) {
            return ByteSearch.find(Array(end.utf8), in: bytes, range).map { $0 + end.utf8.count }
        }
        return nil
    }
}
