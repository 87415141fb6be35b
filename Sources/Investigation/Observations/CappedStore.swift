import Vocabulary

/// Keeps the least `limit` of the observations it is given.
///
/// Up to twice as many are held until they are sorted out. "The least of all" does not depend on the order in which parts arrive, so a case reads the same whichever file was
/// taken first, even when there was too much to keep.
struct CappedStore<Act: Sendable>: Sendable {
    let limit: Int
    private var kept: [Observation<Act>] = []
    private var overflowed = false

    init(limit: Int) { self.limit = limit }

    mutating func insert(_ observation: Observation<Act>) {
        kept.append(observation)
        // Cutting at twice the limit makes the cost of sorting constant per observation.
        if kept.count >= 2 * limit { cut() }
    }

    mutating func merge(_ other: Self) {
        kept.append(contentsOf: other.kept)
        overflowed = overflowed || other.overflowed
        if kept.count >= 2 * limit { cut() }
    }

    mutating func change(_ body: (inout Observation<Act>) -> Void) {
        for place in kept.indices { body(&kept[place]) }
    }

    /// What is kept, in order of time.
    var sorted: [Observation<Act>] {
        Array(kept.sorted().prefix(limit))
    }

    /// True when some of what was observed is missing from ``sorted``.
    var isIncomplete: Bool { overflowed || kept.count > limit }

    private mutating func cut() {
        kept.sort()
        if kept.count > limit {
            kept.removeLast(kept.count - limit)
            overflowed = true
        }
    }
}

/// Sums up values by key and keeps the least `limit` keys, for the same reason.
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
