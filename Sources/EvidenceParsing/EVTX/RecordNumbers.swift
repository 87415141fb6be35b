package import Vocabulary

/// The numbers of a log's records, to tell which are missing.
///
/// Windows counts the records of a log one by one, so a hole is what was lost, removed, or left out of an export. By
/// itself it is never a sign of tampering: logs exported by a query are full of them. Order plays no part: a log that
/// is full goes on at its first chunk.
package struct RecordNumbers: Sendable {
    /// Runs of numbers kept. Beyond it the closest ones count as one, so that hostile numbers cannot fill memory.
    private static let mostRuns = 1 << 14

    private var runs: [ClosedRange<UInt64>] = []

    package init() {}

    /// The numbers of a batch.
    package init(_ batch: RecordBatch) {
        for row in batch.rows { add(row.number...row.number) }
    }

    package mutating func add(_ others: RecordNumbers) {
        for run in others.runs { add(run) }
    }

    /// Every run of numbers between the lowest and the highest that no record has, in order.
    package var gaps: [ClosedRange<UInt64>] {
        let runs = Self.merged(runs)
        return zip(runs, runs.dropFirst()).map { $0.upperBound + 1...$1.lowerBound - 1 }
    }

    private mutating func add(_ run: ClosedRange<UInt64>) {
        if let last = runs.last, last.upperBound < .max, last.upperBound + 1 == run.lowerBound {
            runs[runs.count - 1] = last.lowerBound...run.upperBound
            return
        }
        runs.append(run)
        if runs.count >= 2 * Self.mostRuns { runs = Self.limited(Self.merged(runs)) }
    }

    /// In order, those that touch or overlap as one.
    private static func merged(_ runs: [ClosedRange<UInt64>]) -> [ClosedRange<UInt64>] {
        var merged: [ClosedRange<UInt64>] = []
        for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, last.upperBound == .max || last.upperBound + 1 >= run.lowerBound {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
            } else {
                merged.append(run)
            }
        }
        return merged
    }

    /// Closes the smallest holes until there are few enough.
    private static func limited(_ runs: [ClosedRange<UInt64>]) -> [ClosedRange<UInt64>] {
        guard runs.count > mostRuns else { return runs }
        let holes = zip(runs, runs.dropFirst()).map { $1.lowerBound - $0.upperBound }.sorted()
        let closed = holes[runs.count - mostRuns]
        var kept: [ClosedRange<UInt64>] = []
        for run in runs {
            if let last = kept.last, run.lowerBound - last.upperBound <= closed {
                kept[kept.count - 1] = last.lowerBound...run.upperBound
            } else {
                kept.append(run)
            }
        }
        return kept
    }
}
