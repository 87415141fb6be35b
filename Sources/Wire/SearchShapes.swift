package import RecordSearch
import Vocabulary

/// How many records a query finds.
package struct HitCountShape: Encodable, Sendable {
    let count: Int

    package init(count: Int) { self.count = count }

    /// The same as CSV with a line of names.
    package var csv: String { CSVText.table([["count"], ["\(count)"]]) }
}

/// Hits by time: `{"seconds":3600,"withoutTime":0,"buckets":[{"time":"..","count":4}]}`. Stretches without hits are left
/// out.
package struct HistogramShape: Encodable, Sendable {
    struct Bucket: Encodable, Sendable {
        let time: String
        let count: Int
    }

    let seconds: Int64
    let withoutTime: Int
    let buckets: [Bucket]

    package init(_ histogram: TimeHistogram) {
        seconds = histogram.seconds
        withoutTime = histogram.withoutTime
        buckets = histogram.buckets.map { Bucket(time: $0.start.description, count: $0.count) }
    }

    /// The same as CSV with a line of names; records without a time stand last, in a row without one.
    package var csv: String {
        let rows = buckets.map { [$0.time, "\($0.count)"] } + (withoutTime > 0 ? [["", "\(withoutTime)"]] : [])
        return CSVText.table([["time", "count"]] + rows)
    }
}

/// The most frequent values of a field among hits.
package struct TopValuesShape: Encodable, Sendable {
    struct Item: Encodable, Sendable {
        let value: String
        let count: Int
    }

    let field: String
    /// How many distinct values there are; more where `isIncomplete`.
    let distinct: Int
    let isIncomplete: Bool
    let values: [Item]

    package init(_ top: TopValues, limit: Int) {
        field = top.field.name
        distinct = top.distinct
        isIncomplete = top.isIncomplete
        values = top.top(limit).map { Item(value: $0.value, count: $0.count) }
    }

    /// The same as CSV with a line of names.
    package var csv: String { CSVText.table([[field, "count"]] + values.map { [$0.value, "\($0.count)"] }) }
}
