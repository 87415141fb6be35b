/// An indicator was found in a value of a record.
struct IndicatorHit: Hashable, Sendable {
    /// Its number in the ``IndicatorSet``.
    let indicator: Int
    /// Place of the value in the batch's slots.
    let slot: Int
    /// What of the value it is, in bytes of its case-folded text.
    let range: Range<Int>
}
