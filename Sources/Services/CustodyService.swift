package import CaseLifecycle
package import Storage
package import Vocabulary

/// Acts of custody that touch the files themselves: hashing them again on the record, and destroying them.
package struct CustodyService: Sendable {
    let cases: CaseService
    let evidence: EvidenceService
    let vault: EvidenceVault
    let index: RecordIndex

    package init(cases: CaseService, evidence: EvidenceService, vault: EvidenceVault, index: RecordIndex) {
        self.cases = cases
        self.evidence = evidence
        self.vault = vault
        self.index = index
    }

    /// Hashes the evidence of a case again and records what was found.
    ///
    /// - Throws: ``CaseRefusal``, or a failure of storage. A file that is missing or changed is no error but a result.
    package func recordChecks(of id: CaseID) throws -> [EvidenceService.Check] {
        let checks = try evidence.verify(id)
        let made = checks.filter { !$0.isDestroyed }
        let damaged = made.compactMap { check in
            check.problem.map { DamagedEvidence(evidence: check.evidence.id, problem: $0) }
        }
        let intact = made.filter { $0.problem == nil }.map(\.evidence.id)
        _ = try cases.run([.custody(.check(intact: intact, damaged: damaged))], on: id)
        return checks
    }

    /// Witnesses the destruction of evidence, removes the files and records that.
    ///
    /// The witness's word is on the disk before anything is removed. When a run ends between the two, giving the command
    /// again removes what is left; no second witness is needed for that. A file that another case holds stays for it.
    ///
    /// - Returns: The case, and the items with their certificates.
    /// - Throws: ``CaseRefusal`` where the evidence must be kept or nobody else has asked for it; a failure of storage.
    package func destroy(
        _ selection: EvidenceSelection, in id: CaseID, expected: Int? = nil
    ) throws -> (outcome: CaseService.Outcome, items: [CustodyItem]) {
        let meant = try cases.run([], on: id, expected: expected).incident.items(selection)
        for item in meant {
            guard let elsewhere = vault.reference(of: item.sealed.id) else { continue }
            throw CaseRefusal.impossible(
                "\(item.sealed.name) was sealed where it lies, at \(elsewhere), which is not Cordon's to destroy: destroy it "
                    + "there and record that: cordon evidence handle \(id) \(item.sealed.id.hex.prefix(8)) "
                    + "--text TEXT --location PLACE")
        }
        let named = EvidenceSelection.named(meant.map(\.sealed.id.hex))
        var outcome = try cases.run([.custody(.confirmDestruction(named))], on: id)
        for item in try outcome.incident.items(named) where item.isDestroyed && item.destruction?.removal == nil {
            let problem = vault.problem(of: item.sealed.id)
            let lock = try VaultLock(.destroying, of: vault)
            outcome = try cases.database.write { transaction in
                let others = try holders(of: item.sealed.id, besides: id, in: transaction)
                if others.isEmpty { try vault.remove(item.sealed.id) }
                return try cases.run(
                    [.custody(.recordDestruction(item.sealed.id, keptFor: others, problem: problem))], on: id,
                    expected: nil, in: transaction)
            }
            _ = consume lock
        }
        let items = try outcome.incident.items(named)
        // What the index holds of a file goes with it, and is not found even before.
        try index.forget(Set(items.filter(\.isDestroyed).map(\.sealed.id)), in: id)
        return (outcome, items)
    }

    /// Cases that hold the same file and have not given it up.
    private func holders(
        of evidence: EvidenceID, besides id: CaseID, in transaction: CaseTransaction
    ) throws -> [CaseID] {
        try transaction.cases(naming: evidence).filter { other in
            guard other != id, let item = try transaction.loadCase(other)?.custody.items[evidence] else { return false }
            return !item.isDestroyed
        }
    }
}
