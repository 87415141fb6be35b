/// A segment is not as it was written. It is rebuilt from the evidence; until then what it holds cannot be searched.
package struct SegmentDamage: Error, Hashable, Sendable {
    /// Where it was noticed, in words of our own.
    package let detail: String

    init(_ detail: String) { self.detail = detail }
}
