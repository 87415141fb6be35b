import Vocabulary

/// Reads the messages of journal entries that came as JSON objects as those of its other forms are.
struct JournalObjectReader {
    private var records: LineRecords
    private var messages: MessageReader
    /// The values that messages are read from; no two of them stand side by side.
    private var text: [UInt8] = []

    private static let gap: [UInt8] = [0, 0, 0, 0]

    /// To be made between records.
    init(_ builder: inout RecordBatchBuilder, assuming assumptions: TimeAssumptions) {
        records = LineRecords(beside: &builder, assuming: assumptions)
        swap(&builder, &records.builder)
        messages = MessageReader(&records, isNamedElsewhere: true)
        swap(&builder, &records.builder)
    }

    /// Adds what the message of an entry says to the record that was begun.
    ///
    /// - Parameter position: Where the record begins in the file.
    /// - Returns: What was wrong with it.
    mutating func read(
        _ draft: borrowing RecordDraft, _ bytes: Span<UInt8>, at position: UInt64,
        into builder: inout RecordBatchBuilder
    ) -> [ParseIssue] {
        var text = self.text
        self.text = []
        text.removeAll(keepingCapacity: true)
        var message = JournalMessage()
        for value in draft.values where value.canBeCommon {
            let name = draft.tree.name(of: value.place).utf8.span
            guard let part = JournalMessage.Part(name, 0..<name.count) else { continue }
            let start = text.count
            draft.withBytes(of: value, in: bytes) { value.escape.appendDecoded($0, value.range, to: &text) }
            message.note(part, text.span, start..<text.count)
            text += Self.gap
        }
        swap(&builder, &records.builder)
        records.resume(at: position, text: text)
        messages.read(text.span, message.said, into: &records)
        swap(&builder, &records.builder)
        self.text = text
        return records.leave()
    }
}
