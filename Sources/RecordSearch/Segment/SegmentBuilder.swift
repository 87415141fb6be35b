package import Vocabulary

/// Collects records for one segment of the index.
///
///     var builder = SegmentBuilder(seed: seed)
///     let taken = builder.add(batch, from: 0, of: file, defaultHost: nil)
///     var draft = builder.takeDraft()
///     let segment = draft?.finish(firstRecords: [0])
///
/// A value that was met before costs a look into a hash table and no more: it is folded, cut into words and written
/// once for all records of the segment that have it.
package struct SegmentBuilder {
    /// Distinct values of a segment, and bytes of them: together they bound the memory of whoever builds and of whoever
    /// reads to some tens of MB.
    static let mostValues = 56_000
    static let mostValueBytes = 2 << 20
    /// Field numbers are 16 bits; one portion brings up to `ParsingLimits.fieldsPerPortion` names more than this.
    static let mostFields = 24_000
    static let mostParts = 60_000

    struct Part {
        /// Its place in ``SegmentBuilder/files``.
        let file: Int
        /// The number of its first record in the file, where that is known: otherwise parts of a file are added in order.
        var firstRecord: Int?
    }

    /// A value that is still to be numbered.
    private struct Pending {
        let offset: UInt32
        let length: UInt32
        let tag: UInt32
        /// Where it is known already, or `.max`.
        var number = UInt32.max
        /// 0 for one that is not looked up.
        var hash: UInt64 = 0
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
    /// By field.
    private var habits: [FieldHabit] = []
    /// The values of the record that is being added.
    private var pending: [Pending] = []
    private var glanced: UInt64 = 0
    /// Memory for the words, from segment to segment.
    var wordHeaps = WordHeaps()

    private var fieldNumbers: [Field: UInt16] = [:]
    private var catalogueFields: [FieldName] = []
    /// By number in the catalogue of the last batch: the tag of the field's values.
    private var tags: [UInt32] = []
    private var markTags: [UInt32] = []

    /// - Parameter seed: Any number that evidence cannot know, so that it cannot be made to be slow.
    package init(seed: UInt64) {
        self.seed = seed
        values = DistinctBytes(seed: seed, expecting: Self.mostValues)
        tagMarks()
    }

    private mutating func tagMarks() {
        markTags = [FieldKind.host, .channel, .provider, .eventCode].map { tag(Field(name: "", kind: $0)) }
    }

    /// Forgets everything, and keeps the memory that every segment needs.
    mutating func removeAll() {
        values.removeAll()
        fields = []
        files = []
        parts = []
        times.removeAll(keepingCapacity: true)
        zones.removeAll(keepingCapacity: true)
        partNumbers.removeAll(keepingCapacity: true)
        placesInPart.removeAll(keepingCapacity: true)
        firstValues.removeAll(keepingCapacity: true)
        recordValues.removeAll(keepingCapacity: true)
        habits = []
        fieldNumbers = [:]
        catalogueFields = []
        tags = []
        tagMarks()
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
        collect(row.host, start, tag: markTags[0], slots, bytes)
        collect(row.channel, start, tag: markTags[1], slots, bytes)
        collect(row.provider, start, tag: markTags[2], slots, bytes)
        collect(row.eventCode, start, tag: markTags[3], slots, bytes)
        for place in start..<start + Int(row.slotCount) {
            let slot = slots[place]
            if slot.encoding != .null { collect(slot, tag: tag(of: slot.field), bytes) }
        }
        numberPending(bytes)
    }

    @inline(__always)
    private mutating func collect(
        _ mark: Int32, _ start: Int, tag: UInt32, _ slots: UnsafeBufferPointer<RecordBatch.Slot>,
        _ bytes: UnsafeRawBufferPointer
    ) {
        guard mark >= 0 else { return }
        let slot = slots[start + Int(mark)]
        if slot.length > 0 { collect(slot, tag: tag, bytes) }
    }

    @inline(__always)
    private mutating func collect(_ slot: RecordBatch.Slot, tag: UInt32, _ bytes: UnsafeRawBufferPointer) {
        let value = Self.value(slot.offset, slot.length, bytes)
        let tag = tag | UInt32(slot.encoding.rawValue)
        let habit = habits[Self.field(ofTag: tag)]
        var item = Pending(offset: slot.offset, length: slot.length, tag: tag)
        if habit.latest != .max, values.holds(value, tag: tag, at: habit.latest) {
            item.number = habit.latest
        } else if habit.isLookedUp {
            item.hash = values.hash(value, tag: tag)
            // The table is larger than what is near the processor: all values of a record are asked for at once.
            glanced ^= values.glance(item.hash)
        }
        pending.append(item)
    }

    private mutating func numberPending(_ bytes: UnsafeRawBufferPointer) {
        for item in pending {
            var number = item.number
            if number == .max {
                let value = Self.value(item.offset, item.length, bytes)
                let before = UInt32(values.count)
                number =
                    item.hash == 0
                    ? values.append(value, tag: item.tag) : values.number(of: value, tag: item.tag, hash: item.hash)
                habits[Self.field(ofTag: item.tag)].note(number, isNew: number == before)
            }
            recordValues.append(number)
        }
        pending.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private static func value(
        _ offset: UInt32, _ length: UInt32, _ bytes: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[Int(offset)..<Int(offset) + Int(length)])
    }

    // MARK: Records of other segments

    /// Begins a part whose place in its file is known.
    mutating func beginPart(of file: IndexedFile, firstRecord: Int) {
        let known = files.lastIndex(of: file)
        if known == nil { files.append(file) }
        parts.append(Part(file: known ?? files.count - 1, firstRecord: firstRecord))
    }

    mutating func number(of text: UnsafeRawBufferPointer, tag: UInt32) -> UInt32 {
        values.number(of: text, tag: tag)
    }

    /// Adds a record whose values have their numbers.
    mutating func add(time: Int64, zone: Int16, part: Int, place: UInt32, values: [UInt32]) {
        times.append(time)
        zones.append(zone)
        partNumbers.append(UInt16(part))
        placesInPart.append(place)
        firstValues.append(UInt32(recordValues.count))
        recordValues.append(contentsOf: values)
    }

    // MARK: Fields

    /// The field of a value, from its tag.
    @inline(__always)
    static func field(ofTag tag: UInt32) -> Int { Int(tag >> 8) }

    @inline(__always)
    static func encoding(ofTag tag: UInt32) -> ValueEncoding {
        ValueEncoding(rawValue: UInt8(truncatingIfNeeded: tag)) ?? .binary
    }

    mutating func tag(_ field: Field) -> UInt32 {
        if let known = fieldNumbers[field] { return UInt32(known) << 8 }
        let number = UInt16(fields.count)
        fields.append(field)
        habits.append(FieldHabit())
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
