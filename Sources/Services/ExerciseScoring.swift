package import Detection
import Foundation
import Investigation
import Synchronization
import Vocabulary

/// Runs the engine over worlds whose truth is known, beside simple methods, and counts what each got right.
package struct ExerciseScoring: Sendable {
    /// The figures of one method over the same worlds as all others.
    package struct Row: Hashable, Sendable, Codable {
        package let method: String
        package let figures: ExerciseSummary
    }

    private static let engine = "cordon"

    let rules: RuleSet
    let width: Int

    /// - Parameter width: Portions of evidence in work at a time.
    package init(rules: RuleSet, width: Int) {
        self.rules = rules
        self.width = width
    }

    /// Scores every world at or below a folder, as ``ExerciseService`` wrote them.
    ///
    /// - Parameter progress: Told how many worlds are done.
    /// - Throws: ``ServiceFailure`` where no world is there, or one cannot be read.
    package func score(
        below folder: String, progress: (_ worlds: Int) -> Void = { _ in }
    ) async throws -> [Row] {
        let worlds = try Self.worlds(below: folder)
        var scores: [String: [ExerciseScore]] = [:]
        for (number, world) in worlds.enumerated() {
            try await add(world, to: &scores)
            progress(number + 1)
        }
        return rows(scores)
    }

    /// Makes worlds, one after the other, in a temporary folder, and scores them.
    package func score(
        _ requests: [ExerciseRequest], progress: (_ worlds: Int) -> Void = { _ in }
    ) async throws -> [Row] {
        var scores: [String: [ExerciseScore]] = [:]
        for (number, request) in requests.enumerated() {
            let folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("cordon-exercise-\(UUID().uuidString)").path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            _ = try ExerciseService.generate(request, into: folder)
            try await add(folder, to: &scores)
            progress(number + 1)
        }
        return rows(scores)
    }

    private func rows(_ scores: [String: [ExerciseScore]]) -> [Row] {
        ([Self.engine] + SimpleMethod.allCases.map(\.rawValue)).map {
            Row(method: $0, figures: ExerciseSummary(scores[$0] ?? []))
        }
    }

    private func add(_ world: String, to scores: inout [String: [ExerciseScore]]) async throws {
        let truth = try Self.truth(of: world)
        let seen = try await read(world + "/" + ExerciseService.evidenceFolder)
        let scope = Investigator.assess(seen.observations, findings: seen.findings)
        scores[Self.engine, default: []].append(ExerciseScore(scope, against: truth, records: seen.records))
        for method in SimpleMethod.allCases {
            let scope = method.assess(seen.observations, findings: seen.findings)
            scores[method.rawValue, default: []].append(ExerciseScore(scope, against: truth, records: seen.records))
        }
    }

    // MARK: Reading

    private struct Seen {
        let observations: CaseObservations
        let findings: [FindingSighting]
        let records: [EvidenceID: Int]
    }

    /// What an investigation would read and find in a folder; nothing is kept.
    private func read(_ folder: String) async throws -> Seen {
        var files: [EvidenceFile] = []
        for found in try EvidenceFinder.find(under: [folder]).files {
            // Nothing is sealed, so that a number is as good as a hash.
            let digits = String(files.count, radix: 16)
            let id = EvidenceID(hex: String(repeating: "0", count: max(0, 64 - digits.utf8.count)) + digits)
            var file = EvidenceFile(path: found.path, name: found.name, id: id)
            file.times.reference = ExerciseService.end
            files.append(file)
        }
        let results = Mutex<[IngestionPipeline.FileResult]>([])
        var correlated: [FindingSighting] = []
        let observations = try await IngestionPipeline(rules: rules, pipeline: EvidencePipeline(width: width)).run(
            over: files, detects: true, commit: { read in results.withLock { $0 += read } },
            correlated: { correlated = $0 },
            unreadable: { failures in if let first = failures.values.first { throw first } })
        let read = results.withLock { $0 }
        var records: [EvidenceID: Int] = [:]
        for result in read {
            guard case .file(let reading) = result.reading else { continue }
            records[reading.evidence] = reading.records
        }
        return Seen(
            observations: observations, findings: Self.merged(read.flatMap(\.sightings) + correlated), records: records)
    }

    /// One for each rule and host, as a case keeps them.
    private static func merged(_ sightings: [FindingSighting]) -> [FindingSighting] {
        struct Key: Hashable {
            let rule: String
            let host: String
        }
        var order: [Key] = []
        var found: [Key: FindingSighting] = [:]
        for sighting in sightings {
            let key = Key(rule: sighting.rule.id, host: sighting.host)
            if found[key]?.merge(sighting) == nil {
                order.append(key)
                found[key] = sighting
            }
        }
        return order.compactMap { found[$0] }
    }

    private static func truth(of world: String) throws(ServiceFailure) -> ExerciseAnswers {
        let path = world + "/" + ExerciseService.truthFile
        do {
            return try ExerciseAnswers(file: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw ServiceFailure(code: "unreadable", subject: path, cause: "\(error)")
        }
    }

    /// The folder itself where it is a world, else all those in it, in order of their names.
    private static func worlds(below folder: String) throws(ServiceFailure) -> [String] {
        func isWorld(_ path: String) -> Bool {
            FileManager.default.fileExists(atPath: path + "/" + ExerciseService.truthFile)
        }
        if isWorld(folder) { return [folder] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let worlds = names.sorted().map { folder + "/" + $0 }.filter(isWorld)
        guard !worlds.isEmpty else {
            throw ServiceFailure(
                code: "no-worlds", subject: folder,
                cause:
                    "no folder there holds \(ExerciseService.truthFile); to make one: cordon exercise generate --help")
        }
        return worlds
    }
}
