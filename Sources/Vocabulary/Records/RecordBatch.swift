/// Many log records in one block of memory: one byte buffer and flat arrays, nothing allocated per record or field.
///
/// A parser fills a ``RecordBatchBuilder``; readers take ``LogRecord`` views. A batch never changes once it is made, so
/// it can be read from many tasks at once.
package final class RecordBatch: Sendable {
    /// One value: which field, and where its bytes are.
    package struct Slot: Sendable {
        package let field: FieldID
        let offset: UInt32
        let length: UInt32
        package let encoding: ValueEncoding
    }

    /// What is kept of each record beside its slots.
    struct Row: Sendable {
        /// 100 ns since 1601; negative when the record has no readable time.
        var ticks: Int64 = -1
        /// Minutes ahead of UTC that were assumed, or ``zoneStated``.
        var zoneOffset: Int16 = Row.zoneStated
        /// Byte offset of the record in its evidence file.
        var position: UInt64 = 0
        /// The record's own number in its source, 0 where it has none.
        var number: UInt64 = 0
        var firstSlot: UInt32 = 0
        var slotCount: UInt32 = 0
        /// Slot of each common field, counted from `firstSlot`; negative where the record lacks it.
        var host: Int32 = -1
        var channel: Int32 = -1
        var provider: Int32 = -1
        var eventCode: Int32 = -1
        var originalTime: Int32 = -1

        static let zoneStated = Int16.min
    }

    /// The names behind the field numbers of this batch.
    package let catalogue: FieldCatalogue
    let bytes: [UInt8]
    let slots: [Slot]
    let rows: [Row]

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

    /// All records, in file order.
    package var records: some RandomAccessCollection<LogRecord> {
        rows.indices.lazy.map { LogRecord(batch: self, index: $0) }
    }
}
