import Testing
import Vocabulary

@testable import RecordSearch

@Suite("Records by their references")
struct ReferenceTests {
    private func found(_ text: String) throws -> [Int] {
        let sources = try SampleRecords.segments(
            of: SampleRecords.random(100, seed: 1), piece: 40, evidence: try #require(SampleRecords.evidence)
        ).map { HitMerge.Source(segment: $0, group: 1) }
        var merge = HitMerge(sources, query: try Query(text), isReversed: false, after: nil)
        var records: [Int] = []
        while let hit = merge.next() { records.append(hit.key.record) }
        return records.sorted()
    }

    @Test("the beginning of a file's hash and a number are one record, the whole hash the same")
    func one() throws {
        #expect(try found("abababab#17") == [17])
        #expect(try found("ABABABABAB#0") == [0])
        #expect(try found(String(repeating: "ab", count: 32) + "#99") == [99])
        #expect(try found("abababab#17 OR abababab#5") == [5, 17])
        #expect(try found("NOT abababab#17").count == 99)
    }

    @Test("another file, and a record that is none, are nothing", arguments: ["acababab#17", "abababab#100"])
    func none(text: String) throws {
        #expect(try found(text).isEmpty)
    }

    @Test(
        "what is no reference stays text",
        arguments: ["ababab#17", "abababab#", "abababag#1", "abababab#1#2", "abababab#99999999999999999999"])
    func text(text: String) throws {
        guard case .reference = try Query(text) else { return }
        Issue.record("\(text) was read as a reference")
    }
}
