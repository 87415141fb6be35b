import Foundation
import Simulation
import Vocabulary

/// Which made-up intrusion to write.
package enum ExerciseStory: String, CaseIterable, Sendable {
    /// Three hosts, whose evidence is all at hand.
    case sample
    /// Ten hosts below `first/`, and one more below `later/` for when the scope of the ten is known.
    case spread
}

/// Writes made-up intrusions to disk.
package enum ExerciseService {
    /// The folder of a world in which its evidence lies, and the file that holds the truth about it.
    package static let evidenceFolder = "evidence"
    package static let truthFile = "truth/truth.json"

    /// When the intrusions begin: a Monday morning that no real evidence shares.
    private static let start = CivilTime(year: 2026, month: 3, day: 2, hour: 7).moment()

    /// A moment after all evidence of all worlds: logs without a year are of the last one before it.
    static let end = start?.advanced(bySeconds: Int64(ExercisePlan.mostDays + 1) * 86_400)

    /// Writes the evidence of an intrusion into a new folder.
    ///
    /// - Returns: The number of files.
    /// - Throws: ``ServiceFailure`` where the folder exists already or cannot be written.
    package static func generate(
        _ story: ExerciseStory, into folder: String, seed: UInt64
    ) throws(ServiceFailure) -> Int {
        guard let start else { return 0 }
        let files =
            switch story {
            case .sample: SampleIntrusion(seed: seed, start: start).files
            case .spread: SpreadIntrusion(seed: seed, start: start).files
            }
        try write(files.map { ($0.name, Data($0.bytes)) }, into: folder)
        return files.count
    }

    /// Writes a world into a new folder: its evidence below ``evidenceFolder``, and the truth, apart from it, as
    /// ``truthFile``.
    ///
    /// - Returns: The number of files of evidence.
    /// - Throws: ``ServiceFailure`` where the folder exists already or cannot be written.
    package static func generate(_ request: ExerciseRequest, into folder: String) throws(ServiceFailure) -> Int {
        guard let start else { return 0 }
        let world = Exercise(request.plan, start: start)
        let truth: Data
        do {
            truth = try ExerciseAnswers(world.truth, of: request.plan).file()
        } catch {
            throw ServiceFailure(code: "unwritable", subject: folder, cause: "\(error)")
        }
        let evidence = world.files.map { ("\(evidenceFolder)/\($0.name)", Data($0.bytes)) }
        try write(evidence + [(truthFile, truth)], into: folder)
        return world.files.count
    }

    private static func write(_ files: [(name: String, bytes: Data)], into folder: String) throws(ServiceFailure) {
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw ServiceFailure(code: "exists", subject: folder, cause: "evidence is written to a new folder only")
        }
        do {
            for file in files {
                let target = URL(fileURLWithPath: folder).appendingPathComponent(file.name)
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try file.bytes.write(to: target)
            }
        } catch {
            throw ServiceFailure(code: "unwritable", subject: folder, cause: "\(error)")
        }
    }
}
