/// Reads one JSON object after the other into drafts of records.
struct JSONLineReader {
    var draft = RecordDraft()
    private var walk = JSONWalk()
    private var laurel = LaurelEvent()

    /// Reads the object that `range` begins with. Behind it may be white space and further objects.
    ///
    /// - Returns: Where the next object begins, or the end of the range.
    mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONDamage) -> Int {
        let next = try read(bytes, range, isDocument: false)
        complete(bytes)
        return next
    }

    /// Reads the object that `range` begins with, whatever is behind it.
    ///
    /// - Returns: Where the object ends.
    mutating func readItem(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONDamage) -> Int {
        let end = try readObject(bytes, range, isDocument: false)
        complete(bytes)
        return end
    }

    /// Reads what values of a sound record hold.
    @inline(__always)
    private mutating func complete(_ bytes: Span<UInt8>) {
        draft.readEmbedded(bytes, with: &walk)
        if draft.hints.hasAuditID { laurel.complete(&draft, bytes) }
    }

    /// Reads an object or array; once more if it proves to be an entry of the journal, or none, and numbers in its arrays
    /// were read as those of the other kind.
    @inline(__always)
    private mutating func readObject(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isDocument: Bool
    ) throws(JSONDamage) -> Int {
        draft.begin()
        var end = try walk.read(bytes, range, from: StructureTree.root, isDocument: isDocument, into: &draft)
        draft.findHints()
        guard draft.hasNumberArray else { return end }
        // What names it an entry may stand behind more numbers than a record may have values.
        if !walk.readsByteArrays, draft.hints.isJournalEntry || draft.dropped > 0 {
            end = try readAgain(bytes, range, isDocument: isDocument)
        }
        if walk.readsByteArrays, draft.hasNumberArray, !draft.hints.isJournalEntry {
            end = try readAgain(bytes, range, isDocument: isDocument)
        }
        return end
    }

    @inline(never)
    private mutating func readAgain(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isDocument: Bool
    ) throws(JSONDamage) -> Int {
        walk.readsByteArrays.toggle()
        // Without the places of all the numbers.
        draft = RecordDraft()
        laurel = LaurelEvent()
        let end = try walk.read(bytes, range, from: StructureTree.root, isDocument: isDocument, into: &draft)
        draft.findHints()
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
        let end = try readObject(bytes, range, isDocument: isDocument)
        var scanner = JSONScanner(end..<range.upperBound)
        scanner.skipSeparators(in: bytes)
        if scanner.atEnd { return range.upperBound }
        guard bytes[scanner.place] == UInt8(ascii: "{") else { throw .trailingBytes }
        return end
    }
}
