import CaseLifecycle
import Storage
import Vocabulary

/// A second look at the evidence of a case, cheap enough to be taken before every step that rests on it.
///
/// A file that nobody has written, moved or replaced since it was hashed last is what it was: only the others are hashed
/// again. That it was left alone is told by the time of its last change, which the file system keeps and no program sets.
struct EvidenceRecheck {
    let vault: EvidenceVault
    /// The store has a clock of its own, as that of an exercise: the file system's says nothing about it, and every file is
    /// hashed again. Exercises are small.
    let ownsClock: Bool

    /// What is to be recorded; nil where every file is as it was.
    func findings(of incident: Case) -> CaseCommand? {
        var intact: [EvidenceID] = []
        var damaged: [DamagedEvidence] = []
        for item in incident.custody.items.values where !item.isDestroyed {
            let last = item.checks.last
            let since = last?.time ?? item.began.time
            guard ownsClock || last?.problem != nil || vault.hasChanged(item.sealed.id, since: since) else { continue }
            let problem = vault.problem(of: item.sealed.id)
            if let problem {
                if problem != last?.problem {
                    damaged.append(DamagedEvidence(evidence: item.sealed.id, problem: problem))
                }
            } else if !ownsClock || last?.problem != nil {
                intact.append(item.sealed.id)
            }
        }
        return intact.isEmpty && damaged.isEmpty ? nil : .custody(.check(intact: intact, damaged: damaged))
    }
}

extension EvidenceVault {
    /// What is wrong with a file, in words; nil when it is what was sealed.
    func problem(of id: EvidenceID) -> String? {
        do throws(StorageError) {
            try verify(id)
            return nil
        } catch { return "\(error.code.rawValue) \(error.cause)" }
    }
}
