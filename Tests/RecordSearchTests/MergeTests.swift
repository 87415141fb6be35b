import Testing
import Vocabulary

@testable import RecordSearch

@Suite("Merging of segments")
struct MergeTests {
    private static func hits(_ segments: [Segment], _ query: Query) throws -> [FoundRecord] {
        var merge = HitMerge(
            segments.map { HitMerge.Source(segment: $0, group: 1) }, query: query, isReversed: false, after: nil)
        var found: [FoundRecord] = []
        while let hit = merge.next() { found.append(try merge.record(of: hit)) }
        #expect(merge.damage.isEmpty)
        return found
    }

    private static func samples() throws -> [Segment] {
        let first = try SampleRecords.segments(
            of: SampleRecords.random(300, seed: 31), piece: 40, evidence: try #require(SampleRecords.evidence))
        let second = try SampleRecords.segments(
            of: SampleRecords.random(100, seed: 32), piece: 30, evidence: try #require(SampleRecords.other))
        return first + second
    }

    @Test("one segment in the place of several gives the same records in the same order")
    func same() throws {
        let segments = try Self.samples()
        var merge = SegmentMerge(seed: 7)
        // The last first: it must not matter which is added when.
        for segment in segments.reversed() {
            #expect(merge.hasRoom(for: segment))
            try merge.add(segment)
        }
        #expect(merge.count == segments.count)
        let bytes = merge.finish()
        let merged = try Segment(ByteRegion(copying: try #require(bytes)), identity: \.sealed)
        try merged.verify()
        #expect(merge.count == 0)

        for text in ["", "alice", "host:ws5 NOT event_id:4624", "\"long text\"", "*ell*", "LogonType:[1 TO 5]"] {
            let query = try Query(text)
            let (before, after) = (try Self.hits(segments, query), try Self.hits([merged], query))
            #expect(before.map(\.reference) == after.map(\.reference), "\(text)")
            #expect(before.map { $0.fields.map(\.text) } == after.map { $0.fields.map(\.text) })
            #expect(before.map { $0.fields.map(\.isLiteral) } == after.map { $0.fields.map(\.isLiteral) })
            #expect(before.map(\.host) == after.map(\.host))
            #expect(before.map(\.zone) == after.map(\.zone))
        }
    }

    @Test("a segment that would make too many records has no room")
    func room() throws {
        var builder = RecordBatchBuilder()
        let id = builder.intern(FieldName("n", path: [.element("n")]))
        for number in 0..<40_000 {
            builder.beginRecord(position: 0, number: 0)
            builder.append(id, .utf8, "\(number % 7)".utf8)
            builder.endRecord()
        }
        var collected = SegmentBuilder(seed: 1)
        _ = collected.add(
            builder.finish(), from: 0, of: IndexedFile(try #require(SampleRecords.evidence)), defaultHost: nil)
        var draft = collected.takeDraft()
        let bytes = draft?.finish(firstRecords: [0])
        let segment = try Segment(ByteRegion(copying: try #require(bytes)), identity: \.sealed)
        var merge = SegmentMerge(seed: 1)
        #expect(merge.hasRoom(for: segment))
        try merge.add(segment)
        #expect(!merge.hasRoom(for: segment))
    }
}
