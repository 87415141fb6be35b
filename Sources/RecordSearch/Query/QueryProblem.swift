/// Why a query cannot be understood, and where.
package struct QueryProblem: Error, Hashable, Sendable {
    /// Counted from 1, in characters (Unicode scalars) of the query.
    package let column: Int
    /// What is wrong, and what would be right.
    package let message: String

    init(_ column: Int, _ message: String) {
        self.column = column
        self.message = message
    }
}
