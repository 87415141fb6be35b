/// Collects records into a ``RecordBatch``.
///
///     var builder = RecordBatchBuilder()
///     let image = builder.intern(FieldName("Image", path: [.element("EventData"), .namedData("Image")]))
///     builder.beginRecord(position: 512, number: 7)
///     builder.append(image, .utf8, "C:\\a.exe".utf8)
///     builder.endRecord()
///     let batch = builder.finish()
///
/// A record that turns out to be damaged half way is taken back with ``discardRecord()``. The buffer of a batch is
/// limited to 4 GiB by its offsets; parsers hand over a batch long before that (``ParsingLimits``), and ``append``
/// drops a value that would pass the limit.
package struct RecordBatchBuilder {
    /// The common fields a record can mark.
    package enum Mark: Sendable { case host, channel, provider, eventCode, originalTime }

    package private(set) var catalogue: FieldCatalogue
    /// What values are stretches of, where a parser does not copy them.
    private var source: [UInt8] = []
    /// What was copied; stands behind the source in the batch.
    private var bytes: [UInt8] = []
    private var slots: [RecordBatch.Slot] = []
    private var rows: [RecordBatch.Row] = []
    /// The record that is being filled, while there is one.
    private var current = RecordBatch.Row(position: 0, number: 0)
    private var isOpen = false
    private var bytesBeforeCurrent = 0
    /// Where the source and the text behind it that values can be stretches of end.
    private var sharedEnd = 0

    /// - Parameter catalogue: Names known from earlier batches of the same source; keeps their numbers.
    package init(catalogue: FieldCatalogue = FieldCatalogue()) {
        self.catalogue = catalogue
    }

    /// Records finished so far.
    package var count: Int { rows.count }

    /// The number for a field name, to be kept by the caller rather than asked for again.
    package mutating func intern(_ field: FieldName) -> FieldID { catalogue.intern(field) }

    package mutating func beginRecord(position: UInt64, number: UInt64) {
        current = RecordBatch.Row(position: position, number: number)
        current.firstSlot = UInt32(slots.count)
        isOpen = true
        bytesBeforeCurrent = bytes.count
    }

    /// Adds a value to the current record.
    package mutating func append(_ field: FieldID, _ encoding: ValueEncoding, _ value: some Collection<UInt8>) {
        let offset = source.count + bytes.count
        guard isOpen, offset + value.count <= Int(UInt32.max) else { return }
        slots.append(.init(field: field, offset: UInt32(offset), length: UInt32(value.count), encoding: encoding))
        bytes.append(contentsOf: value)
    }

    /// Adds a value that is a stretch of a larger buffer.
    package mutating func append(
        _ field: FieldID, _ encoding: ValueEncoding, from source: Span<UInt8>, in range: Range<Int>
    ) {
        let part = source.extracting(range)
        part.withUnsafeBufferPointer { append(field, encoding, $0) }
    }

    package mutating func appendNull(_ field: FieldID) { append(field, .null, EmptyCollection()) }

    /// Says that the value appended last is one of the common fields. The first mark of each kind stays.
    package mutating func mark(_ common: Mark) { mark(common, slots.count - 1 - Int(current.firstSlot)) }

    /// Says which value of the current record is one of the common fields.
    ///
    /// - Parameter index: Its number among those of the record, from 0.
    package mutating func mark(_ common: Mark, _ index: Int) {
        guard isOpen, index >= 0, index < slots.count - Int(current.firstSlot) else { return }
        let slot = Int32(index)
        switch common {
        case .host: if current.host < 0 { current.host = slot }
        case .channel: if current.channel < 0 { current.channel = slot }
        case .provider: if current.provider < 0 { current.provider = slot }
        case .eventCode: if current.eventCode < 0 { current.eventCode = slot }
        case .originalTime: if current.originalTime < 0 { current.originalTime = slot }
        }
    }

    package mutating func setTime(_ moment: Timestamp, zone: ZoneAssumption) {
        current.ticks = moment.ticks
        switch zone {
        case .stated:
            current.zoneOffset = RecordBatch.Row.zoneStated
            current.isYearAssumed = false
        case .assumed(let offset, let withYear):
            current.zoneOffset = offset
            current.isYearAssumed = withYear
        }
    }

    package mutating func endRecord() {
        guard isOpen else { return }
        current.slotCount = UInt32(slots.count) - current.firstSlot
        rows.append(current)
        isOpen = false
    }

    /// Takes back everything since ``beginRecord(position:number:)``.
    package mutating func discardRecord() {
        guard isOpen else { return }
        slots.removeSubrange(Int(current.firstSlot)...)
        bytes.removeSubrange(bytesBeforeCurrent...)
        sharedEnd = min(sharedEnd, source.count + bytes.count)
        isOpen = false
    }

    /// The batch; the builder is empty afterwards and keeps only its catalogue.
    package mutating func finish() -> RecordBatch {
        discardRecord()
        defer {
            sharedEnd = 0
            source = []
            bytes = []
            slots = []
            rows = []
        }
        let all = rows.isEmpty ? [] : source.isEmpty ? bytes : bytes.isEmpty ? source : source + bytes
        return RecordBatch(catalogue: catalogue, bytes: all, slots: slots, rows: rows)
    }
}

/// Records whose values stay where they are.
///
///     builder.begin(source: portion.bytes)
///     builder.append(row, [RecordBatch.Slot(field: image, offset: 4096, length: 16, encoding: .utf16)])
extension RecordBatchBuilder {
    /// Begins a batch whose values are stretches of `source`, which it shares instead of a copy of each.
    ///
    /// - Parameters:
    ///   - source: At most 4 GiB with all that is added to it.
    ///   - valueCount: How many values are expected.
    package mutating func begin(source: [UInt8], expecting valueCount: Int) {
        _ = finish()
        self.source = source
        sharedEnd = source.count
        slots.reserveCapacity(valueCount)
    }

    /// Keeps a text that many values will be. To be called between records.
    ///
    /// - Returns: Its place, for ``append(_:_:at:)``.
    package mutating func keep(_ text: StaticString) -> Range<Int> {
        precondition(!isOpen)
        let start = source.count + bytes.count
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        sharedEnd = source.count + bytes.count
        return start..<sharedEnd
    }

    /// Adds a value that is a stretch of the source, or of a text that was kept or added, to the current record; another
    /// range is dropped.
    package mutating func append(_ field: FieldID, _ encoding: ValueEncoding, at range: Range<Int>) {
        guard isOpen, range.lowerBound >= 0, range.upperBound <= sharedEnd,
            let offset = UInt32(exactly: range.lowerBound), let length = UInt32(exactly: range.count)
        else { return }
        slots.append(.init(field: field, offset: offset, length: length, encoding: encoding))
    }

    /// Adds a whole record: what is kept of it, and its values. Offsets point into the source, or are those that
    /// ``append(text:)`` gave.
    package mutating func append(_ row: RecordBatch.Row, _ values: [RecordBatch.Slot]) {
        var row = row
        row.firstSlot = UInt32(slots.count)
        row.slotCount = UInt32(values.count)
        slots.append(contentsOf: values)
        rows.append(row)
    }

    /// Where text that is added next begins in the batch.
    package var endOfText: Int { source.count + bytes.count }

    /// Adds values to the current record, all at once.
    ///
    /// - Parameters:
    ///   - values: Their offsets point into the source, or into the text.
    ///   - text: Begins at ``endOfText``.
    package mutating func append(_ values: [RecordBatch.Slot], text: [UInt8]) {
        guard isOpen, endOfText + text.count <= Int(UInt32.max) else { return }
        values.withUnsafeBufferPointer { slots.append(contentsOf: $0) }
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// Adds text that does not stand in the source.
    ///
    /// - Returns: Its offset in the batch.
    package mutating func append(text: [UInt8]) -> UInt32 {
        let offset = source.count + bytes.count
        bytes += text
        sharedEnd = offset + text.count
        return UInt32(clamping: offset)
    }
}
