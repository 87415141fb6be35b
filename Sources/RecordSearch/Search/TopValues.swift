/// The most frequent values of a field among hits. Values that differ only in the case of letters are one, as they are for
/// the search; of addresses, an address of IPv4 written as IPv6 (`::ffff:10.0.0.5`) is that of IPv4.
package struct TopValues: Sendable {
    /// Distinct values that are counted, each spelling for itself. Fields with more, such as numbers of records, have no top worth asking for.
    package static let mostValues = 500_000

    package let field: SearchField
    /// By spelling.
    private var counts: [String: Int] = [:]
    /// There were more than ``mostValues``: those that came later are not counted.
    package private(set) var isIncomplete = false

    package init(field: SearchField) { self.field = field }

    /// How many distinct values there are.
    package var distinct: Int { values.count }

    /// The most frequent ones, each in its most frequent spelling; the first of equals by their text.
    package func top(_ count: Int) -> [(value: String, count: Int)] {
        values.sorted { ($1.total, $0.spelling) < ($0.total, $1.spelling) }.prefix(count).map {
            ($0.spelling, $0.total)
        }
    }

    private struct Value {
        var spelling: String
        /// Hits with that spelling.
        var most: Int
        var total: Int
    }

    private var values: [Value] {
        var values: [[UInt8]: Value] = [:]
        for (spelling, count) in counts {
            var value = values[TextFolding.fold(spelling)] ?? Value(spelling: spelling, most: 0, total: 0)
            value.total += count
            if (value.most, spelling) < (count, value.spelling) { (value.spelling, value.most) = (spelling, count) }
            values[TextFolding.fold(spelling)] = value
        }
        return Array(values.values)
    }

    /// Adds hits of one segment. A record with several of the values counts for each; of fields that are found by a name
    /// of ours, values that say nothing (none, or the `-` of Windows) are passed over.
    package mutating func add(_ set: RecordSet, of segment: Segment) throws(SegmentDamage) {
        guard !set.isEmpty else { return }
        var blocks = UnpackedBlocks()
        try segment.read { reader throws(SegmentDamage) in
            for range in try reader.values(of: field) {
                for value in range {
                    let found = try reader.count(recordsOf: value, in: set)
                    guard found > 0 else { continue }
                    let text = try reader.withText(of: value, segment: 0, &blocks) { text throws(SegmentDamage) in
                        String(decoding: text, as: UTF8.self)
                    }
                    if field.meaning != nil, text.isEmpty || text == "-" { continue }
                    add(text, found)
                }
            }
        }
    }

    package mutating func merge(_ other: TopValues) {
        for (text, count) in other.counts { add(text, count) }
        isIncomplete = isIncomplete || other.isIncomplete
    }

    private mutating func add(_ spelling: String, _ count: Int) {
        let text = field.isAddress ? NetworkAddress.dotted(spelling) ?? spelling : spelling
        if counts[text] == nil, counts.count >= Self.mostValues {
            isIncomplete = true
        } else {
            counts[text, default: 0] += count
        }
    }
}

extension Segment {
    /// Those of some fields that no record of the segment has.
    package func unknown(_ fields: Set<SearchField>) throws(SegmentDamage) -> Set<SearchField> {
        try read { reader throws(SegmentDamage) in
            var unknown: Set<SearchField> = []
            for field in fields where try reader.values(of: field).allSatisfy(\.isEmpty) { unknown.insert(field) }
            return unknown
        }
    }
}
