/// How the text of a file is written as bytes.
package enum TextEncoding: Sendable {
    case utf8
    /// What Windows PowerShell's `>` writes. Known by its byte order mark, as is ``utf16BigEndian``.
    case utf16LittleEndian
    case utf16BigEndian

    private var mark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        }
    }

    /// Bytes of the byte order mark that the text begins with; 0 where it has none.
    func lengthOfMark(in bytes: Span<UInt8>) -> Int {
        guard bytes.count >= mark.count else { return 0 }
        for (place, byte) in mark.enumerated() where bytes[place] != byte { return 0 }
        return mark.count
    }

    /// The text of a portion as UTF-8. A byte order mark is one only where the file begins.
    func text(of portion: EvidencePortion) -> PortionText {
        let mark = portion.offset == 0 ? lengthOfMark(in: portion.bytes.span) : 0
        guard self != .utf8 else {
            return PortionText(mark == 0 ? portion.bytes : Array(portion.bytes.dropFirst(mark)), at: mark, portion)
        }
        var text: [UInt8] = []
        text.reserveCapacity(portion.bytes.count)
        let units = stride(from: mark, to: portion.bytes.count - 1, by: 2).lazy.map { place in
            let pair = (UInt16(portion.bytes[place]), UInt16(portion.bytes[place + 1]))
            return self == .utf16LittleEndian ? pair.1 << 8 | pair.0 : pair.0 << 8 | pair.1
        }
        _ = transcode(
            units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false, into: { text.append($0) })
        // Half of a unit, which only the end of a file can leave.
        if portion.bytes.count % 2 == 1 { text.append(contentsOf: "\u{FFFD}".utf8) }
        return PortionText(text, at: mark, portion, isUTF16: true)
    }

    /// The head of a file as UTF-8; nil where it lacks the mark by which UTF-16 is known.
    func textOfHead(_ head: [UInt8]) -> [UInt8]? {
        guard self == .utf8 || lengthOfMark(in: head.span) > 0 else { return nil }
        return text(of: EvidencePortion(bytes: head, offset: 0)).bytes
    }

    /// The length of a portion that ends where a record ends, in bytes of the file.
    ///
    /// - Parameters:
    ///   - aim: Bytes that are enough, if a whole record ends in them; otherwise the first that ends counts.
    ///   - limit: Bytes after which a record is cut.
    ///   - end: Where the last whole record of a text ends; where the text is longer than `aim`, the first will do.
    func portionLength(
        of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool, aim: Int, limit: Int,
        endingAt end: (_ text: [UInt8], _ isLong: Bool) -> Int?
    ) -> Int {
        for part in aim < window.count ? [window.prefix(aim), window] : [window] {
            // A cut keeps units of two bytes together.
            let whole = self == .utf8 ? part.count : part.count & ~1
            var text = self.text(of: EvidencePortion(bytes: Array(part.prefix(whole)), offset: offset))
            if let place = end(text.bytes, part.count > aim), place > 0 { return Int(text.offset(of: place) - offset) }
        }
        if isLast { return window.count }
        let whole = self == .utf8 ? window.count : window.count & ~1
        return whole > limit ? whole : 0
    }

    /// How many of the bytes end with the last line feed in them; nil where there is none.
    func endOfLastLine(in bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        while let place = rest.lastIndex(of: UInt8(ascii: "\n")) {
            if let end = endOfLine(at: place, in: bytes) { return end }
            rest = rest[..<place]
        }
        return nil
    }

    /// How many of the bytes end with the first line feed behind the first `start` of them.
    func endOfFirstLine(in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        // A line feed of two bytes can stand across the place to start from.
        var rest = bytes.dropFirst(max(start - 1, 0))
        while let place = rest.firstIndex(of: UInt8(ascii: "\n")) {
            if let end = endOfLine(at: place, in: bytes) { return end }
            rest = rest[(place + 1)...]
        }
        return nil
    }

    /// Where the line feed of which `place` is the byte 0x0A ends; nil where it is a half of another unit.
    private func endOfLine(at place: Int, in bytes: ArraySlice<UInt8>) -> Int? {
        let count = place - bytes.startIndex
        switch self {
        case .utf8: return count + 1
        // Portions hold whole units, so that places in them tell the halves of a unit apart.
        case .utf16LittleEndian:
            return count % 2 == 0 && place + 1 < bytes.endIndex && bytes[place + 1] == 0 ? count + 2 : nil
        case .utf16BigEndian: return count % 2 == 1 && bytes[place - 1] == 0 ? count + 1 : nil
        }
    }
}

/// The text of a portion as UTF-8, and where its bytes come from.
struct PortionText {
    let bytes: [UInt8]
    private let isUTF16: Bool
    /// The place that was asked for last, and where it is in the file.
    private var known: (place: Int, offset: UInt64)

    fileprivate init(_ bytes: [UInt8], at start: Int, _ portion: EvidencePortion, isUTF16: Bool = false) {
        self.bytes = bytes
        self.isUTF16 = isUTF16
        known = (0, portion.offset &+ UInt64(start))
    }

    /// Bytes of the file between a place of it and a later place of the text, which is the next to be asked for.
    @inline(__always)
    mutating func length(from start: UInt64, to place: Int) -> Int {
        Int(truncatingIfNeeded: offset(of: min(place, bytes.count)) &- start)
    }

    /// Where a place is in the file, in bytes. Places are asked for in order, and never inside of a character.
    mutating func offset(of place: Int) -> UInt64 {
        guard isUTF16 else { return known.offset &+ UInt64(place) }
        for byte in bytes[known.place..<place] {
            // A character's first byte stands for it: one unit, and two from U+10000 on. What could not be read became
            // one U+FFFD for each unit.
            if byte & 0xC0 != 0x80 { known.offset &+= byte >= 0xF0 ? 4 : 2 }
        }
        known.place = place
        return known.offset
    }
}
