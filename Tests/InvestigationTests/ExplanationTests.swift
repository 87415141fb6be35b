import Investigation
import Testing
import Vocabulary

@Suite("Why a system is a suspect")
struct ExplanationTests {
    private func scope(sharing: Bool) throws -> (scope: ScopeAssessment, first: EvidenceReference) {
        var records: [EvidenceReference] = []
        let file = try CaseFile(1) {
            for second in 0..<3 {
                records.append(try $0.process("WS1", second: Int64(second), "C:\\evil\(second).exe", session: "0x1"))
            }
            try $0.process("WS2", second: 0, "C:\\a.exe", session: "0x1")
        }
        let levels: [Severity] = [.critical, .high, .medium]
        let findings = try levels.enumerated().map { place, level in
            try finding(
                "Rule \(place)", level, on: "WS1", second: 0, tags: ["attack.t100\(3 + place)"],
                records[sharing ? 0 : place])
        }
        return (Investigator.assess([file.observed()], findings: findings), try #require(records.first))
    }

    @Test("each factor says what it is worth alone, and what is left without it")
    func factors() throws {
        let explanations = try #require(try scope(sharing: false).scope.explanations)

        #expect(explanations.map(\.name) == ["WS1"])
        let factors = try #require(explanations.first).factors
        #expect(factors.map(\.text) == ["critical rule: Rule 0", "high rule: Rule 1", "medium rule: Rule 2"])
        #expect(factors.map(\.weight) == [0.7, 0.45, 0.15])
        let left = factors.map { ($0.without * 10_000).rounded() / 10_000 }
        // 1 - (1 - 0.45)(1 - 0.15), 1 - (1 - 0.7)(1 - 0.15), 1 - (1 - 0.7)(1 - 0.45)
        #expect(left == [0.5325, 0.745, 0.835])
        #expect(factors.allSatisfy { $0.evidence.count == 1 })
    }

    @Test("the record without which the most falls is named, with all that rests on it alone")
    func keystone() throws {
        let (apart, first) = try scope(sharing: false)
        let (shared, only) = try scope(sharing: true)

        let one = try #require(apart.explanations?.first?.keystone)
        #expect(one.record == first && abs(one.without - 0.5325) < 1e-9)
        let all = try #require(shared.explanations?.first?.keystone)
        #expect(all.record == only && all.without == 0)
    }

    @Test("the way to a system goes back through first arrivals, and ends in a circle")
    func way() throws {
        let moves: [(from: String, to: String, second: Int64)] = [
            ("A", "B", 10), ("B", "C", 20), ("C", "B", 30), ("C", "D", 40), ("X", "D", 50),
        ]
        var scope = ScopeAssessment()
        scope.movements = try moves.map { move in
            Movement(
                time: try CaseFile.moment(move.second), from: move.from, to: move.to, account: nil, method: "RDP",
                technique: nil, confidence: 0.9, evidence: [])
        }

        #expect(scope.way(to: "D").map(\.from) == ["A", "B", "C"])
        #expect(scope.way(to: "A").isEmpty)
        scope.movements.append(
            Movement(
                time: try CaseFile.moment(5), from: "D", to: "A", account: nil, method: "RDP", technique: nil,
                confidence: 0.9, evidence: []))
        #expect(scope.way(to: "D").map(\.from) == ["D", "A", "B", "C"])
    }
}
