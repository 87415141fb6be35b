package import RecordSearch
package import Vocabulary

/// The opened index of one or more cases.
package struct SearchScope: Sendable {
    /// What of a case cannot be found.
    package struct Gap: Sendable {
        package let id: CaseID
        /// Files that were read and are not in the index.
        package let files: Int
        /// Segments that cannot be used, and why.
        package let damage: [String]
    }

    /// An answer over all hits, and the segments that could not give theirs.
    package struct Answer<Value: Sendable>: Sendable {
        package let value: Value
        package let damage: [SegmentDamage]
    }

    package internal(set) var sources: [HitMerge.Source] = []
    package internal(set) var gaps: [Gap] = []
    let width: Int

    init(width: Int) { self.width = width }

    /// The hits one after the other, found as far as they are asked for.
    package func hits(_ query: Query, isReversed: Bool, after: HitKey?) -> HitMerge {
        HitMerge(sources, query: query, isReversed: isReversed, after: after)
    }

    package func count(_ query: Query) async -> Answer<Int> {
        await fold(query, 0, { count, set, _ in count += set.count }, merging: { $0 += $1 })
    }

    /// Hits by time.
    ///
    /// - Parameter seconds: The length of a stretch; nil for one that suits the times of the hits.
    package func histogram(_ query: Query, seconds: Int64?) async -> Answer<TimeHistogram> {
        var length = seconds
        if length == nil {
            let span = await fold(
                query, ClosedRange<Int64>?.none,
                { span, set, segment throws(SegmentDamage) in Self.extend(&span, try segment.times(of: set)) },
                merging: { Self.extend(&$0, $1) })
            length = span.value.map(TimeHistogram.seconds(for:)) ?? 1
        }
        return await fold(
            query, TimeHistogram(seconds: length ?? 1),
            { histogram, set, segment throws(SegmentDamage) in try histogram.add(set, of: segment) },
            merging: { $0.merge($1) })
    }

    /// The values of a field among the hits.
    package func top(_ query: Query, field: SearchField) async -> Answer<TopValues> {
        await fold(
            query, TopValues(field: field),
            { top, set, segment throws(SegmentDamage) in try top.add(set, of: segment) }, merging: { $0.merge($1) })
    }

    /// Fields that a query names and that no record has: most likely misspelt.
    package func unknownFields(of query: Query) -> [SearchField] {
        var unknown = query.fields
        for source in sources {
            if unknown.isEmpty { break }
            // What a damaged segment has is not known, and was told when it was searched.
            unknown = (try? source.segment.unknown(unknown)) ?? unknown
        }
        return unknown.sorted { $0.name < $1.name }
    }

    private static func extend(_ span: inout ClosedRange<Int64>?, _ other: ClosedRange<Int64>?) {
        guard let other else { return }
        span = span.map { min($0.lowerBound, other.lowerBound)...max($0.upperBound, other.upperBound) } ?? other
    }

    /// Goes through all segments, some side by side.
    private func fold<Value: Sendable>(
        _ query: Query, _ start: Value,
        _ add: @escaping @Sendable (inout Value, RecordSet, Segment) throws(SegmentDamage) -> Void,
        merging merge: (inout Value, Value) -> Void
    ) async -> Answer<Value> {
        let (sources, width) = (sources, width)
        return await withTaskGroup(of: Answer<Value>.self) { group in
            for worker in 0..<width {
                group.addTask {
                    var value = start
                    var damage: [SegmentDamage] = []
                    for place in stride(from: worker, to: sources.count, by: width) {
                        do throws(SegmentDamage) {
                            let segment = sources[place].segment
                            try add(&value, try segment.records(matching: query), segment)
                        } catch { damage.append(error) }
                    }
                    return Answer(value: value, damage: damage)
                }
            }
            var value = start
            var damage: [SegmentDamage] = []
            for await answer in group {
                merge(&value, answer.value)
                damage += answer.damage
            }
            return Answer(value: value, damage: damage)
        }
    }
}
