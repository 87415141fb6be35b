/// Many log records in one block of memory: one byte buffer and flat arrays, nothing allocated per record or field.
///
/// A parser fills a ``RecordBatchBuilder``; readers take ``LogRecord`` views. A batch never changes once it is made, so
/// it can be read from many tasks at once.
package final class RecordBatch: Sendable {
    /// One value: which field, and where its bytes are.
    package struct Slot: Sendable {
        package let field: FieldID
        /// Where the value's bytes begin in the batch's ``RecordBatch/bytes``.
        package let offset: UInt32
        /// How many bytes the value has.
        package let length: UInt32
        package let encoding: ValueEncoding

        @inlinable @inline(__always)
        package init(field: FieldID, offset: UInt32, length: UInt32, encoding: ValueEncoding) {
            self.field = field
            self.offset = offset
            self.length = length
            self.encoding = encoding
        }
    }

    /// What is kept of each record beside its slots.
    package struct Row: Sendable {
        /// 100 ns since 1601; negative when the record has no readable time.
        package var ticks: Int64 = -1
        /// Minutes ahead of UTC that were assumed, or ``zoneStated``.
        var zoneOffset: Int16 = Row.zoneStated
        /// The source did not state the year either.
        var isYearAssumed = false
        /// Byte offset of the record in its evidence file.
        package let position: UInt64
        /// The record's own number in its source, 0 where it has none.
        package let number: UInt64
        /// The record's slots are `slotCount` of ``RecordBatch/slots``, from here on.
        package internal(set) var firstSlot: UInt32 = 0
        package internal(set) var slotCount: UInt32 = 0
        /// Slot of each common field, counted from `firstSlot`; negative where the record lacks it.
        package var host: Int32 = -1
        package var channel: Int32 = -1
        package var provider: Int32 = -1
        package var eventCode: Int32 = -1
        package var originalTime: Int32 = -1

        static let zoneStated = Int16.min

        /// Where the zone of the time comes from, and its year.
        package var zone: ZoneAssumption {
            zoneOffset == Self.zoneStated ? .stated : .assumed(offsetInMinutes: zoneOffset, withYear: isYearAssumed)
        }

        /// A record whose time, if it gets one, is in a zone that its source states.
        package init(position: UInt64, number: UInt64) {
            self.position = position
            self.number = number
        }
    }

    /// The names behind the field numbers of this batch.
    package let catalogue: FieldCatalogue
    /// The bytes of all values. Engines that look at every record read these arrays; others read ``LogRecord``.
    package let bytes: [UInt8]
    /// The values of all records, record after record.
    package let slots: [Slot]
    /// One for each record.
    package let rows: [Row]

    init(catalogue: FieldCatalogue, bytes: [UInt8], slots: [Slot], rows: [Row]) {
        self.catalogue = catalogue
        self.bytes = bytes
        self.slots = slots
        self.rows = rows
    }

    /// Number of records.
    package var count: Int { rows.count }

    /// Record `index`, counted from 0 in file order.
    package subscript(index: Int) -> LogRecord {
        precondition(rows.indices.contains(index))
        return LogRecord(batch: self, index: index)
    }

    /// The value at a place of ``slots``, with its name.
    package func field(inSlot slot: Int) -> LogField { LogField(batch: self, slot: slots[slot]) }

    /// The value at a place of ``slots`` as a whole number: see ``FieldValue/integer``.
    package func integer(inSlot slot: Int) -> Int64? { FieldValue(batch: self, slot: slots[slot]).integer }

    /// All records, in file order.
    package var records: some RandomAccessCollection<LogRecord> {
        rows.indices.lazy.map { LogRecord(batch: self, index: $0) }
    }
}
