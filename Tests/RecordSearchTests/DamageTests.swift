import Testing
import Vocabulary

@testable import RecordSearch

@Suite("Damaged segments")
struct DamageTests {
    private static let queries = [
        "", "alice", "host:ws5", "account:alice", "\"log on\"", "c*", "*ell*", "LogonType:[1 TO 5]",
        "NOT time:2026-01-01",
        "_exists_:Image", "\"long text long\"", "image:*cmd*",
        "10.0.0.0/8", "/.*whoami/",
    ]

    private static func bytes(_ count: Int) throws -> [UInt8] {
        var builder = SegmentBuilder(seed: 3)
        let batch = SampleRecords.random(count, seed: 21)
        _ = builder.add(batch, from: 0, of: IndexedFile(try #require(SampleRecords.evidence)), defaultHost: nil)
        var draft = builder.takeDraft()
        let bytes = draft?.finish(firstRecords: [0])
        return try #require(bytes)
    }

    /// Does everything that can be done with a segment; damage is an answer, a trap would end the run.
    private static func use(_ bytes: [UInt8]) throws(SegmentDamage) {
        let segment = try Segment(ByteRegion(copying: bytes), identity: \.sealed)
        var damage: SegmentDamage?
        for text in queries {
            guard let query = try? Query(text) else { continue }
            do throws(SegmentDamage) {
                let set = try segment.records(matching: query)
                var histogram = TimeHistogram(seconds: 3600)
                try histogram.add(set, of: segment)
                var top = TopValues(field: SearchField("process"))
                try top.add(set, of: segment)
            } catch { damage = error }
        }
        var merge = HitMerge([.init(segment: segment, group: 1)], query: .everything, isReversed: false, after: nil)
        var left = 100
        while left > 0, let hit = merge.next() {
            left -= 1
            do throws(SegmentDamage) { _ = try merge.record(of: hit) } catch { damage = error }
        }
        if let damage { throw damage }
    }

    @Test("a segment that is cut off anywhere is damaged")
    func truncation() throws {
        let bytes = try Self.bytes(6)
        try Self.use(bytes)
        for length in 0..<bytes.count {
            #expect(throws: SegmentDamage.self) { try Self.use(Array(bytes[..<length])) }
        }
    }

    @Test("no byte that is changed leads to a trap, and the checksum finds each")
    func flips() throws {
        let bytes = try Self.bytes(6)
        for place in bytes.indices {
            for change: UInt8 in [place % 2 == 0 ? 0xFF : 0x01] {
                var damaged = bytes
                damaged[place] ^= change
                try? Self.use(damaged)
                #expect(throws: SegmentDamage.self) {
                    try Segment(ByteRegion(copying: damaged), identity: \.sealed).verify()
                }
            }
        }
    }

    @Test("damage behind a right header is met, not trusted")
    func reseal() throws {
        let bytes = try Self.bytes(40)
        var random = Random(17)
        for _ in 0..<600 {
            var damaged = bytes
            for _ in 0...random.below(4) {
                let place = SegmentLayout.headerLength + random.below(bytes.count - SegmentLayout.headerLength)
                damaged[place] = UInt8(truncatingIfNeeded: random.next())
            }
            try? Self.use(damaged)
        }
    }
}
