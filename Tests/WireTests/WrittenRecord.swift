import Vocabulary
import Wire

/// A record of given values at 2026-03-01T10:00:00.123456Z, and what the writers make of it.
struct WrittenRecord {
    private let number: UInt64
    private var values: [(FieldName, ValueEncoding, [UInt8])] = []

    init(number: UInt64) { self.number = number }

    func with(_ path: [PathStep], _ encoding: ValueEncoding, _ bytes: [UInt8]) -> WrittenRecord {
        var copy = self
        copy.values.append((FieldName(path.last?.name ?? "", path: path), encoding, bytes))
        return copy
    }

    func with(_ path: [PathStep], _ text: String) -> WrittenRecord { with(path, .utf8, Array(text.utf8)) }

    func json(_ format: EvidenceFormat) -> String {
        var writer = RecordJSON(format)
        var out: [UInt8] = []
        for record in batch.records { writer.append(record, to: &out) }
        return String(decoding: out, as: UTF8.self)
    }

    var xml: String {
        var out: [UInt8] = []
        for record in batch.records { RecordXML.append(record, to: &out) }
        return String(decoding: out, as: UTF8.self)
    }

    private var batch: RecordBatch {
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: number)
        for (name, encoding, bytes) in values { builder.append(builder.intern(name), encoding, bytes) }
        if let moment = Timestamp(ticks: 134_168_328_001_234_567) { builder.setTime(moment, zone: .stated) }
        builder.endRecord()
        return builder.finish()
    }
}
