import Vocabulary

/// Writes the fields of journal entries into records.
struct JournalReader {
    private var messages: MessageReader
    /// What is no field of an entry.
    private let damaged: FieldID
    private var start: Int?
    private var time: Timestamp?
    private var program = 0..<0
    private var pid = 0..<0
    private var facility: Int?
    private var text = 0..<0

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
        switch field.name.count {
        case 7 where bytes.equals(field.name, "MESSAGE"): text = field.value
        case 4 where bytes.equals(field.name, "_PID"): pid = field.value
        case 9 where bytes.equals(field.name, "_HOSTNAME"): records.builder.mark(.host)
        case 10 where bytes.equals(field.name, "SYSLOG_PID"): if pid.isEmpty { pid = field.value }
        case 15 where bytes.equals(field.name, "SYSLOG_FACILITY"): facility = bytes.number(field.value)
        case 17 where bytes.equals(field.name, "SYSLOG_IDENTIFIER"): program = field.value
        case 20 where bytes.equals(field.name, "__REALTIME_TIMESTAMP"):
            records.builder.mark(.originalTime)
            // Microseconds since 1970.
            time = bytes.number(field.value).flatMap {
                Timestamp(unixSeconds: Int64($0 / 1_000_000), nanoseconds: Int64($0 % 1_000_000 * 1000))
            }
        default: break
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
        messages.read(
            bytes, SystemMessage(program: program, pid: pid, text: text, facility: facility), into: &records)
        records.end(at: start)
        self.start = nil
    }

    private mutating func begin(at place: Int, into records: inout LineRecords) {
        guard start == nil else { return }
        start = place
        time = nil
        program = 0..<0
        pid = 0..<0
        facility = nil
        text = 0..<0
        records.begin(at: place)
    }
}
