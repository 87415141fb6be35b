package import CaseLifecycle
package import Detection
import Foundation
import Investigation
package import Storage
package import Vocabulary

/// Cordon's main job: evidence in, a case out.
package struct InvestigationService: Sendable {
    /// How far an investigation has come.
    package enum Progress: Sendable {
        /// Evidence taken into the vault.
        case sealed(bytes: Int, of: Int)
        /// Evidence parsed and matched.
        case read(bytes: Int, of: Int, records: Int)
        /// Something is in the journal, and on disk: it will not be lost.
        case acknowledged(CaseID, version: Int, String)
    }

    let cases: CaseService
    let vault: EvidenceVault
    let width: Int

    package init(cases: CaseService, vault: EvidenceVault, width: Int) {
        self.cases = cases
        self.vault = vault
        self.width = width
    }

    /// Seals every file, reads it, matches rules, derives the scope and records all of it in the case.
    ///
    /// Evidence that the case already holds is neither sealed nor matched again; it counts for the scope.
    ///
    /// - Parameters:
    ///   - id: The case to add to.
    ///   - host: Whose evidence it is, where the evidence does not say.
    /// - Returns: The case as it stands after the last event.
    /// - Throws: ``CaseRefusal``, ``ServiceFailure`` or a failure of storage. What was acknowledged before stays.
    package func investigate(
        _ files: [EvidenceFile], in id: CaseID, rules: RuleSet, host: String?,
        progress: @escaping @Sendable (Progress) -> Void
    ) async throws -> Case {
        let incident = try seal(files, in: id, progress: progress)
        let unread = incident.evidence.filter { incident.readings[$0.id] == nil }
        let known = incident.evidence.filter { incident.readings[$0.id] != nil }
        let pipeline = IngestionPipeline(rules: rules, pipeline: EvidencePipeline(width: width), defaultHost: host)

        var observations = try await read(unread, in: id, with: pipeline, progress: progress)
        if !known.isEmpty {
            observations += try await pipeline.run(over: vaultFiles(known), detects: false)
        }
        return try deriveScope(from: observations, in: id, progress: progress)
    }

    private func seal(
        _ files: [EvidenceFile], in id: CaseID, progress: (Progress) -> Void
    ) throws -> Case {
        let total = files.reduce(0) { $0 + Self.size($1.path) }
        var done = 0
        var incident = try cases.run([], on: id).incident
        for start in stride(from: 0, to: files.count, by: IngestionPipeline.filesPerCommit) {
            var commands: [CaseCommand] = []
            for file in files[start..<min(start + IngestionPipeline.filesPerCommit, files.count)] {
                try Task.checkCancellation()
                let sealed = try vault.seal(path: file.path, name: file.name)
                commands.append(.sealEvidence(sealed))
                done += sealed.bytes
                progress(.sealed(bytes: done, of: max(total, done)))
            }
            let outcome = try cases.run(commands, on: id)
            incident = outcome.incident
            for recorded in outcome.events {
                guard case .evidenceSealed(let sealed) = recorded.event else { continue }
                progress(.acknowledged(id, version: recorded.version, "sealed \(sealed.id)"))
            }
        }
        return incident
    }

    private func read(
        _ evidence: [SealedEvidence], in id: CaseID, with pipeline: IngestionPipeline,
        progress: @escaping @Sendable (Progress) -> Void
    ) async throws -> [ObservationCollector] {
        let total = evidence.reduce(0) { $0 + $1.bytes }
        let cases = cases
        return try await pipeline.run(
            over: vaultFiles(evidence), detects: true,
            progress: { bytes, records in progress(.read(bytes: bytes, of: total, records: records)) },
            commit: { results in
                let commands = results.flatMap {
                    [.recordReading($0.reading), CaseCommand.recordFindings($0.sightings)]
                }
                let outcome = try cases.run(commands, on: id)
                for recorded in outcome.events {
                    guard case .evidenceRead(let reading) = recorded.event else { continue }
                    progress(.acknowledged(id, version: recorded.version, "read \(reading.evidence)"))
                }
            })
    }

    private func deriveScope(
        from observations: [ObservationCollector], in id: CaseID, progress: (Progress) -> Void
    ) throws -> Case {
        let findings = try cases.run([], on: id).incident.findings
        let assessment = Investigator.assess(observations, findings: findings.map(\.sighting))
        let outcome = try cases.run([.recordScope(assessment)], on: id)
        if let last = outcome.events.last { progress(.acknowledged(id, version: last.version, "derived the scope")) }
        return outcome.incident
    }

    private func vaultFiles(_ evidence: [SealedEvidence]) -> [EvidenceFile] {
        evidence.map { EvidenceFile(path: vault.path(of: $0.id), name: $0.name, id: $0.id) }
    }

    private static func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}
