package import Vocabulary

/// Collects records for one segment of the index.
///
///     var builder = SegmentBuilder(seed: seed)
///     let taken = builder.add(batch, from: 0, of: file, defaultHost: nil)
///     let segment = builder.draft().finish(firstRecords: [0])
///
/// A value that was met before costs a look into a hash table and no more: it is folded, cut into words and written
/// once for all records of the segment that have it.
package struct SegmentBuilder {
    /// Distinct values of a segment, and bytes of them: together they bound the memory of whoever builds and of whoever
    /// reads to some tens of MB.
    static let mostValues = 160_000
    static let mostValueBytes = 6 << 20
    /// Field numbers are 16 bits; one portion brings up to `ParsingLimits.fieldsPerPortion` names more than this.
    static let mostFields = 24_000
    static let mostParts = 60_000

    struct Part {
        /// Its place in ``SegmentBuilder/files``.
        let file: Int
    }

    struct Field: Hashable {
        let name: String
        let kind: FieldKind
    }

    private(set) var values: DistinctBytes
    private(set) var fields: [Field] = []
    private(set) var files: [IndexedFile] = []
    private(set) var parts: [Part] = []
    /// For each record.
    private(set) var times: [Int64] = []
    private(set) var zones: [Int16] = []
    private(set) var partNumbers: [UInt16] = []
    private(set) var placesInPart: [UInt32] = []
    /// Where the values of each record begin in ``recordValues``.
    private(set) var firstValues: [UInt32] = []
    private(set) var recordValues: [UInt32] = []
    let seed: UInt64

    private var fieldNumbers: [Field: UInt16] = [:]
    private var catalogueFields: [FieldName] = []
    /// By number in the catalogue of the last batch: the tag of the field's values.
    private var tags: [UInt32] = []
    private var markTags: [UInt32] = []

    /// - Parameter seed: Any number that evidence cannot know, so that it cannot be made to be slow.
    package init(seed: UInt64) {
        self.seed = seed
        values = DistinctBytes(seed: seed, expecting: Self.mostValues)
        markTags = [FieldKind.host, .channel, .provider, .eventCode].map { tag(Field(name: "", kind: $0)) }
    }

    package var count: Int { times.count }

    /// Nothing more should be added.
    package var isFull: Bool {
        count >= SegmentLayout.mostRecords || values.count >= Self.mostValues
            || values.bytes.count >= Self.mostValueBytes || fields.count >= Self.mostFields
            || parts.count >= Self.mostParts
    }

    /// Adds records of a batch, from one on, until all are in or the segment is full: they become a *part* of it.
    ///
    /// - Parameter defaultHost: Whose records they are where they do not say.
    /// - Returns: How many were taken.
    package mutating func add(
        _ batch: RecordBatch, from first: Int, of file: IndexedFile, defaultHost: String?
    ) -> Int {
        guard !isFull, first < batch.count else { return 0 }
        learn(batch.catalogue)
        if files.last != file { files.append(file) }
        parts.append(Part(file: files.count - 1))
        let defaultHost = Array((defaultHost ?? "").utf8)
        var taken = 0
        batch.bytes.withUnsafeBytes { bytes in
            batch.slots.withUnsafeBufferPointer { slots in
                while first + taken < batch.count, taken == 0 || !isFull {
                    let row = batch.rows[first + taken]
                    add(row, slots: slots, bytes: bytes, defaultHost: defaultHost)
                    placesInPart.append(UInt32(taken))
                    partNumbers.append(UInt16(parts.count - 1))
                    taken += 1
                }
            }
        }
        return taken
    }

    @inline(__always)
    private mutating func add(
        _ row: RecordBatch.Row, slots: UnsafeBufferPointer<RecordBatch.Slot>, bytes: UnsafeRawBufferPointer,
        defaultHost: [UInt8]
    ) {
        times.append(row.ticks)
        zones.append(StoredZone.encode(row.zone))
        firstValues.append(UInt32(recordValues.count))
        let start = Int(row.firstSlot)
        let isHostKnown = row.host >= 0 && slots[start + Int(row.host)].length > 0
        if !isHostKnown, !defaultHost.isEmpty {
            defaultHost.withUnsafeBytes {
                recordValues.append(values.number(of: $0, tag: markTags[0] | UInt32(ValueEncoding.utf8.rawValue)))
            }
        }
        add(row.host, start, tag: markTags[0], slots, bytes)
        add(row.channel, start, tag: markTags[1], slots, bytes)
        add(row.provider, start, tag: markTags[2], slots, bytes)
        add(row.eventCode, start, tag: markTags[3], slots, bytes)
        for place in start..<start + Int(row.slotCount) {
            let slot = slots[place]
            if slot.encoding != .null { add(slot, tag: tag(of: slot.field), bytes) }
        }
    }

    @inline(__always)
    private mutating func add(
        _ mark: Int32, _ start: Int, tag: UInt32, _ slots: UnsafeBufferPointer<RecordBatch.Slot>,
        _ bytes: UnsafeRawBufferPointer
    ) {
        guard mark >= 0 else { return }
        let slot = slots[start + Int(mark)]
        if slot.length > 0 { add(slot, tag: tag, bytes) }
    }

    @inline(__always)
    private mutating func add(_ slot: RecordBatch.Slot, tag: UInt32, _ bytes: UnsafeRawBufferPointer) {
        let start = Int(slot.offset)
        let value = UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(slot.length)])
        recordValues.append(values.number(of: value, tag: tag | UInt32(slot.encoding.rawValue)))
    }

    // MARK: Fields

    /// The field of a value, from its tag.
    @inline(__always)
    static func field(ofTag tag: UInt32) -> Int { Int(tag >> 8) }

    @inline(__always)
    static func encoding(ofTag tag: UInt32) -> ValueEncoding {
        ValueEncoding(rawValue: UInt8(truncatingIfNeeded: tag)) ?? .binary
    }

    private mutating func tag(_ field: Field) -> UInt32 {
        if let known = fieldNumbers[field] { return UInt32(known) << 8 }
        let number = UInt16(fields.count)
        fields.append(field)
        fieldNumbers[field] = number
        return UInt32(number) << 8
    }

    /// The tag of a catalogue's field. Catalogues know more names than records use, and only those are written.
    @inline(__always)
    private mutating func tag(of field: FieldID) -> UInt32 {
        let known = tags[Int(field.index)]
        return known == Self.unknownTag ? newTag(of: field) : known
    }

    private mutating func newTag(of field: FieldID) -> UInt32 {
        let name = catalogueFields[Int(field.index)]
        let tag = tag(Field(name: name.name, kind: name.path.isEmpty ? .alias : .native))
        tags[Int(field.index)] = tag
        return tag
    }

    private static let unknownTag = UInt32.max

    /// Keeps the tags that are known, as far as a catalogue has the names of the last one.
    private mutating func learn(_ catalogue: FieldCatalogue) {
        let names = catalogue.fields
        // Arrays that share their memory compare at once.
        if names == catalogueFields { return }
        if !names.starts(with: catalogueFields) { tags = [] }
        tags += Array(repeating: Self.unknownTag, count: names.count - tags.count)
        catalogueFields = names
    }
}
