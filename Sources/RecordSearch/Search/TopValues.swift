import Vocabulary

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

    /// Adds hits of one segment. A record with several values counts for each, and for one that it has under several names
    /// once; of fields that are found by a name of ours, values that say nothing (none, the `-` of Windows, EvtxECmd's `-\-`)
    /// are passed over. Of `time`, when they happened is counted.
    package mutating func add(_ set: RecordSet, of segment: Segment) throws(SegmentDamage) {
        guard !set.isEmpty else { return }
        var blocks = UnpackedBlocks()
        try segment.read { reader throws(SegmentDamage) in
            guard !field.isTime else { return try addTimes(of: set, reader) }
            let found = try reader.found(field, in: set)
            /// The values of a record that has several can be one to people; by how they are compared.
            var same: [[UInt8]: [(text: String, number: Int)]] = [:]
            for value in found.values {
                let text = try reader.withText(of: value.number, segment: 0, &blocks) { text throws(SegmentDamage) in
                    spelling(String(decoding: text, as: UTF8.self))
                }
                if field.meaning != nil, Self.saysNothing(text) { continue }
                if found.isOneEach {
                    add(text, value.count)
                } else {
                    same[TextFolding.fold(text), default: []].append((text, value.number))
                }
            }
            for values in same.values { try addOnce(values, of: set, reader) }
        }
    }

    /// Records stand by time, those without one first.
    private mutating func addTimes(of set: RecordSet, _ reader: SegmentReader) throws(SegmentDamage) {
        var next = try reader.firstRecord(notBefore: 0)
        while let record = set.first(from: next), record < reader.recordCount {
            let ticks = try reader.time(record)
            guard let time = Timestamp(ticks: ticks) else { throw SegmentDamage("times out of order") }
            next = try reader.firstRecord(notBefore: ticks + 1, from: record + 1)
            add(time.description, set.count(in: record..<next))
        }
    }

    /// Adds the records that have any of some values, each once.
    private mutating func addOnce(
        _ values: [(text: String, number: Int)], of set: RecordSet, _ reader: SegmentReader
    ) throws(SegmentDamage) {
        var rest = set
        for value in values {
            guard values.count > 1 else { return add(value.text, try reader.count(recordsOf: value.number, in: set)) }
            var records = RecordSet()
            try reader.add(recordsOf: value.number, to: &records)
            records.formIntersection(rest)
            if !records.isEmpty { add(value.text, records.count) }
            rest.subtract(records)
        }
    }

    private static func saysNothing(_ text: String) -> Bool { text.isEmpty || text == "-" || text == "-\\-" }

    package mutating func merge(_ other: TopValues) {
        for (text, count) in other.counts { add(text, count) }
        isIncomplete = isIncomplete || other.isIncomplete
    }

    /// An address in the form that all spellings of it share; any other text as it is.
    private func spelling(_ text: String) -> String {
        field.isAddress ? NetworkAddress.dotted(text) ?? text : text
    }

    private mutating func add(_ text: String, _ count: Int) {
        if counts[text] == nil, counts.count >= Self.mostValues {
            isIncomplete = true
        } else {
            counts[text, default: 0] += count
        }
    }
}

extension SegmentReader {
    /// The values that records of a set have of a field.
    ///
    /// - Returns: How many of the records have each, and whether no record has several.
    fileprivate func found(
        _ field: SearchField, in set: RecordSet
    ) throws(SegmentDamage) -> (values: [(number: Int, count: Int)], isOneEach: Bool) {
        var values: [(number: Int, count: Int)] = []
        var all = RecordSet()
        var total = 0
        for range in try self.values(of: field) {
            for value in range {
                let count = try count(recordsOf: value, in: set)
                guard count > 0 else { continue }
                values.append((value, count))
                total += count
                try add(recordsOf: value, to: &all)
            }
        }
        all.formIntersection(set)
        return (values, total == all.count)
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
