import Vocabulary

/// Keeps the least `limit` of the observations it is given.
///
/// "The least of all" does not depend on the order in which parts arrive, so a case reads the same whichever file was
/// taken first, even when there was too much to keep.
struct CappedStore<Act: Sendable>: Sendable {
    let limit: Int
    private var kept: [Observation<Act>] = []
    /// True when something was left out.
    private(set) var overflowed = false

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
    private(set) var entries: [Key: Value] = [:]
    private(set) var overflowed = false

    init(limit: Int) { self.limit = limit }

    mutating func update(_ key: Key, initial: @autoclosure () -> Value, _ change: (inout Value) -> Void) {
        change(&entries[key, default: initial()])
        if entries.count >= 2 * limit { cut() }
    }

    mutating func merge(_ other: Self, _ combine: (Value, Value) -> Value) {
        entries.merge(other.entries, uniquingKeysWith: combine)
        overflowed = overflowed || other.overflowed
        if entries.count > limit { cut() }
    }

    private mutating func cut() {
        for key in entries.keys.sorted().dropFirst(limit) {
            entries[key] = nil
            overflowed = true
        }
    }
}
