import Testing
import Vocabulary

@Suite("Findings")
struct FindingTests {
    @Test("levels go from informational to critical")
    func severity() {
        #expect(
            [.high, .informational, .critical, .low, .medium].sorted()
                == [Severity.informational, .low, .medium, .high, .critical])
        #expect(Severity.allCases.map(\.rawValue) == ["informational", "low", "medium", "high", "critical"])
    }

    @Test("the techniques of a rule are those among its tags, in their order")
    func techniques() {
        let rule = RuleSummary(
            id: "1", title: "t", level: .low, tags: ["attack.t1105", "attack.execution", "attack.t1021.006"],
            source: "a.yml")

        #expect(rule.techniques.map(\.text) == ["T1105", "T1021.006"])
    }

    @Test("a further sighting adds its matches and widens the time, whatever the order")
    func merge() throws {
        let early = try sighting(minute: 1, count: 2, records: [5])
        let late = try sighting(minute: 9, count: 3, records: [7, 8])
        var forward = early
        forward.merge(late)
        var backward = late
        backward.merge(early)

        #expect(forward.count == 5)
        #expect(forward.first == early.first)
        #expect(forward.last == late.last)
        #expect(forward.evidence.map(\.record) == [5, 7, 8])
        #expect(backward.evidence.map(\.record) == [7, 8, 5])
        #expect((backward.count, backward.first, backward.last) == (forward.count, forward.first, forward.last))
    }

    @Test("a sighting without a readable time takes and keeps the time of the other")
    func mergeWithoutTime() throws {
        let timed = try sighting(minute: 1, count: 1, records: [1])
        let timeless = try sighting(minute: nil, count: 1, records: [2])
        var first = timed
        first.merge(timeless)
        var second = timeless
        second.merge(timed)
        var neither = timeless
        neither.merge(timeless)

        #expect(first.first == timed.first && first.last == timed.last)
        #expect(second.first == timed.first && second.last == timed.last)
        #expect(neither.first == nil && neither.last == nil)
    }

    @Test("the first thousand references are kept, every match is counted")
    func cap() throws {
        let limit = FindingSighting.keptReferences
        var many = try sighting(minute: 1, count: limit - 1, records: Array(0..<limit - 1))
        many.merge(try sighting(minute: 2, count: 3, records: [limit - 1, limit, limit + 1]))
        many.merge(try sighting(minute: 3, count: 1, records: [limit + 2]))
        let born = try sighting(minute: 1, count: limit + 5, records: Array(0..<limit + 5))

        #expect(limit == 1000)
        #expect(many.count == limit + 3)
        #expect(many.evidence.map(\.record) == Array(0..<limit))
        #expect(born.count == limit + 5)
        #expect(born.evidence.map(\.record) == Array(0..<limit))
    }

    private func sighting(minute: Int?, count: Int, records: [Int]) throws -> FindingSighting {
        let evidence = try #require(EvidenceID(hex: String(repeating: "a", count: 64)))
        let time = minute.map { Timestamp.earliest.advanced(bySeconds: Int64($0) * 60) }
        return FindingSighting(
            rule: RuleSummary(id: "1", title: "t", level: .low, tags: [], source: "a.yml"), host: "WKS-1", count: count,
            first: time, last: time, evidence: records.map { EvidenceReference(evidence: evidence, record: $0) })
    }
}
