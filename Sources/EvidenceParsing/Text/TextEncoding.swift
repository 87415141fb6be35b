/// How the text of a file is written as bytes.
package enum TextEncoding: Sendable {
    case utf8
    /// What Windows PowerShell's `>` writes. Known by its byte order mark, or by the zeros of its Latin letters and digits,
    /// as is ``utf16BigEndian``.
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
        let places = TextPlaces(portion.bytes, from: mark, self)
        return PortionText(places.bytes, at: mark, portion, places)
    }

    /// Whether a file with this head can be written so. Anything can be UTF-8.
    func fits(_ head: [UInt8]) -> Bool {
        switch self {
        case .utf8: true
        case .utf16LittleEndian, .utf16BigEndian: lengthOfMark(in: head.span) > 0 || isMostlyWideASCII(head)
        }
    }

    /// Units that are looked at, and the fewest that tell.
    private static let decidingUnits = 1024
    private static let leastUnits = 8

    /// Whether three of four units are characters of ASCII that stand in text. Zeros are what a crash leaves of a log.
    private func isMostlyWideASCII(_ head: [UInt8]) -> Bool {
        let low = self == .utf16BigEndian ? 1 : 0
        var (units, fitting) = (0, 0)
        for place in stride(from: 0, to: min(head.count, 2 * Self.decidingUnits) - 1, by: 2) {
            let (byte, high) = (head[place + low], head[place + 1 - low])
            if byte == 0, high == 0 { continue }
            units += 1
            if high == 0, (0x20...0x7E).contains(byte) || (0x09...0x0D).contains(byte) { fitting += 1 }
        }
        return fitting >= Self.leastUnits && fitting * 4 >= units * 3
    }

    /// The head of a file as UTF-8; nil where it cannot be of this encoding.
    func textOfHead(_ head: [UInt8]) -> [UInt8]? {
        guard fits(head) else { return nil }
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
            let text = self.text(of: EvidencePortion(bytes: Array(part.prefix(whole)), offset: offset))
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
    /// Nil where the bytes are the file's own.
    private let places: TextPlaces?
    private let start: UInt64

    fileprivate init(_ bytes: [UInt8], at mark: Int, _ portion: EvidencePortion, _ places: TextPlaces? = nil) {
        self.bytes = bytes
        self.places = places
        start = portion.offset &+ UInt64(places == nil ? mark : 0)
    }

    /// Bytes of the file between a place of it and a later place of the text.
    @inline(__always)
    func length(from start: UInt64, to place: Int) -> Int {
        Int(truncatingIfNeeded: offset(of: min(place, bytes.count)) &- start)
    }

    /// Where a place is in the file, in bytes. Places are never inside of a character.
    @inline(__always)
    func offset(of place: Int) -> UInt64 {
        guard let places else { return start &+ UInt64(place) }
        return start &+ UInt64(places.offset(of: place))
    }
}
