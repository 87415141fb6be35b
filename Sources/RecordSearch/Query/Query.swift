/// What is asked of the records: the tree behind a text such as `host:WS5 AND "10.0.0.5"`.
///
///     let query = try Query("event_id:4624 -account:SYSTEM time:[2026-01-01 TO 2026-02-01}")
package indirect enum Query: Hashable, Sendable {
    case everything
    /// Some field has such a value.
    case anywhere(ValuePattern)
    case field(SearchField, ValuePattern)
    /// The record has a time, and it lies there.
    case time(TimeSpan)
    /// The record has the field, with a value.
    case exists(SearchField)
    /// The record is that of this number in the file whose hash begins so.
    case reference(hash: String, record: Int)
    case all([Query])
    case any([Query])
    case not(Query)

    /// Reads the text of a query: see `docs/search.md`. An empty text asks for everything.
    package init(_ text: String) throws(QueryProblem) {
        self = try QueryParser.parse(text)
    }

    /// The query, within a span of time.
    package func within(_ span: TimeSpan) -> Query { .all([.time(span), self]) }

    /// Records without a time that nothing but a bound of time keeps out; nil where the query has no such bound.
    package var withoutTime: Query? {
        let unbounded = withoutBounds
        return unbounded == self ? nil : .all([.not(.time(.always)), unbounded, .not(self)])
    }

    /// The query as if every record were within its spans of time. That a record has a time is no bound.
    private var withoutBounds: Query {
        switch self {
        case .time(let span) where span != .always: .everything
        case .everything, .anywhere, .field, .time, .exists, .reference: self
        case .all(let parts): .all(parts.map(\.withoutBounds))
        case .any(let parts): .any(parts.map(\.withoutBounds))
        case .not(let part): .not(part.withoutBounds)
        }
    }

    /// Every field that the query names.
    package var fields: Set<SearchField> {
        switch self {
        case .everything, .anywhere, .time, .reference: []
        case .field(let field, _), .exists(let field): [field]
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
        case .not(let part): part.fields
        }
    }
}

/// A stretch of time, from a tick to before another.
package struct TimeSpan: Hashable, Sendable {
    /// 100 ns since 1601, included.
    package let lower: Int64
    /// Not included.
    package let upper: Int64

    /// - Parameters: Ticks; nil for the beginning and the end of time.
    package init(from lower: Int64?, before upper: Int64?) {
        self.init(lower: lower ?? 0, upper: upper ?? .max)
    }

    /// The stretch that a text means: all of a day for `2026-03-01`, a second for `2026-03-01T10:00:00Z`. In UTC unless it
    /// states a zone; nil where it is no time.
    package init?(_ text: String) {
        guard let span = TimeText.span(of: text) else { return nil }
        self = span
    }

    init(lower: Int64, upper: Int64) {
        self.lower = lower
        self.upper = upper
    }

    /// Every time there is.
    static let always = TimeSpan(lower: 0, upper: .max)
}
