import Foundation
import Simulation
import Vocabulary

/// Writes made-up intrusions to disk.
package enum ExerciseService {
    /// When the sample intrusion begins: a Monday morning that no real evidence shares.
    private static let start = CivilTime(year: 2026, month: 3, day: 2, hour: 7).moment()

    /// Writes the evidence of a sample intrusion into a new folder.
    ///
    /// - Returns: The number of files.
    /// - Throws: ``ServiceFailure`` where the folder exists already or cannot be written.
    package static func generate(into folder: String, seed: UInt64) throws(ServiceFailure) -> Int {
        guard let start else { return 0 }
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw ServiceFailure(code: "exists", subject: folder, cause: "evidence is written to a new folder only")
        }
        let files = SampleIntrusion(seed: seed, start: start).files
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
