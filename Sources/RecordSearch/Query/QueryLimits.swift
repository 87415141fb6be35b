/// What a query may ask for at most. People stay far below; the limits keep a pasted list or a script from asking for
/// hours of work.
package enum QueryLimits {
    /// Characters of a query: a few hundred indicators.
    package static let length = 16_384
    /// Groups inside groups.
    package static let depth = 32
    /// Terms of a query.
    package static let clauses = 1_024
    /// Wildcards in one term: each may be tried at every place of a value.
    package static let wildcards = 16
}
