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
        /// A file could not be taken in; the others are.
        case notTaken(path: String, reason: String)
        /// A file that the case holds could not be read to its end: it is not there, or not what was sealed.
        case notRead(name: String, reason: String)
        /// Regular expressions of this rule reached their limits so many times: a match may be missing there.
        case limitReached(rule: RuleSummary, times: Int)
        /// So many files were held and read already. They count for the scope and were not matched again.
        case alreadyHeld(Int)
        /// What was read is not, or not all, in the index of the case; all else is done.
        case notIndexed(ServiceFailure)
    }

    let cases: CaseService
    let vault: EvidenceVault
    let index: RecordIndex
    let width: Int

    package init(cases: CaseService, vault: EvidenceVault, index: RecordIndex, width: Int) {
        self.cases = cases
        self.vault = vault
        self.index = index
        self.width = width
    }

    /// Seals every file, reads it, matches rules, derives the scope and records all of it in the case.
    ///
    /// Evidence that the case already holds is neither sealed nor matched again; it counts for the scope. A file that
    /// cannot be taken in is told to `progress`, recorded as such and left out. So is one that the case holds and that
    /// cannot be read any more; what it showed when it could be stays in the standing of systems and accounts.
    ///
    /// - Parameters:
    ///   - missed: What was found and is no file that can be taken in.
    ///   - id: The case to add to.
    ///   - host: Whose evidence it is, where the evidence does not say.
    ///   - staysInPlace: Whether files are sealed where they lie, and not copied.
    /// - Returns: The case as it stands after the last event.
    /// - Throws: ``CaseRefusal``, ``ServiceFailure`` or a failure of storage. What was acknowledged before stays.
    package func investigate(
        _ files: [EvidenceFile], missed: [MissedFile] = [], in id: CaseID, rules: RuleSet, host: String?,
        staysInPlace: Bool = false, progress: @escaping @Sendable (Progress) -> Void
    ) async throws -> Case {
        let sealing = EvidenceSealing(cases: cases, vault: vault, host: host, staysInPlace: staysInPlace)
        if !missed.isEmpty { _ = try cases.run([.recordMissed(missed)], on: id) }
        var incident = try sealing.seal(files, in: id, progress: progress)
        let index = IndexingRun(self.index, incident)
        defer { if let failure = index.finish() { progress(.notIndexed(failure)) } }
        let pipeline = IngestionPipeline(
            rules: rules, pipeline: EvidencePipeline(width: width, vault: vault), index: index)

        let unread = incident.evidence.filter { incident.readings[$0.id] == nil && incident.canBeRead($0.id) }
        var observations = try await read(unread, in: id, with: pipeline, progress: progress)
        var covered = Set(unread.map(\.id))
        // Another run may have read evidence of this case in the meantime: go round until nothing is left out.
        while true {
            incident = try cases.run([], on: id).incident
            let others = incident.evidence.filter { incident.readings[$0.id] != nil && !covered.contains($0.id) }
            // What was destroyed has spoken: what it showed of systems and accounts stays in their standing.
            let readable = others.filter { incident.canBeRead($0.id) }
            observations = try await pipeline.run(
                over: vault.files(of: readable), addingTo: observations, detects: false,
                unreadable: { try record(unreadable: $0, in: id, progress) })
            covered.formUnion(others.map(\.id))
            do {
                return try deriveScope(of: incident, from: observations, covered: covered, in: id, progress: progress)
            } catch CaseRefusal.scopeIncomplete {
                continue
            }
        }
    }

    private func read(
        _ evidence: [SealedEvidence], in id: CaseID, with pipeline: IngestionPipeline,
        progress: @escaping @Sendable (Progress) -> Void
    ) async throws -> CaseObservations {
        let total = evidence.reduce(0) { $0 + $1.bytes }
        let cases = cases
        return try await pipeline.run(
            over: vault.files(of: evidence), detects: true,
            progress: { bytes, records in progress(.read(bytes: bytes, of: total, records: records)) },
            commit: { results in
                let outcome = try cases.run(on: id) { IngestionPipeline.commands(for: results, in: $0) }
                for recorded in outcome.events {
                    guard let read = recorded.event.readEvidence else { continue }
                    progress(.acknowledged(id, version: recorded.version, "read \(read)"))
                }
            },
            correlated: { sightings in
                let outcome = try cases.run([.recordFindings(sightings)], on: id)
                if let last = outcome.events.last {
                    progress(.acknowledged(id, version: last.version, "found correlations"))
                }
            },
            limits: { hits in
                for (rule, times) in hits { progress(.limitReached(rule: rule, times: times)) }
            },
            unreadable: { try record(unreadable: $0, in: id, progress) })
    }

    /// Evidence that cannot be read any more is damaged, whoever finds it so.
    private func record(
        unreadable: [EvidenceID: ServiceFailure], in id: CaseID, _ progress: (Progress) -> Void
    ) throws {
        let problems = unreadable.map { evidence, failure in
            DamagedEvidence(evidence: evidence, problem: vault.problem(of: evidence) ?? failure.cause)
        }.sorted { $0.evidence.hex < $1.evidence.hex }
        let outcome = try cases.run(on: id) { incident in
            let news = problems.filter { incident.custody.items[$0.evidence]?.checks.last?.problem != $0.problem }
            return news.isEmpty ? [] : [.custody(.check(intact: [], damaged: news))]
        }
        for damaged in problems {
            let name = outcome.incident.evidence.first { $0.id == damaged.evidence }?.name ?? damaged.evidence.hex
            progress(.notRead(name: name, reason: damaged.problem))
        }
    }

    private func deriveScope(
        of incident: Case, from observations: CaseObservations, covered: Set<EvidenceID>, in id: CaseID,
        progress: (Progress) -> Void
    ) throws -> Case {
        var assessment = Investigator.assess(
            observations, findings: incident.findings.map(\.sighting), held: incident.heldEvidence)
        assessment.filesCovered = incident.readings.keys.count { covered.contains($0) }
        let outcome = try cases.run([.recordScope(assessment)], on: id)
        if let last = outcome.events.last { progress(.acknowledged(id, version: last.version, "derived the scope")) }
        return outcome.incident
    }

}

extension EvidenceVault {
    /// Sealed files, as the pipeline reads them.
    func files(of evidence: [SealedEvidence]) -> [EvidenceFile] {
        evidence.map {
            var file = EvidenceFile(path: path(of: $0.id), name: $0.name, id: $0.id, host: $0.host)
            file.hostSource = $0.hostSource
            file.times = $0.times ?? TimeAssumptions()
            return file
        }
    }
}

extension Case {
    /// What is held and was not read, in containers, too.
    fileprivate var heldEvidence: [HeldEvidence] {
        evidence.flatMap { sealed -> [HeldEvidence] in
            let inside = (entries[sealed.id] ?? []).map { (reading: $0.reading, host: $0.host ?? sealed.host) }
            let files = [(reading: readings[sealed.id], host: sealed.host)] + inside
            return files.compactMap { reading, host -> HeldEvidence? in
                guard let unread = reading?.unread, unread != .empty else { return nil }
                return HeldEvidence(kind: unread.heldKind, host: host)
            }
        }
    }

    func canBeRead(_ id: EvidenceID) -> Bool { custody.items[id]?.isDestroyed != true }
}

extension CaseEvent {
    /// What was read, in words; nil for an event of another kind.
    fileprivate var readEvidence: String? {
        switch self {
        case .evidenceRead(let reading): reading.evidence.hex
        case .entriesRead(let container, let entries): "\(entries.count) files in \(container)"
        default: nil
        }
    }
}
