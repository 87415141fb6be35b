package import RecordSearch
package import Vocabulary

/// The opened index of one or more cases.
package struct SearchScope: Sendable {
    /// What of a case cannot be found.
    package struct Gap: Sendable {
        package let id: CaseID
        /// Files that were read and are not in the index.
        package let files: Int
        /// Files that were sealed and never read, as by a run that was ended.
        package let unread: Int
        /// Segments that cannot be used, and why.
        package let damage: [String]

        /// The command that reads what was not.
        package let reading: String
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
        guard seconds == nil else { return await histogram(query, seconds: seconds ?? 1, known: [:]) }
        let found = await fold(
            query, FoundSets(),
            { found, set, place throws(SegmentDamage) in
                guard let times = try sources[place].segment.times(of: set) else { return }
                found.extend(times)
                if place < Self.mostKept { found.sets[place] = set }
            }, merging: { $0.merge($1) })
        let length = found.value.span.map(TimeHistogram.seconds(for:)) ?? 1
        return await histogram(query, seconds: length, known: found.value.sets)
    }

    /// Segments whose hits are kept from the first look to the second, at 8 KB each.
    private static let mostKept = 1024

    /// When hits are, and which they are.
    private struct FoundSets: Sendable {
        var span: ClosedRange<Int64>?
        /// By the place of the segment.
        var sets: [Int: RecordSet] = [:]

        mutating func extend(_ other: ClosedRange<Int64>) {
            span = span.map { min($0.lowerBound, other.lowerBound)...max($0.upperBound, other.upperBound) } ?? other
        }

        mutating func merge(_ other: FoundSets) {
            if let span = other.span { extend(span) }
            sets.merge(other.sets) { one, _ in one }
        }
    }

    private func histogram(
        _ query: Query, seconds: Int64, known: [Int: RecordSet]
    ) async -> Answer<TimeHistogram> {
        await fold(
            query, TimeHistogram(seconds: seconds), known: known,
            { histogram, set, place throws(SegmentDamage) in try histogram.add(set, of: sources[place].segment) },
            merging: { $0.merge($1) })
    }

    /// The values of a field among the hits.
    package func top(_ query: Query, field: SearchField) async -> Answer<TopValues> {
        await fold(
            query, TopValues(field: field),
            { top, set, place throws(SegmentDamage) in try top.add(set, of: sources[place].segment) },
            merging: { $0.merge($1) })
    }

    /// Fields that a query names and that no record has: most likely misspelt.
    package func unknownFields(of query: Query) -> [SearchField] { unknown(query.fields).sorted { $0.name < $1.name } }

    /// Whether no record has a field.
    package func isUnknown(_ field: SearchField) -> Bool { !unknown([field]).isEmpty }

    private func unknown(_ fields: Set<SearchField>) -> Set<SearchField> {
        var unknown = fields
        for source in sources {
            if unknown.isEmpty { break }
            // What a damaged segment has is not known, and was told when it was searched.
            unknown = (try? source.segment.unknown(unknown)) ?? unknown
        }
        return unknown
    }

    /// Goes through all segments, some side by side.
    ///
    /// - Parameters:
    ///   - known: The hits of segments, by their places, as far as they are known.
    ///   - add: Takes the hits of a segment, and its place.
    private func fold<Value: Sendable>(
        _ query: Query, _ start: Value, known: [Int: RecordSet] = [:],
        _ add: @escaping @Sendable (inout Value, RecordSet, Int) throws(SegmentDamage) -> Void,
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
                            if let set = known[place] {
                                try add(&value, set, place)
                            } else {
                                try add(&value, try sources[place].segment.records(matching: query), place)
                            }
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
