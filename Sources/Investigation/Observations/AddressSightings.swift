import Vocabulary

/// What speaks for one computer having used one address, and when.
struct AddressSightings: Sendable {
    struct Day: Sendable {
        let number: Int32
        var weight: Int32
    }

    /// Most days that are told apart, the latest: addresses are handed out anew within days.
    static let keptDays = 64
    private static let secondsOfDay: Int64 = 86_400

    /// Of all that speaks for it.
    private(set) var weight = 0
    /// Of that, the names that clients gave themselves.
    private(set) var claimed = 0
    /// By how many firm records on each day, in order; see ``AddressWeight/firm``.
    private(set) var days: [Day] = []

    var isFirm: Bool { !days.isEmpty }

    mutating func add(_ weight: Int, at time: Timestamp, isClaim: Bool = false) {
        self.weight &+= weight
        if isClaim { claimed &+= weight }
        if weight >= AddressWeight.firm { add(Day(number: Self.day(of: time), weight: Int32(weight))) }
    }

    mutating func merge(_ other: Self) {
        weight &+= other.weight
        claimed &+= other.claimed
        for day in other.days { add(day) }
    }

    func joined(with other: Self) -> Self {
        var joined = self
        joined.merge(other)
        return joined
    }

    /// Of the firm records no more than so many days from one.
    func weight(around day: Int32, within span: Int32) -> Int {
        days.reduce(0) { abs(Int64($1.number) - Int64(day)) <= Int64(span) ? $0 &+ Int($1.weight) : $0 }
    }

    static func day(of time: Timestamp) -> Int32 { Int32(clamping: time.unixSeconds / secondsOfDay) }

    private mutating func add(_ day: Day) {
        let place = days.lastIndex { $0.number <= day.number }
        if let place, days[place].number == day.number {
            days[place].weight = Int32(clamping: Int64(days[place].weight) + Int64(day.weight))
            return
        }
        days.insert(day, at: place.map { $0 + 1 } ?? 0)
        if days.count > Self.keptDays { days.removeFirst() }
    }
}
