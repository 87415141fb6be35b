import Testing
import Vocabulary

@testable import RecordSearch

@Suite("Segments with many values")
struct ManyValuesTests {
    /// Numbers that do not repeat for long enough not to be looked up, and then do; and words that begin alike.
    private static func batch(_ count: Int) -> RecordBatch {
        var builder = RecordBatchBuilder()
        let names = ["Number", "Kind", "Text"].map { builder.intern(FieldName($0, path: [.element($0)])) }
        for number in 0..<count {
            builder.beginRecord(position: 0, number: 0)
            builder.append(names[0], .numberText, "\(number % (count - 500))".utf8)
            builder.append(names[1], .utf8, "kind\(number % 3)".utf8)
            builder.append(names[2], .utf8, "Somewhere somewhere\(number % 90)else Größe\(number % 40) x".utf8)
            builder.endRecord()
        }
        return builder.finish()
    }

    @Test("are found as in few, whether or not they repeat")
    func found() throws {
        let count = 4000
        var builder = SegmentBuilder(seed: 5)
        let batch = Self.batch(count)
        let file = IndexedFile(try #require(SampleRecords.evidence))
        // The second segment is made with the memory of the first.
        for _ in 0..<2 {
            #expect(builder.add(batch, from: 0, of: file, defaultHost: nil) == count)
            var draft = builder.takeDraft()
            let bytes = draft?.finish(firstRecords: [0])
            let segment = try Segment(ByteRegion(copying: try #require(bytes)), identity: \.sealed)
            func hits(_ text: String) throws -> Int { try segment.records(matching: try Query(text)).count }
            #expect(try hits("Number:7") == 2)
            #expect(try hits("Number:499") == 2)
            #expect(try hits("Number:3000") == 1)
            #expect(try hits("Number:[0 TO 99]") == 200)
            #expect(try hits("kind1") == 1333)
            #expect(try hits("somewhere") == count)
            #expect(try hits("somewhere7else") == 45)
            #expect(try hits("\"SOMEWHERE somewhere89else größe9\"") == 11)
            #expect(try hits("somewhere1*") == 495)
            #expect(try hits("größe39") == 100)
            #expect(try hits("*ere8else*") == 45)
            var top = TopValues(field: SearchField("Number"))
            try top.add(RecordSet(0..<count), of: segment)
            #expect(top.distinct == count - 500)
            #expect(top.top(1).first?.count == 2)
        }
    }
}
