import Foundation
import Simulation
import Testing
import Vocabulary

@testable import Services

@Suite("Scores of made-up worlds")
struct ExerciseScoreTests {
    private let file = EvidenceID(hex: String(repeating: "a", count: 64))

    @Test("what was found, what was not, and what is wrong are counted")
    func counts() throws {
        let truth = try Self.truth()
        let zero = try #require(truth.patientZero).host
        let other = try #require(truth.movements.first)
        var scope = ScopeAssessment()
        scope.systems = [system(zero, 0.95), system("NOBODY-1", 0.8), system("NOBODY-2", 0.4)]
        scope.patientZero = ["NOBODY-1", zero].map {
            RootCandidate(host: $0, confidence: 0.5, enteredFrom: nil, time: nil, reasons: [], evidence: [])
        }
        scope.movements = [
            Movement(
                time: other.t, from: other.src, to: other.dst + ".corp.example", account: other.account,
                method: other.method, technique: nil, confidence: 0.6, evidence: []),
            Movement(
                time: other.t, from: "203.0.113.9", to: zero, account: nil, method: "RDP", technique: nil,
                confidence: 0.6, evidence: []),
        ]

        let score = ExerciseScore(scope, against: truth, records: [:])

        #expect(score.rank == 2)
        #expect(score.hosts.found == 1)
        #expect(score.hosts.wrong == 1)
        #expect(score.hosts.missed == truth.hosts.count - 1)
        #expect(score.movements.found == 1)
        #expect(score.movements.wrong == 0)
        #expect(score.exactMovements.found == 1)
        #expect(score.flagged == 3)
    }

    @Test("a claim whose record does not exist, or that has none, is not proven")
    func claims() throws {
        let file = try #require(file)
        var scope = ScopeAssessment()
        let technique = try #require(TechniqueID("T1047"))
        scope.techniques = [0, 9, 10].map {
            TechniqueSighting(
                id: technique, first: nil, hosts: [], evidence: [EvidenceReference(evidence: file, record: $0)])
        }
        scope.accounts = [AccountAssessment(name: "CORP\\a", status: .used, confidence: 1, evidence: [])]

        let score = ExerciseScore(scope, against: try Self.truth(), records: [file: 10])

        #expect(score.claims == 4)
        #expect(score.provenClaims == 2)
    }

    @Test("figures over worlds add up counts, and count calm worlds apart")
    func summary() throws {
        var wrong = ScopeAssessment()
        wrong.systems = [system("NOBODY-1", 0.8)]
        let calm = try Self.truth(hasIntrusion: false)
        let scores = [
            ExerciseScore(wrong, against: calm, records: [:]), ExerciseScore(.init(), against: calm, records: [:]),
            ExerciseScore(.init(), against: try Self.truth(), records: [:]),
        ]

        let summary = ExerciseSummary(scores)

        #expect(summary.worlds == 3)
        #expect(summary.intrusions == 1)
        #expect(summary.benign == 2)
        #expect(summary.falseScopes == 1)
        #expect(summary.hostRecall == 0)
        #expect(summary.firstAtOnce == 0)
    }

    @Test("the truth is the same when it was written and read")
    func truthFile() throws {
        let truth = try Self.truth()

        #expect(try ExerciseAnswers(file: try truth.file()) == truth)
    }

    private func system(_ name: String, _ confidence: Double) -> SystemAssessment {
        var system = SystemAssessment(name: name, presence: .collected)
        system.confidence = confidence
        system.verdict = confidence >= 0.7 ? .probable : .possible
        return system
    }

    /// A world with at least one movement.
    private static func truth(hasIntrusion: Bool = true) throws -> ExerciseAnswers {
        let start = try #require(Timestamp(iso8601: "2026-03-02T07:00:00Z"))
        var seed: UInt64 = 0
        while true {
            seed += 1
            let plan = ExercisePlan(seed: seed, hosts: 12, days: 2, hasIntrusion: hasIntrusion)
            let answers = ExerciseAnswers(Exercise(plan, start: start).truth, of: plan)
            if !hasIntrusion || answers.movements.count > 1 { return answers }
        }
    }
}
