import Vocabulary

/// Makes one segment of several small ones.
///
///     var merge = SegmentMerge(seed: seed)
///     for segment in small where merge.hasRoom(for: segment) { try merge.add(segment) }
///     let bytes = merge.finish()
package struct SegmentMerge {
    /// Bytes of values, and values of records, beyond which segments are held for damaged: what a small file can hold
    /// once is far below, but damaged bytes may say it again and again.
    private static let mostValueBytes = 256 << 20
    private static let mostRecordValues = 1 << 24

    private var builder: SegmentBuilder
    private var firstRecords: [Int] = []
    private var blocks = UnpackedBlocks()
    /// How many segments were added.
    package private(set) var count = 0

    /// - Parameter seed: Any number that evidence cannot know.
    package init(seed: UInt64) { builder = SegmentBuilder(seed: seed) }

    /// Whether all of a segment fits beside what was added.
    package func hasRoom(for segment: Segment) -> Bool {
        let sizes = try? segment.read { reader throws(SegmentDamage) in
            (reader.valueCount, reader.fieldCount, reader.partCount)
        }
        guard let (values, fields, parts) = sizes else { return false }
        return builder.count + segment.count <= SegmentLayout.mostRecords
            && builder.values.count + values <= SegmentBuilder.mostValues
            && builder.values.bytes.count <= SegmentBuilder.mostValueBytes
            && builder.fields.count + fields <= SegmentBuilder.mostFields
            && builder.parts.count + parts <= SegmentBuilder.mostParts
    }

    /// Adds all records of a segment for which there is room. After damage, what was added is of no use.
    package mutating func add(_ segment: Segment) throws(SegmentDamage) {
        try segment.read { reader throws(SegmentDamage) in
            let firstPart = builder.parts.count
            for part in 0..<reader.partCount {
                let (file, first) = try segment.part(part, reader)
                builder.beginPart(of: file, firstRecord: first)
                firstRecords.append(first)
            }
            var numbers = [UInt32](repeating: .max, count: reader.valueCount)
            var values: [UInt32] = []
            for record in 0..<segment.count {
                values.removeAll(keepingCapacity: true)
                try reader.eachValue(ofRecord: record) { field, value throws(SegmentDamage) in
                    if numbers[value] == .max { numbers[value] = try number(value, field, reader) }
                    values.append(numbers[value])
                }
                let part = Int(try reader.number(.partNumbers, record, as: UInt16.self))
                guard part < reader.partCount, builder.recordValues.count + values.count <= Self.mostRecordValues
                else { throw SegmentDamage("a record's part, or its values") }
                builder.add(
                    time: try reader.time(record), zone: try reader.storedZone(record), part: firstPart + part,
                    place: try reader.number(.placesInPart, record, as: UInt32.self), values: values)
            }
        }
        count += 1
    }

    private mutating func number(
        _ value: Int, _ field: Int, _ reader: SegmentReader
    ) throws(SegmentDamage) -> UInt32 {
        let kind = try reader.kind(ofField: field)
        let tag = builder.tag(SegmentBuilder.Field(name: try reader.name(ofField: field), kind: kind))
        let encoding: ValueEncoding = try reader.isLiteral(value) ? .numberText : .utf8
        return try reader.withText(of: value, segment: count, &blocks) { text throws(SegmentDamage) in
            guard builder.values.bytes.count + text.count <= Self.mostValueBytes else {
                throw SegmentDamage("the length of its texts")
            }
            return builder.number(of: UnsafeRawBufferPointer(text), tag: tag | UInt32(encoding.rawValue))
        }
    }

    /// The bytes of the segment; nil where nothing was added.
    package mutating func finish() -> [UInt8]? {
        defer { self = SegmentMerge(seed: builder.seed) }
        var draft = builder.takeDraft()
        return draft?.finish(firstRecords: firstRecords)
    }
}

extension SegmentReader {
    fileprivate var partCount: Int { count(.parts, of: 16) }

    fileprivate func storedZone(_ record: Int) throws(SegmentDamage) -> Int16 {
        section(.zones).isEmpty ? StoredZone.stated : try number(.zones, record, as: Int16.self)
    }
}

extension Segment {
    /// The file of a part, and the number of its first record there.
    fileprivate func part(_ part: Int, _ reader: SegmentReader) throws(SegmentDamage) -> (IndexedFile, Int) {
        let file = try reader.number(.parts, 2 * part, as: UInt64.self)
        let first = try reader.number(.parts, 2 * part + 1, as: UInt64.self)
        guard file < UInt64(files.count), first < UInt64(Int64.max >> 1) else {
            throw SegmentDamage("a part of a file")
        }
        return (files[Int(file)], Int(first))
    }
}
