import CShims

/// Finds bytes sixteen at a time.
///
/// A search may look at bytes behind its range, as long as they are there: what it finds is cut to the range. Most
/// ranges are shorter than a step, and end far before the bytes do.
enum ByteSearch {
    private static let step = 16

    /// The first line feed in `range`, or its end.
    static func lineFeed(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        bytes.extracting(range).withUnsafeBufferPointer { part in
            guard let start = part.baseAddress else { return range.upperBound }
            return range.lowerBound + bytes_find(start, part.count, 0x0A)
        }
    }

    /// The first of two bytes in `range`, or its end.
    @inline(__always)
    static func first(of one: UInt8, or other: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        first(in: bytes, range) {
            bytes_marks_of($0, one, other)
        } orOf: {
            $0 == one || $0 == other
        }
    }

    /// The first quote, backslash or control character in `range`, or its end.
    @inline(__always)
    static func endOfPlainText(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        first(in: bytes, range) {
            bytes_marks_of_json($0)
        } orOf: {
            $0 == 0x22 || $0 == 0x5C || $0 < 0x20
        }
    }

    /// - Parameters:
    ///   - marks: Which of 16 bytes fit.
    ///   - fits: The same of one byte.
    @inline(__always)
    private static func first(
        in bytes: Span<UInt8>, _ range: Range<Int>, _ marks: (UnsafePointer<UInt8>) -> UInt32,
        orOf fits: (UInt8) -> Bool
    ) -> Int {
        bytes.withUnsafeBufferPointer { all in
            guard let start = all.baseAddress, range.upperBound <= all.count else { return range.upperBound }
            var place = range.lowerBound
            while place < range.upperBound, all.count &- place >= step {
                let found = marks(start + place)
                if found != 0 { return min(place &+ found.trailingZeroBitCount, range.upperBound) }
                place &+= step
            }
            while place < range.upperBound, !fits(all[place]) { place &+= 1 }
            return min(place, range.upperBound)
        }
    }

    /// Whether a range begins with `text`.
    @inline(__always)
    static func begins(_ bytes: Span<UInt8>, _ range: Range<Int>, with text: [UInt8]) -> Bool {
        guard range.count >= text.count else { return false }
        for place in text.indices where bytes[range.lowerBound + place] != text[place] { return false }
        return true
    }

    /// Where `text` first stands in a range.
    static func find(_ text: [UInt8], in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard let byte = text.first else { return nil }
        var place = range.lowerBound
        while true {
            place = first(of: byte, or: byte, in: bytes, place..<range.upperBound)
            guard range.upperBound - place >= text.count else { return nil }
            if begins(bytes, place..<range.upperBound, with: text) { return place }
            place += 1
        }
    }
}
