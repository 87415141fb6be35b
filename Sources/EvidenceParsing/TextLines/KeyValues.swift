/// The `key=value` pairs of a text, one after the other. Words without `=` are stepped over.
struct KeyValues {
    /// What stands between pairs.
    enum Separator {
        /// `uid=0 user=root`; a value has no blanks.
        case blank
        /// `UID=0, GID=0`; a value goes up to the comma.
        case comma
        /// `TTY=pts/0 ; PWD=/root`; a value goes up to the semicolon.
        case semicolon
    }

    private let separator: Separator
    private var place: Int
    private let end: Int

    init(_ range: Range<Int>, separator: Separator) {
        self.separator = separator
        place = range.lowerBound
        end = range.upperBound
    }

    /// The next pair; nil at the end.
    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) -> (key: Range<Int>, value: Range<Int>)? {
        while place < end {
            var start = place
            var stop = place
            while stop < end, bytes[stop] != UInt8(ascii: "=") {
                if bytes[stop] == 0x20 || bytes[stop] == UInt8(ascii: ";") || bytes[stop] == UInt8(ascii: ",") {
                    start = stop + 1
                }
                stop += 1
            }
            guard stop < end else { break }
            let valueEnd = self.valueEnd(bytes, stop + 1)
            place = valueEnd
            if start < stop { return (start..<stop, bytes.trimmed(stop + 1..<valueEnd)) }
        }
        place = end
        return nil
    }

    @inline(__always)
    private func valueEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        switch separator {
        case .blank: bytes.wordEnd(start..<end)
        case .comma: bytes.first(UInt8(ascii: ","), in: start..<end)
        case .semicolon: bytes.first(UInt8(ascii: ";"), in: start..<end)
        }
    }
}
