/// Reads one JSON object after the other into drafts of records.
struct JSONLineReader {
    var draft = RecordDraft()
    private var walk = JSONWalk()

    /// Reads the object that `range` begins with. Behind it may be white space and further objects.
    ///
    /// - Returns: Where the next object begins, or the end of the range.
    mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONDamage) -> Int {
        let next = try read(bytes, range, isDocument: false)
        draft.readEmbedded(bytes, with: &walk)
        return next
    }

    /// Reads the object that `range` begins with, whatever is behind it.
    ///
    /// - Returns: Where the object ends.
    mutating func readItem(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONDamage) -> Int {
        draft.begin()
        let end = try walk.read(bytes, range, from: StructureTree.root, into: &draft)
        draft.readEmbedded(bytes, with: &walk)
        return end
    }

    /// Reads an object or array, over all of its lines.
    mutating func readDocument(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONDamage) {
        _ = try read(bytes, range, isDocument: true)
    }

    @inline(__always)
    private mutating func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isDocument: Bool
    ) throws(JSONDamage) -> Int {
        draft.begin()
        let end = try walk.read(bytes, range, from: StructureTree.root, isDocument: isDocument, into: &draft)
        var scanner = JSONScanner(end..<range.upperBound)
        scanner.skipSeparators(in: bytes)
        if scanner.atEnd { return range.upperBound }
        guard bytes[scanner.place] == UInt8(ascii: "{") else { throw .trailingBytes }
        return end
    }
}
