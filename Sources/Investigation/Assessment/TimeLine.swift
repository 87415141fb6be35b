import Vocabulary

/// Values in order of time, to be asked for those around a moment.
struct TimeLine<Value> {
    /// Most values one question gives, those nearest to the moment. A busy server sees this many in a minute; a flood of
    /// records with one time must not make every question walk through all of them.
    static var most: Int { 400 }

    private var items: [(time: Timestamp, value: Value)] = []

    /// The moment of the first value.
    var first: Timestamp? { items.first?.time }

    /// Values must come in order of time.
    mutating func append(_ value: Value, at time: Timestamp) { items.append((time, value)) }

    /// What lies no more than so many seconds before or after a moment.
    func around(_ time: Timestamp, within seconds: Int64) -> [Value] {
        let middle = place(of: time)
        let first = time.advanced(bySeconds: -seconds)
        let last = time.advanced(bySeconds: seconds)
        let before = items[..<middle].suffix(Self.most / 2).filter { $0.time >= first }
        return before.map(\.value) + items[middle...].prefix(Self.most / 2).prefix { $0.time <= last }.map(\.value)
    }

    /// What lies between two moments, and no more than so many seconds outside them.
    func between(_ start: Timestamp, _ end: Timestamp, within seconds: Int64) -> [Value] {
        let last = end.advanced(bySeconds: seconds)
        return items[place(of: start.advanced(bySeconds: -seconds))...].prefix(Self.most)
            .prefix { $0.time <= last }.map(\.value)
    }

    /// Place of the first value that is not before a moment.
    private func place(of time: Timestamp) -> Int {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
