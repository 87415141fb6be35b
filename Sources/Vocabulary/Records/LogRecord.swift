/// One fact that evidence states: a small view into its ``RecordBatch``.
package struct LogRecord: Sendable {
    /// The batch that owns the bytes.
    package let batch: RecordBatch
    /// Place in the batch, from 0.
    package let index: Int

    init(batch: RecordBatch, index: Int) {
        self.batch = batch
        self.index = index
    }

    private var row: RecordBatch.Row { batch.rows[index] }

    /// When it happened; nil where the record has no readable time.
    package var time: RecordTime? {
        let row = row
        guard let moment = Timestamp(ticks: row.ticks) else { return nil }
        return RecordTime(moment: moment, zone: row.zone, originalText: common(row.originalTime)?.text)
    }

    /// The moment alone, without the cost of ``time``.
    package var moment: Timestamp? { Timestamp(ticks: row.ticks) }

    /// The computer that wrote the record.
    package var host: FieldValue? { common(row.host) }
    /// The log it was written to: a Windows channel, `auth.log`, a data set.
    package var channel: FieldValue? { common(row.channel) }
    /// Who wrote it: a Windows provider, a program.
    package var provider: FieldValue? { common(row.provider) }
    /// The source's code for the kind of record: a Windows event id.
    package var eventCode: FieldValue? { common(row.eventCode) }

    /// The record's own number in its source (for EVTX, the id in the record's header); 0 where it has none.
    package var number: UInt64 { row.number }
    /// Where the record begins in the evidence file, in bytes.
    package var position: UInt64 { row.position }

    /// All values, in the order of the source.
    package var fields: some RandomAccessCollection<LogField> {
        let row = row
        let batch = batch
        return (Int(row.firstSlot)..<Int(row.firstSlot) + Int(row.slotCount)).lazy.map {
            LogField(batch: batch, slot: batch.slots[$0])
        }
    }

    /// The first value called `name`, exact in case. Linear in the fields of the record.
    package func value(named name: String) -> FieldValue? {
        for id in batch.catalogue.ids(named: name) {
            for field in fields where field.id == id { return field.value }
        }
        return nil
    }

    private func common(_ slot: Int32) -> FieldValue? {
        guard slot >= 0 else { return nil }
        return FieldValue(batch: batch, slot: batch.slots[Int(row.firstSlot) + Int(slot)])
    }
}

/// One value of a record, with its name.
package struct LogField: Sendable {
    let batch: RecordBatch
    let slot: RecordBatch.Slot

    /// The number of the name in the batch's catalogue.
    package var id: FieldID { slot.field }
    package var name: FieldName { batch.catalogue[slot.field] }
    package var value: FieldValue { FieldValue(batch: batch, slot: slot) }
}
