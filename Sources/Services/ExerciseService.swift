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
    /// When the intrusions begin: a Monday morning that no real evidence shares.
    private static let start = CivilTime(year: 2026, month: 3, day: 2, hour: 7).moment()

    /// Writes the evidence of an intrusion into a new folder.
    ///
    /// - Returns: The number of files.
    /// - Throws: ``ServiceFailure`` where the folder exists already or cannot be written.
    package static func generate(
        _ story: ExerciseStory, into folder: String, seed: UInt64
    ) throws(ServiceFailure) -> Int {
        guard let start else { return 0 }
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw ServiceFailure(code: "exists", subject: folder, cause: "evidence is written to a new folder only")
        }
        let files =
            switch story {
            case .sample: SampleIntrusion(seed: seed, start: start).files
            case .spread: SpreadIntrusion(seed: seed, start: start).files
            }
        do {
            for file in files {
                let target = URL(fileURLWithPath: folder).appendingPathComponent(file.name)
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: target)
            }
        } catch {
            throw ServiceFailure(code: "unwritable", subject: folder, cause: "\(error)")
        }
        return files.count
    }
}
