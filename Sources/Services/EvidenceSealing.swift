import CaseLifecycle
import Storage
import Vocabulary

/// Takes files into the vault and into a case, and goes on past those that cannot be taken.
struct EvidenceSealing {
    let cases: CaseService
    let vault: EvidenceVault
    /// Whose evidence it is, where the evidence does not say.
    let host: String?
    /// Whether files are sealed where they lie, and not copied.
    let staysInPlace: Bool

    /// - Returns: The case with all evidence that could be taken in.
    /// - Throws: ``CaseRefusal`` or a failure that concerns every file, such as a full disk; what was sealed until then
    ///   is recorded.
    func seal(
        _ files: [EvidenceFile], in id: CaseID, progress: (InvestigationService.Progress) -> Void
    ) throws -> Case {
        let total = files.totalBytes
        var done = 0
        var incident = try cases.run([], on: id).incident
        guard incident.version > 0 else { throw CaseRefusal.unknownCase(id.description) }
        let readBefore = Set(incident.readings.keys)
        var held = 0
        var waiting = files[...]
        while !waiting.isEmpty {
            var sealed: [SealedEvidence] = []
            var taken: [TakenEvidence] = []
            var missed: [MissedFile] = []
            var failure: (any Error)?
            let lock = try VaultLock(.sealing, of: vault)
            let doneBefore = done
            var tried = 0
            while tried < IngestionPipeline.filesPerCommit, done - doneBefore < IngestionPipeline.bytesPerCommit,
                let file = waiting.popFirst()
            {
                tried += 1
                do {
                    try Task.checkCancellation()
                    let evidence = try take(file, &taken)
                    if readBefore.contains(evidence.id) { held += 1 }
                    sealed.append(evidence)
                    done += evidence.bytes
                    progress(.sealed(bytes: done, of: max(total, done)))
                } catch let error as StorageError where error.concernsOneFile {
                    progress(.notTaken(path: file.path, reason: error.words))
                    missed.append(MissedFile(origin: file.path, reason: error.words))
                } catch {
                    failure = error
                    break
                }
            }
            try vault.keep(taken)
            incident = try record(sealed, missed, in: id, progress)
            _ = consume lock
            if let failure { throw failure }
        }
        if held > 0 { progress(.alreadyHeld(held)) }
        return incident
    }

    /// Hashes a file, and copies it unless it stays where it is.
    private func take(_ file: EvidenceFile, _ taken: inout [TakenEvidence]) throws(StorageError) -> SealedEvidence {
        var evidence: SealedEvidence
        if staysInPlace {
            evidence = try vault.sealInPlace(path: file.location, name: file.name)
        } else {
            let copy = try vault.take(path: file.location, name: file.name)
            taken.append(copy)
            evidence = copy.sealed.from(file.path)
        }
        evidence.host = host ?? file.host
        evidence.hostSource = host == nil ? file.hostSource : nil
        evidence.times = file.assumptions
        return evidence
    }

    private func record(
        _ sealed: [SealedEvidence], _ missed: [MissedFile], in id: CaseID,
        _ progress: (InvestigationService.Progress) -> Void
    ) throws -> Case {
        let told: [CaseCommand] = missed.isEmpty ? [] : [.recordMissed(missed)]
        let outcome = try cases.run(sealed.map { .sealEvidence($0) } + told, on: id)
        for recorded in outcome.events {
            guard case .evidenceSealed(let evidence) = recorded.event else { continue }
            progress(.acknowledged(id, version: recorded.version, "sealed \(evidence.id)"))
        }
        return outcome.incident
    }
}

extension StorageError {
    /// The failure says nothing about the files that come after.
    fileprivate var concernsOneFile: Bool {
        switch code {
        case .permissionDenied, .notFound, .notRegularFile, .changedWhileSealed, .inputOutput: true
        default: false
        }
    }
}
