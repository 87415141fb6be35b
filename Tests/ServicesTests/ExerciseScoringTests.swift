import Detection
import Foundation
import Testing

@testable import Services

@Suite("Scoring of the engine over made-up worlds")
struct ExerciseScoringTests {
    private let scoring = ExerciseScoring(rules: RuleSet.starter().rules, width: 1)

    @Test("a world is written, scored from its folder, and all claims about it are proven")
    func world() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let request = ExerciseRequest(
            seed: 2, hosts: 12, days: 1, profile: "full", difficulty: "easy", hasIntrusion: true)

        let files = try ExerciseService.generate(request, into: folder + "/2")
        let rows = try await scoring.score(below: folder)

        #expect(files > 0)
        #expect(rows.map(\.method) == ["cordon", "all edges", "execution edges only", "alert count"])
        #expect(rows.allSatisfy { $0.figures.worlds == 1 && $0.figures.intrusions == 1 })
        #expect(rows.first?.figures.proven == 1)
        #expect(try await scoring.score(below: folder + "/2") == rows)
        #expect(try await scoring.score([request]) == rows)
    }

    @Test("a folder that holds no world is a failure, and one that exists is not written to")
    func failures() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let request = ExerciseRequest(
            seed: 2, hosts: nil, days: 1, profile: nil, difficulty: nil, hasIntrusion: false)

        await #expect(throws: ServiceFailure.self) { try await scoring.score(below: folder) }
        #expect(throws: ServiceFailure.self) { try ExerciseService.generate(request, into: folder) }
    }
}
