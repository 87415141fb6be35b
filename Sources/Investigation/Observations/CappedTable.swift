/// Sums up values by key and keeps the least `limit` keys, so that it does not depend on the order in which parts arrive.
struct CappedTable<Key: Hashable & Comparable & Sendable, Value: Sendable>: Sendable {
    let limit: Int
    private var kept: [Key: Value] = [:]
    private var overflowed = false

    init(limit: Int) { self.limit = limit }

    mutating func update(_ key: Key, initial: @autoclosure () -> Value, _ change: (inout Value) -> Void) {
        change(&kept[key, default: initial()])
        if kept.count >= 2 * limit { cut() }
    }

    mutating func merge(_ other: Self, _ combine: (Value, Value) -> Value) {
        kept.merge(other.kept, uniquingKeysWith: combine)
        overflowed = overflowed || other.overflowed
        if kept.count >= 2 * limit { cut() }
    }

    mutating func change(_ body: (inout Value) -> Void) {
        for place in kept.values.indices { body(&kept.values[place]) }
    }

    /// What is kept.
    var entries: [Key: Value] {
        guard kept.count > limit else { return kept }
        var copy = self
        copy.cut()
        return copy.kept
    }

    /// True when some of what was observed is missing from ``entries``.
    var isIncomplete: Bool { overflowed || kept.count > limit }

    private mutating func cut() {
        guard kept.count > limit else { return }
        for key in kept.keys.sorted().dropFirst(limit) { kept[key] = nil }
        overflowed = true
    }
}
