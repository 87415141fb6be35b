package import Vocabulary

/// Writes log records as JSON, one line each: `{"record":7,"time":"..","event":{..}}`.
///
///     var writer = RecordJSON(.evtx)
///     for record in batch.records { writer.append(record, to: &buffer) }
///
/// `event` is the structure of the source. For an event log, element text stands under the element's name, attributes
/// under `#attributes` (with `#text` beside them where there is both), `<Data Name="X">` under `X`, all unnamed
/// `<Data>` as `"Data":{"#text":[..]}`, repeated siblings under `_1`, `_2` and an empty element as null.
/// A record without a readable time has `"time":null`; behind a time that does not state its zone stands
/// `"assumed":{"offset":"+01:00"}`, with `"year":2026` where it does not even state its year.
package struct RecordJSON {
    private let format: EvidenceFormat
    /// The fields of the catalogue seen last, of which ``shapes`` are made.
    private var names: [FieldName] = []
    /// Records of one kind have the same fields, so what stands between their values is made once.
    private var shapes: [JSONShape] = []
    private var shapeNumbers: [UInt64: Int] = [:]
    /// The shape of the record before: records of a kind come in rows.
    private var lastShape = 0
    private var scratch: [UInt8] = []

    /// More shapes than any real log has; beyond it they are made anew, so that hostile ones cannot fill memory.
    private static let shapeLimit = 4096

    /// - Parameter format: That of the evidence the records are from.
    package init(_ format: EvidenceFormat) {
        self.format = format
    }

    /// Appends the record and a line feed, as UTF-8.
    package mutating func append(_ record: LogRecord, to out: inout [UInt8]) {
        append(record.batch, record.index..<record.index + 1, to: &out)
    }

    /// Appends all records of a batch, each with a line feed, as UTF-8.
    package mutating func append(_ batch: RecordBatch, to out: inout [UInt8]) {
        append(batch, 0..<batch.count, to: &out)
    }

    private mutating func append(_ batch: RecordBatch, _ range: Range<Int>, to out: inout [UInt8]) {
        see(batch.catalogue)
        batch.bytes.withUnsafeBufferPointer { bytes in
            batch.slots.withUnsafeBufferPointer { slots in
                for row in batch.rows[range] {
                    let first = Int(row.firstSlot)
                    let values = UnsafeBufferPointer(rebasing: slots[first..<first + Int(row.slotCount)])
                    let shape = shape(of: values, in: batch.catalogue)
                    append(row, values, of: bytes, shapes[shape], to: &out)
                }
            }
        }
    }

    private mutating func append(
        _ row: RecordBatch.Row, _ values: UnsafeBufferPointer<RecordBatch.Slot>, of bytes: UnsafeBufferPointer<UInt8>,
        _ shape: JSONShape, to out: inout [UInt8]
    ) {
        let room = values.reduce(JSONText.lineRoom + shape.frame.count) { $0 + JSONText.room(for: $1) }
        out.append(addingCapacity: room) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                guard let start = buffer.baseAddress else { return }
                var text = JSONText(at: start + count)
                text.put(#"{"record":"#)
                text.put(decimal: row.number)
                if let moment = Timestamp(ticks: row.ticks) {
                    text.put(#","time":"#)
                    text.put(moment)
                    Self.put(row.zone, moment, to: &text)
                    text.put(#","event":"#)
                } else {
                    text.put(#","time":null,"event":"#)
                }
                shape.put(values, of: bytes, scratch: &scratch, to: &text)
                text.put("}\n")
                count = text.place - start
            }
        }
    }

    /// Puts what was assumed of a time that does not state its zone, or not even its year; nothing for one that does.
    private static func put(_ zone: ZoneAssumption, _ moment: Timestamp, to text: inout JSONText) {
        guard case .assumed(let offset, let withYear) = zone else { return }
        text.put(offset < 0 ? #","assumed":{"offset":"-"# : #","assumed":{"offset":"+"#)
        let (hours, minutes) = (offset.magnitude / 60, offset.magnitude % 60)
        if hours < 10 { text.put("0") }
        text.put(decimal: UInt64(hours))
        text.put(minutes < 10 ? ":0" : ":")
        text.put(decimal: UInt64(minutes))
        text.put("\"")
        if withYear {
            text.put(#","year":"#)
            text.put(decimal: UInt64(CivilTime(moment.advanced(bySeconds: 60 * Int64(offset))).year))
        }
        text.put("}")
    }

    // MARK: Shapes

    /// Keeps the shapes only where the catalogue is the one seen last or grew out of it.
    private mutating func see(_ catalogue: FieldCatalogue) {
        let fields = catalogue.fields
        // Arrays that share their memory compare at once.
        if fields == names { return }
        if !fields.starts(with: names) { forget() }
        names = fields
    }

    private mutating func forget() {
        shapes.removeAll()
        shapeNumbers.removeAll()
    }

    private mutating func shape(
        of slots: UnsafeBufferPointer<RecordBatch.Slot>, in catalogue: FieldCatalogue
    ) -> Int {
        if lastShape < shapes.count, shapes[lastShape].fits(slots) { return lastShape }
        // Two kinds of record can share a key, by chance or by design; the shape knows its fields.
        var key = UInt64(slots.count)
        for slot in slots {
            key = (key ^ UInt64(slot.field.index)) &* 0x9E37_79B9_7F4A_7C15
            key ^= key >> 32
        }
        if let known = shapeNumbers[key], shapes[known].fits(slots) {
            lastShape = known
            return known
        }
        if shapes.count >= Self.shapeLimit { forget() }
        lastShape = shapes.count
        shapeNumbers[key] = lastShape
        shapes.append(JSONShape(slots.map(\.field), in: catalogue, format))
        return lastShape
    }
}
