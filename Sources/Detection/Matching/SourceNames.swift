import Vocabulary

/// Reads channel and provider names, of which a log has a few that change all the time.
struct SourceNames {
    private struct Known {
        var bytes: [UInt8] = []
        var encoding = ValueEncoding.null
        var name = CandidateIndex.Name.absent
    }

    /// Names met lately, each at a place that its length and last letter give.
    private var known = Array(repeating: Known(), count: 16)

    /// - Parameter slot: The slot of the name, counted from the record's first; negative where there is none.
    mutating func name(_ slot: Int32, of row: RecordBatch.Row, in batch: RecordBatch, _ index: CandidateIndex)
        -> CandidateIndex.Name
    {
        guard slot >= 0 else { return .absent }
        let value = batch.slots[Int(row.firstSlot) + Int(slot)]
        guard value.length > 0 else { return .absent }
        let range = Int(value.offset)..<Int(value.offset) + Int(value.length)
        let place = (range.count &+ Int(batch.bytes[max(range.lowerBound, range.upperBound - 2)])) % known.count
        let isKnown =
            value.encoding.rawValue == known[place].encoding.rawValue && range.count == known[place].bytes.count
            && batch.bytes.withUnsafeBufferPointer { bytes in
                known[place].bytes.withUnsafeBufferPointer { ByteSearch.equal($0, bytes, at: range.lowerBound) }
            }
        if isKnown { return known[place].name }
        let bytes = Array(batch.bytes[range])
        var text: [UInt8] = []
        bytes.withUnsafeBufferPointer { ValueText.append($0, value.encoding, to: &text) }
        known[place] = Known(
            bytes: bytes, encoding: value.encoding, name: index.name(String(decoding: text, as: UTF8.self)))
        return known[place].name
    }
}
