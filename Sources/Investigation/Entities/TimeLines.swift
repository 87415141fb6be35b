import Vocabulary

/// Time lines of many numbers at once: places of something that is in order of time, to be asked for those around a
/// moment. The same questions as of a ``TimeLine``, and the same limits.
struct TimeLines {
    struct Moment: BitwiseCopyable {
        let ticks: Int64
        let place: UInt32
    }

    private let buckets: Buckets<Moment>

    /// - Parameter item: The number and the moment of each place, in order of time; nil for one to leave out.
    init(numbers: Int, count: Int, item: (Int) -> (number: UInt32, time: Timestamp)?) {
        buckets = Buckets(numbers: numbers, count: count) { place in
            item(place).map { ($0.number, Moment(ticks: $0.time.ticks, place: UInt32(place))) }
        }
    }

    /// All of one number.
    func all(of number: UInt32) -> ArraySlice<Moment> { buckets[number] }

    /// All of one number from a place on.
    func all(of number: UInt32, from place: UInt32) -> ArraySlice<Moment> {
        let range = buckets.range(of: number)
        return buckets.values[range.firstPlace { buckets.values[$0].place >= place }..<range.upperBound]
    }

    /// What lies no more than so many seconds before or after a moment.
    func around(_ time: Timestamp, of number: UInt32, within seconds: Int64) -> ArraySlice<Moment> {
        let range = buckets.range(of: number)
        guard !range.isEmpty else { return [] }
        let half = TimeLine<Void>.most / 2
        let middle = first(notBefore: time, in: range)
        let start = max(first(notBefore: time.advanced(bySeconds: -seconds), in: range), middle - half)
        return buckets.values[start..<end(from: middle, until: time.advanced(bySeconds: seconds), most: half, range)]
    }

    /// What lies between two moments, and no more than so many seconds outside them.
    func between(_ start: Timestamp, _ end: Timestamp, of number: UInt32, within seconds: Int64) -> ArraySlice<Moment> {
        let range = buckets.range(of: number)
        guard !range.isEmpty else { return [] }
        let first = first(notBefore: start.advanced(bySeconds: -seconds), in: range)
        let last = end.advanced(bySeconds: seconds)
        return buckets.values[first..<self.end(from: first, until: last, most: TimeLine<Void>.most, range)]
    }

    /// Whether there is a value no earlier than a moment and no more than so many seconds after it.
    func hasAny(from time: Timestamp, of number: UInt32, within seconds: Int64) -> Bool {
        let range = buckets.range(of: number)
        guard !range.isEmpty else { return false }
        let next = first(notBefore: time, in: range)
        return next < range.upperBound && buckets.values[next].ticks <= time.advanced(bySeconds: seconds).ticks
    }

    private func first(notBefore time: Timestamp, in range: Range<Int>) -> Int {
        range.firstPlace { buckets.values[$0].ticks >= time.ticks }
    }

    private func end(from start: Int, until time: Timestamp, most: Int, _ range: Range<Int>) -> Int {
        var end = start
        while end < range.upperBound, end - start < most, buckets.values[end].ticks <= time.ticks { end += 1 }
        return end
    }
}

extension Range<Int> {
    /// The first place from which on something holds; the end where it never does.
    func firstPlace(where holds: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
