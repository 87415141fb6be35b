import Vocabulary

/// Tells apart the logs that the records of one batch come from, and counts what is held of each.
struct BatchLogs {
    struct Entry {
        let host: String
        let channel: String
        let source: LogSource
        /// Whether its records name no computer themselves.
        let isAssumed: Bool
        var coverage = ObservationCollector.Coverage()
    }

    /// Host and channel as bytes: most records repeat those of the one before and are never decoded.
    private struct Key: Hashable {
        let host: ByteKey
        let channel: ByteKey
    }

    /// Whose records those are that name no computer.
    let defaultHost: String?

    private(set) var entries: [Entry] = []
    private var places: [Key: Int] = [:]
    private var last: (key: Key, place: Int)?

    init(defaultHost: String? = nil) { self.defaultHost = defaultHost }

    /// Counts a record; gives the place of its log in ``entries``, whose host is empty where nothing says whose it is.
    mutating func count(_ record: LogRecord) -> Int {
        let host = record.host.flatMap { $0.isNull || $0.byteCount == 0 ? nil : $0 }
        let channel = record.channel ?? record.provider
        let key = Key(host: ByteKey(bytes: host?.bytes ?? []), channel: ByteKey(bytes: channel?.bytes ?? []))
        let place = place(of: key, host, channel)
        entries[place].coverage.add(record.moment)
        return place
    }

    /// A name as it is, or the beginning of one that is too long with the sum of all of it (FNV-1a): who writes long names
    /// hides no computer by them, and makes no two of them one.
    private static func bounded(_ value: FieldValue) -> String {
        guard value.byteCount > RecordFields.longestText else { return value.text }
        let sum = value.bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(decoding: value.bytes.prefix(Self.keptOfLongName), as: UTF8.self) + "..." + String(sum, radix: 16)
    }

    private static let keptOfLongName = 200

    private mutating func place(of key: Key, _ host: FieldValue?, _ channel: FieldValue?) -> Int {
        if let last, last.key == key { return last.place }
        let place = places[key] ?? entries.count
        if place == entries.count {
            let name = channel.map(Self.bounded) ?? ""
            let source = LogSource(name)
            let writer = source.namesOthers ? nil : host
            entries.append(
                Entry(
                    host: writer.map(Self.bounded) ?? defaultHost ?? "", channel: name, source: source,
                    isAssumed: writer == nil))
            places[key] = place
        }
        last = (key, place)
        return place
    }
}
