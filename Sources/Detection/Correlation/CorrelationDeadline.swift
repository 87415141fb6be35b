/// A moment at which a group of a correlation is to be looked at again.
struct CorrelationDeadline {
    let ticks: Int64
    /// Its place in the rule set.
    let correlation: Int
    let group: CorrelationGroup

    /// A total order, so that results do not depend on how groups are stored.
    @Sendable
    static func precedes(_ left: CorrelationDeadline, _ right: CorrelationDeadline) -> Bool {
        if left.ticks != right.ticks { return left.ticks < right.ticks }
        if left.correlation != right.correlation { return left.correlation < right.correlation }
        return left.group.key.lexicographicallyPrecedes(right.group.key)
    }
}
