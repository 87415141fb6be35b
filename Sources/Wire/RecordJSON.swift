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
    private var shapes: [[FieldID]: JSONShape] = [:]
    private var fields: [FieldID] = []

    /// More shapes than any real batch has; beyond it they are made anew, so that hostile ones cannot fill memory.
    private static let shapeLimit = 1024

    /// - Parameter format: That of the evidence the records are from.
    package init(_ format: EvidenceFormat) {
        self.format = format
    }

    /// Appends the record and a line feed, as UTF-8.
    package mutating func append(_ record: LogRecord, to out: inout [UInt8]) {
        if batch !== record.batch {
            batch = record.batch
            shapes.removeAll(keepingCapacity: true)
        }
        out.append(contentsOf: #"{"record":"#.utf8)
        out.append(contentsOf: record.number.description.utf8)
        if let moment = record.moment {
            out.append(contentsOf: #","time":""#.utf8)
            moment.append(to: &out)
            out.append(contentsOf: #"","event":"#.utf8)
        } else {
            out.append(contentsOf: #","time":null,"event":"#.utf8)
        }
        let values = record.fields
        fields.removeAll(keepingCapacity: true)
        for field in values { fields.append(field.id) }
        shape(of: record).append(values, to: &out)
        out.append(contentsOf: "}\n".utf8)
    }

    private mutating func shape(of record: LogRecord) -> JSONShape {
        if let known = shapes[fields] { return known }
        if shapes.count >= Self.shapeLimit { shapes.removeAll(keepingCapacity: true) }
        let shape = JSONShape(RecordTree(record.fields.map(\.name)), format)
        shapes[fields] = shape
        return shape
    }
}
