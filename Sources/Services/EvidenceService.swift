import CaseLifecycle
package import Storage
package import Vocabulary

/// Looks after evidence that is already sealed.
package struct EvidenceService: Sendable {
    /// What a check of one file found.
    package struct Check: Sendable {
        package let evidence: SealedEvidence
        /// Nil when the file is what was sealed, or was destroyed as its certificate says.
        package let problem: String?
        package let isDestroyed: Bool
    }

    let database: CaseDatabase
    let vault: EvidenceVault

    package init(database: CaseDatabase, vault: EvidenceVault) {
        self.database = database
        self.vault = vault
    }

    /// Hashes the evidence of a case, or of every case, again.
    ///
    /// - Throws: ``CaseRefusal/unknownCase(_:)``, or a failure of storage. A file that is missing or changed is not an
    ///   error but a result.
    package func verify(_ id: CaseID?) throws -> [Check] {
        let ids = if let id { [id] } else { try database.cases().map(\.id) }
        return try ids.flatMap { id in
            guard let incident = try database.loadCase(id) else { throw CaseRefusal.unknownCase(id.description) }
            return incident.evidence.map {
                (sealed: $0, isDestroyed: incident.custody.items[$0.id]?.isDestroyed == true)
            }
        }.map { sealed, isDestroyed in
            if isDestroyed { return Check(evidence: sealed, problem: nil, isDestroyed: true) }
            return Check(evidence: sealed, problem: vault.problem(of: sealed.id), isDestroyed: false)
        }
    }
}
