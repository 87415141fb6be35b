import Vocabulary

/// Tells apart the logs that the records of one batch come from, and counts what is held of each.
struct BatchLogs {
    struct Entry {
        let host: String
        let channel: String
        let source: LogSource
        var coverage = ObservationCollector.Coverage()
    }

    /// Host and channel as bytes: most records repeat those of the one before and are never decoded.
    private struct Key: Hashable {
        let host: ArraySlice<UInt8>
        let channel: ArraySlice<UInt8>
    }

    private(set) var entries: [Entry] = []
    private var places: [Key: Int] = [:]
    private var last: (key: Key, place: Int)?

    /// Counts a record; gives the place of its log in ``entries``, nil where it names no computer or log.
    mutating func count(_ record: LogRecord) -> Int? {
        guard let host = record.host, let channel = record.channel ?? record.provider, !host.isNull,
            host.byteCount <= RecordFields.longestText, channel.byteCount <= RecordFields.longestText
        else { return nil }
        let key = Key(host: host.bytes, channel: channel.bytes)
        let place = place(of: key, host, channel)
        entries[place].coverage.add(record.moment)
        return place
    }

    private mutating func place(of key: Key, _ host: FieldValue, _ channel: FieldValue) -> Int {
        if let last, last.key == key { return last.place }
        let place = places[key] ?? entries.count
        if place == entries.count {
            let name = channel.text
            entries.append(Entry(host: host.text, channel: name, source: LogSource(name)))
            places[key] = place
        }
        last = (key, place)
        return place
    }
}
