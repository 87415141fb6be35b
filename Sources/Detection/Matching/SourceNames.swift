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
        let bytes = batch.bytes[Int(value.offset)..<Int(value.offset) + Int(value.length)]
        if value.encoding == lastEncoding, bytes.count == lastBytes.count, bytes.elementsEqual(lastBytes) {
            return last
        }
        lastEncoding = value.encoding
        lastBytes = Array(bytes)
        var text: [UInt8] = []
        bytes.withUnsafeBufferPointer { ValueText.append($0, value.encoding, to: &text) }
        last = index.name(String(decoding: text, as: UTF8.self))
        return last
    }
}
