/// Tells JSON lines from other text by their head.
enum JSONLinesRecognition {
    /// Whether any whole line holds JSON objects and nothing else, or the only line begins as an object.
    ///
    /// A first line may be damaged: rotation cuts it, programs print a banner before their first record.
    static func isLines(_ bytes: Span<UInt8>) -> Bool {
        var reader = JSONLineReader()
        var start = 0
        var isFirst = true
        while start < bytes.count {
            let end = ByteSearch.lineFeed(in: bytes, start..<bytes.count)
            if !JSONScanner.isBlank(bytes, start..<end) {
                if holdsObjects(bytes, start..<end, &reader, isFirst: isFirst) { return true }
                if isFirst, beginsDocument(bytes, start..<bytes.count, &reader) { return false }
                if isFirst, isBinary(bytes) { return isMostlyObjects(bytes, from: end + 1, &reader) }
                isFirst = false
            }
            start = end + 1
        }
        return false
    }

    /// Bytes of a last line that the head has cut, rather than a file that ends there.
    private static let longLine = 4_096

    private static func holdsObjects(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ reader: inout JSONLineReader, isFirst: Bool
    ) -> Bool {
        do throws(JSONDamage) {
            _ = try reader.read(bytes, line)
            // `{}` stands alone on a line of many programming languages.
            return isFirst || !reader.draft.values.isEmpty
        } catch {
            // The head may end inside of a line, of which a hostile one can fill it.
            guard line.upperBound == bytes.count else { return false }
            switch error {
            case .endsEarly: return isFirst || line.count >= longLine && !reader.draft.values.isEmpty
            case .tooDeep: return true
            case .notAnObject: return isFirst && beginsWithBrackets(bytes, line)
            default: return false
            }
        }
    }

    /// Whether arrays begin inside of each other, more than any document has: only to be skipped.
    private static func beginsWithBrackets(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        var place = line.lowerBound
        while place < line.upperBound, bytes[place] == UInt8(ascii: "[") { place += 1 }
        return place - line.lowerBound > JSONLimits.depth
    }

    /// Whether more than half of the whole lines behind a damaged one hold objects.
    private static func isMostlyObjects(
        _ bytes: Span<UInt8>, from start: Int, _ reader: inout JSONLineReader
    ) -> Bool {
        var (start, lines, fitting) = (start, 0, 0)
        while start < bytes.count {
            let end = ByteSearch.lineFeed(in: bytes, start..<bytes.count)
            if end < bytes.count, !JSONScanner.isBlank(bytes, start..<end) {
                lines += 1
                if holdsObjects(bytes, start..<end, &reader, isFirst: false) { fitting += 1 }
            }
            start = end + 1
        }
        return fitting >= 2 && fitting * 2 > lines
    }

    /// Whether a JSON text that goes on over the next lines begins here.
    private static func beginsDocument(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ reader: inout JSONLineReader
    ) -> Bool {
        do throws(JSONDamage) {
            try reader.readDocument(bytes, range)
            return true
        } catch {
            return error == .endsEarly
        }
    }

    /// Programs and databases hold lines of JSON, too. Their bytes below tab stand in no text; zeros alone are what a
    /// crash leaves of a log.
    private static func isBinary(_ bytes: Span<UInt8>) -> Bool {
        for place in bytes.indices where (1...8).contains(bytes[place]) { return true }
        return false
    }
}
