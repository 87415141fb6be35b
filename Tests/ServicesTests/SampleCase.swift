import CaseLifecycle
import Detection
import Foundation
import Services
import Simulation
import Storage
import Testing
import Vocabulary

/// The sample intrusion, investigated as a person would have it done.
struct SampleCase {
    /// One investigation, kept as values.
    struct Run {
        let incident: Case
        let differingReadModels: [String]
    }

    let truth: Truth
    /// By two workers, in the order of names.
    let first: Run
    /// The same evidence added to the first case once more.
    let again: Run
    /// The first case after its read models were made anew.
    let rebuilt: Run
    /// In the reverse order, by eight workers.
    let reversed: Run
    /// By one worker, half of the evidence first.
    let halves: Run

    /// Made once for all tests, since every one would be the same.
    static let shared = Task { try await SampleCase() }

    private init() async throws {
        let start = try #require(Timestamp(iso8601: "2026-03-02T06:00:00Z"))
        let sample = SampleIntrusion(seed: 1, start: start)
        truth = sample.truth
        let folder = try TemporaryFolder()
        for file in sample.files { try folder.write("evidence/" + file.name, file.bytes) }
        let files = try EvidenceFinder.find(under: [folder.path + "/evidence"]).files
        let (rules, _) = try RuleLibrary.load([])

        let store = try Store()
        first = try await Self.investigate(files, in: store, rules, width: 2)
        again = try await Self.investigate(files, in: store, rules, width: 2)
        try store.admin().rebuild()
        rebuilt = try Self.run(in: store)
        reversed = try await Self.investigate(files.reversed(), in: try Store(), rules, width: 8)
        let other = try Store()
        _ = try await Self.investigate(Array(files.prefix(files.count / 2)), in: other, rules, width: 1)
        halves = try await Self.investigate(Array(files.dropFirst(files.count / 2)), in: other, rules, width: 1)
    }

    private static func investigate(
        _ files: [EvidenceFile], in store: Store, _ rules: RuleSet, width: Int
    ) async throws -> Run {
        if try store.queries.cases().isEmpty { _ = try store.cases().open(title: "Sample") }
        let incident = try await store.investigation(width: width).investigate(
            files, in: .first, rules: rules, host: nil, progress: { _ in })
        #expect(try store.queries.incident(.first) == incident)
        return try run(in: store)
    }

    private static func run(in store: Store) throws -> Run {
        Run(
            incident: try store.queries.incident(.first),
            differingReadModels: try store.database.differingReadModels())
    }
}
