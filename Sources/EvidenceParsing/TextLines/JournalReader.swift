import Vocabulary

/// Writes the fields of journal entries into records.
struct JournalReader {
    private var messages: MessageReader
    /// What is no field of an entry.
    private let damaged: FieldID
    private var start: Int?
    private var time: Timestamp?
    private var message = JournalMessage()

    init(_ records: inout LineRecords) {
        messages = MessageReader(&records, isNamedElsewhere: true)
        damaged = records.field("message")
    }

    /// - Parameter place: Where the field begins in the portion.
    @inline(__always)
    mutating func add(
        _ bytes: Span<UInt8>, _ field: JournalEntries.Field, at place: Int, into records: inout LineRecords
    ) {
        begin(at: place, into: &records)
        records.add(bytes, key: field.name, field.value)
        switch JournalMessage.Part(bytes, field.name) {
        case nil: break
        case .host: records.builder.mark(.host)
        case .time:
            records.builder.mark(.originalTime)
            // Microseconds since 1970.
            time = bytes.number(field.value).flatMap {
                Timestamp(unixSeconds: Int64($0 / 1_000_000), nanoseconds: Int64($0 % 1_000_000 * 1000))
            }
        case let part?: message.note(part, bytes, field.value)
        }
    }

    /// Keeps what is no field beside the fields of its entry.
    mutating func addDamaged(_ range: Range<Int>, into records: inout LineRecords) {
        begin(at: range.lowerBound, into: &records)
        records.add(damaged, range)
    }

    mutating func end(_ bytes: Span<UInt8>, into records: inout LineRecords) {
        guard let start else { return }
        if let time { records.builder.setTime(time, zone: .stated) } else { records.badTime(at: start) }
        messages.read(bytes, message.said, into: &records)
        records.end(at: start)
        self.start = nil
    }

    private mutating func begin(at place: Int, into records: inout LineRecords) {
        guard start == nil else { return }
        start = place
        time = nil
        message = JournalMessage()
        records.begin(at: place)
    }
}
