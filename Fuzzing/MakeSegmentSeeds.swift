import Foundation
import RecordSearch
import Vocabulary

/// The seeds of the segment target: small segments by our own writer, with short and long texts, values of one and of many
/// records, and records of two files.
enum SegmentSeeds {
    static func write(to folder: String) throws {
        for (name, records) in [("one.segment", 1), ("few.segment", 5), ("many.segment", 40)] {
            guard let bytes = segment(records) else { continue }
            try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name))
        }
    }

    private static func segment(_ records: Int) -> [UInt8]? {
        guard let one = EvidenceID(hex: String(repeating: "ab", count: 32)),
            let other = EvidenceID(hex: String(repeating: "0c", count: 32))
        else { return nil }
        var builder = SegmentBuilder(seed: 1)
        let batch = batch(records)
        _ = builder.add(batch, from: 0, of: IndexedFile(one), defaultHost: nil)
        _ = builder.add(batch, from: records / 2, of: IndexedFile(other, entry: 3), defaultHost: "ws7")
        var draft = builder.takeDraft()
        let firsts = draft?.parts.indices.map { 100 * $0 } ?? []
        return draft?.finish(firstRecords: firsts)
    }

    private static func batch(_ records: Int) -> RecordBatch {
        var builder = RecordBatchBuilder()
        let names = ["Computer", "Image", "LogonType", "Message"].map {
            builder.intern(FieldName($0, path: [.element($0)]))
        }
        for number in 0..<records {
            builder.beginRecord(position: 0, number: 0)
            builder.append(names[0], .utf8, (number % 3 == 0 ? "WS5.corp.example" : "").utf8)
            builder.mark(.host)
            builder.append(names[1], .utf8, #"C:\Windows\System32\cmd.exe"#.utf8)
            builder.append(names[2], .numberText, "\(number)".utf8)
            builder.append(names[3], .utf8, String(repeating: "Größe \(number % 4), 10.0.0.5 ", count: 9).utf8)
            if number % 4 > 0, let moment = Timestamp(unixSeconds: 1_767_225_600 + Int64(number)) {
                builder.setTime(
                    moment, zone: number % 2 == 0 ? .stated : .assumed(offsetInMinutes: 60, withYear: true))
            }
            builder.endRecord()
        }
        return builder.finish()
    }
}
