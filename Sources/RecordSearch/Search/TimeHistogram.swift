package import Vocabulary

/// How many hits fall into each stretch of time.
package struct TimeHistogram: Sendable {
    /// Stretches that have hits, at most: a histogram is for looking at.
    package static let mostBuckets = 10_000

    /// The length of a stretch, in seconds. Stretches begin at multiples of it, counted from Monday, 1601-01-01 UTC.
    package let seconds: Int64
    /// Hits by the beginning of their stretch, in ticks; those without a time apart.
    private var counts: [Int64: Int] = [:]
    package private(set) var withoutTime = 0
    /// There would be more stretches than ``mostBuckets``: the interval is too short.
    package private(set) var isOverfull = false

    package init(seconds: Int64) { self.seconds = max(1, seconds) }

    /// Stretches that have hits, in order.
    package var buckets: [(start: Timestamp, count: Int)] {
        counts.sorted { $0.key < $1.key }.compactMap { start, count in
            Timestamp(ticks: start).map { ($0, count) }
        }
    }

    /// Adds hits of one segment.
    package mutating func add(_ set: RecordSet, of segment: Segment) throws(SegmentDamage) {
        let length = seconds * Timestamp.ticksPerSecond
        try segment.read { reader throws(SegmentDamage) in
            var next = try reader.firstRecord(notBefore: 0)
            withoutTime += set.count(in: 0..<next)
            while let record = set.first(from: next), record < reader.recordCount {
                let time = try reader.time(record)
                guard Timestamp(ticks: time) != nil else { throw SegmentDamage("times out of order") }
                let start = time - time % length
                next = try reader.firstRecord(notBefore: start + length, from: record + 1)
                guard counts[start] != nil || counts.count < Self.mostBuckets else {
                    isOverfull = true
                    return
                }
                counts[start, default: 0] += set.count(in: record..<next)
            }
        }
    }

    package mutating func merge(_ other: TimeHistogram) {
        counts.merge(other.counts, uniquingKeysWith: +)
        withoutTime += other.withoutTime
        isOverfull = isOverfull || other.isOverfull || counts.count > Self.mostBuckets
    }

    /// The shortest of the usual intervals with which a span of time has at most sixty stretches.
    package static func seconds(for span: ClosedRange<Int64>) -> Int64 {
        let length = (span.upperBound - span.lowerBound) / Timestamp.ticksPerSecond
        return usual.first { length / $0 < 60 } ?? 365 * 86_400
    }

    private static let usual: [Int64] = [
        1, 5, 10, 30, 60, 300, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86_400, 7 * 86_400, 30 * 86_400,
        91 * 86_400,
    ]
}

extension Segment {
    /// The earliest and the latest time of some of its records; nil where none of them has one.
    package func times(of set: RecordSet) throws(SegmentDamage) -> ClosedRange<Int64>? {
        try read { reader throws(SegmentDamage) in
            guard let first = set.first(from: try reader.firstRecord(notBefore: 0)),
                let last = set.last(through: count - 1), first <= last
            else { return nil }
            let times = (try reader.time(first), try reader.time(last))
            guard times.0 <= times.1 else { throw SegmentDamage("times out of order") }
            return times.0...times.1
        }
    }
}
