package import Vocabulary

/// Writes log records as JSON, one line each: `{"record":7,"time":"..","event":{..}}`.
///
///     var writer = RecordJSON(.evtx)
///     for record in batch.records { writer.append(record, to: &buffer) }
///
/// `event` is the structure of the source. For an event log, element text stands under the element's name, attributes
/// under `#attributes` (with `#text` beside them where there is both), `<Data Name="X">` under `X`, all unnamed
/// `<Data>` as `"Data":{"#text":[..]}`, repeated siblings under `_1`, `_2` and an empty element as null.
/// A record without a readable time has `"time":null`.
package struct RecordJSON {
    private let format: EvidenceFormat
    private var batch: RecordBatch?
    /// Records of one kind have the same fields, so what stands between their values is made once.
    private var shapes: [UInt64: JSONShape] = [:]
    private var scratch: [UInt8] = []

    /// More shapes than any real batch has; beyond it they are made anew, so that hostile ones cannot fill memory.
    private static let shapeLimit = 1024

    /// - Parameter format: That of the evidence the records are from.
    package init(_ format: EvidenceFormat) {
        self.format = format
    }

    /// Appends the record and a line feed, as UTF-8.
    package mutating func append(_ record: LogRecord, to out: inout [UInt8]) {
        let batch = record.batch
        if self.batch !== batch {
            self.batch = batch
            shapes.removeAll(keepingCapacity: true)
        }
        out.append(contentsOf: #"{"record":"#.utf8)
        ValueText.append(decimal: record.number, to: &out)
        if let moment = record.moment {
            out.append(contentsOf: #","time":""#.utf8)
            moment.append(to: &out)
            out.append(contentsOf: #"","event":"#.utf8)
        } else {
            out.append(contentsOf: #","time":null,"event":"#.utf8)
        }
        let row = batch.rows[record.index]
        let slots = batch.slots[Int(row.firstSlot)..<Int(row.firstSlot) + Int(row.slotCount)]
        shape(of: slots, in: batch).append(slots, of: batch, scratch: &scratch, to: &out)
        out.append(contentsOf: "}\n".utf8)
    }

    private mutating func shape(of slots: ArraySlice<RecordBatch.Slot>, in batch: RecordBatch) -> JSONShape {
        // Two kinds of record can share a key, by chance or by design; the shape knows its fields.
        let key = slots.reduce(into: UInt64(slots.count)) { key, slot in
            key = (key ^ UInt64(slot.field.index)) &* 0x9E37_79B9_7F4A_7C15
            key ^= key >> 32
        }
        if let known = shapes[key], known.fits(slots) { return known }
        if shapes.count >= Self.shapeLimit { shapes.removeAll(keepingCapacity: true) }
        let shape = JSONShape(slots.map(\.field), in: batch.catalogue, format)
        shapes[key] = shape
        return shape
    }
}
