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
                if isFirst, beginsDocument(bytes, start..<bytes.count, &reader) || isBinary(bytes) { return false }
                isFirst = false
            }
            start = end + 1
        }
        return false
    }

    private static func holdsObjects(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ reader: inout JSONLineReader, isFirst: Bool
    ) -> Bool {
        do throws(JSONDamage) {
            _ = try reader.read(bytes, line)
            // `{}` stands alone on a line of many programming languages.
            return isFirst || !reader.draft.values.isEmpty
        } catch {
            return isFirst && error == .endsEarly && line.upperBound == bytes.count
        }
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
