/// Takes the lines of a log in W3C's format apart. A line never reaches into the next, whatever quotes it holds.
struct W3CRow {
    /// Where the values stand, without the quotes around them.
    private(set) var cells: [Range<Int>] = []
    /// A quoted value holds a quote, which is doubled.
    private(set) var hasDoubledQuotes = false

    /// Reads a line as one of `count` values.
    ///
    /// What a client sent can hold quotes, so they only count where the line has another number of values without them.
    ///
    /// - Returns: False where it has another number of values.
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, delimiter: UInt8, count: Int) -> Bool {
        guard count > 0 else { return false }
        if split(bytes, line, delimiter, count, honoursQuotes: delimiter == UInt8(ascii: ",")) { return true }
        // Some logs name their columns with blanks between and separate values by tabs.
        if delimiter == 0x20, split(bytes, line, 0x09, count, honoursQuotes: false) { return true }
        return split(bytes, line, delimiter, count, honoursQuotes: delimiter != UInt8(ascii: ","))
    }

    @inline(__always)
    private mutating func split(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ delimiter: UInt8, _ count: Int, honoursQuotes: Bool
    ) -> Bool {
        cells.removeAll(keepingCapacity: true)
        hasDoubledQuotes = false
        var place = line.lowerBound
        while place <= line.upperBound {
            // Many lines end with a blank.
            guard cells.count < count else { return bytes.trimmed(place..<line.upperBound).isEmpty }
            var end: Int
            if honoursQuotes, place < line.upperBound, bytes[place] == UInt8(ascii: "\"") {
                end = endOfQuoted(bytes, place..<line.upperBound, delimiter)
            } else {
                end = bytes.first(delimiter, in: place..<line.upperBound)
            }
            cells.append(unquoted(bytes, place..<end))
            place = end + 1
        }
        return cells.count == count
    }

    /// Where the value that begins with a quote ends: behind the next quote that the delimiter or the line's end follows.
    private mutating func endOfQuoted(_ bytes: Span<UInt8>, _ range: Range<Int>, _ delimiter: UInt8) -> Int {
        var place = range.lowerBound + 1
        while true {
            place = bytes.first(UInt8(ascii: "\""), in: min(place, range.upperBound)..<range.upperBound)
            guard place < range.upperBound else { return range.upperBound }
            place += 1
            if place == range.upperBound || bytes[place] == delimiter { return place }
            if bytes[place] == UInt8(ascii: "\"") {
                hasDoubledQuotes = true
                place += 1
            }
        }
    }

    private func unquoted(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Range<Int> {
        guard cell.count >= 2, bytes[cell.lowerBound] == UInt8(ascii: "\""),
            bytes[cell.upperBound - 1] == UInt8(ascii: "\"")
        else { return cell }
        return cell.lowerBound + 1..<cell.upperBound - 1
    }
}
