/// How the values of a field come.
///
/// Most fields say the same in one record as in the one before, or something that was said before. Others hardly ever
/// repeat a value: numbers of records, times, identifiers. Looking those up would be most of the work of a builder, and
/// for nothing; a value that is numbered twice is found as well as any other.
struct FieldHabit {
    /// Values that are looked up before it is decided, and again after each stretch of ``trusted`` that were not.
    private static let watched: UInt16 = 256
    private static let trusted: UInt16 = 8192
    /// Of the values watched, how many may be known for the field to be held for one that does not repeat.
    private static let mostKnown: UInt16 = 2

    /// The value that was met last; `.max` before the first.
    private(set) var latest = UInt32.max
    private(set) var isLookedUp = true
    private var seen: UInt16 = 0
    private var known: UInt16 = 0

    /// Takes note of a value that was not the latest.
    @inline(__always)
    mutating func note(_ number: UInt32, isNew: Bool) {
        latest = number
        seen += 1
        if !isNew { known += 1 }
        guard seen == (isLookedUp ? Self.watched : Self.trusted) else { return }
        isLookedUp = !isLookedUp || known > Self.mostKnown
        seen = 0
        known = 0
    }
}
