import Vocabulary

/// Reads channel and provider names, of which neighbouring records mostly have the same.
struct SourceNames {
    private var lastBytes: [UInt8] = []
    private var lastEncoding = ValueEncoding.null
    private var last = CandidateIndex.Name.absent

    /// - Parameter slot: The slot of the name, counted from the record's first; negative where there is none.
    mutating func name(_ slot: Int32, of row: RecordBatch.Row, in batch: RecordBatch, _ index: CandidateIndex)
        -> CandidateIndex.Name
    {
        guard slot >= 0 else { return .absent }
        let value = batch.slots[Int(row.firstSlot) + Int(slot)]
        guard value.length > 0 else { return .absent }
        let range = Int(value.offset)..<Int(value.offset) + Int(value.length)
        let isLast =
            value.encoding.rawValue == lastEncoding.rawValue && range.count == lastBytes.count
            && batch.bytes.withUnsafeBufferPointer { bytes in
                lastBytes.withUnsafeBufferPointer { ByteSearch.equal($0, bytes, at: range.lowerBound) }
            }
        if isLast { return last }
        lastEncoding = value.encoding
        lastBytes = Array(batch.bytes[range])
        var text: [UInt8] = []
        lastBytes.withUnsafeBufferPointer { ValueText.append($0, value.encoding, to: &text) }
        last = index.name(String(decoding: text, as: UTF8.self))
        return last
    }
}
