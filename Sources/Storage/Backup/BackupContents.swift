import CaseLifecycle
import GRDB
package import Vocabulary

/// What a backup holds.
package struct BackupContents: Hashable, Sendable {
    /// The store's public key.
    package let store: String
    package let isExercise: Bool
    /// How far the journal of the whole store has come: what a later backup must have in it, too.
    package let head: JournalHead
    /// Number of evidence files, and their bytes.
    package let evidenceFiles: Int
    package let evidenceBytes: Int
    /// Evidence that cases name and that is not there, though nobody destroyed it.
    package let missing: [EvidenceID]
    /// Whether the store's private key is there: without it, a store can be looked at and not be worked on.
    package let hasKey: Bool
}

/// The evidence that the cases of a journal name.
struct NamedEvidence {
    /// All of it, each file once, in the order of its hash.
    let all: [EvidenceID]
    /// Of some, all cases have signed that they were destroyed.
    let destroyed: Set<EvidenceID>

    init(in database: Database, store: String) throws {
        var kept: Set<EvidenceID> = []
        var named: Set<EvidenceID> = []
        let loading = CaseLoading(database: database, coding: CaseEventCoding(), store: store)
        for case .ofCase(let id) in try CaseJournal(database: database).streams() {
            for item in try loading.load(id).incident.custody.items.values {
                named.insert(item.sealed.id)
                if !item.isDestroyed { kept.insert(item.sealed.id) }
            }
        }
        all = named.sorted()
        destroyed = named.subtracting(kept)
    }
}
