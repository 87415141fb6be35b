package import Vocabulary

/// What happened in eradication and recovery.
package enum RecoveryEvent: Hashable, Sendable, Codable {
    case causeNamed(cause: Cause)
    /// It was named by mistake: nothing was done about it, and its cells are asked for no longer.
    case causeWithdrawn(cause: CauseID, reason: String)
    case cellDone(target: Target, cause: CauseID, what: String, destroysTraces: Bool)
    case cellVerified(target: Target, cause: CauseID, observed: String, at: Timestamp, evidence: [EvidenceID])
    case cellNotApplicable(target: Target, cause: CauseID, reason: String)
    /// A later look shows that the cause is still there.
    case cellFailed(target: Target, cause: CauseID, observed: String, at: Timestamp)
    /// The intruder was seen again on systems or accounts that were eradicated.
    case reappeared(targets: [Target], observed: String, at: Timestamp)
    /// A person says since when a system is compromised; it can only move the first compromise earlier.
    case compromiseDated(system: String, at: Timestamp, reason: String)
    /// A second person says that the date that somebody gave by word was too early.
    case compromiseMovedLater(system: String, at: Timestamp, reason: String)

    case credentialReset(account: String, act: CredentialAct, observed: String, at: Timestamp?)
    case credentialRanked(account: String, reason: String)
    /// `at` is when its secrets were stolen once more; nil where that is not said.
    case domainCompromised(reason: String, at: Timestamp?)
    case domainItemRenewed(item: DomainItem, observed: String, at: Timestamp?)
    case domainItemNotApplicable(item: DomainItem, reason: String)
    case replicationVerified(item: DomainItem, observed: String)
    case ticketLifetimeRecorded(hours: Int, source: String)

    case startCriteriaWritten(criteria: [String])
    case startCriterionMet(number: Int, answer: String, evidence: [EvidenceID])
    case assetRegistered(asset: RestorationAsset)
    /// - `result`: Nil in what earlier releases recorded, where a check meant a clean one.
    case assetVerified(id: AssetID, indicators: String, integrity: String, result: AssetRecord.Result?)
    case restored(system: String, asset: AssetID, sha256: EvidenceID, observed: String)
    /// A restoration did not last, as the result of its action says: the system counts as restored no longer.
    case restorationFailed(system: String, action: ActionKey)

    /// Of when a baseline is; who compares with it needs the word of another person.
    case baselineDated(sha256: EvidenceID, at: Timestamp, reason: String)
    /// Whose state a file is that does not say so itself; never by the person who compares with it.
    case snapshotAttributed(sha256: EvidenceID, systems: [String], reason: String)
    case compared(comparison: BaselineComparison)
    case ownerConfirmed(system: String, tested: String)
    case monitoringBegun(until: Timestamp, signals: [String], owner: String)
    case sensorGap(from: Timestamp, to: Timestamp, what: String)
    case monitoringWaiverProposed(reason: String)
    /// By another person than the proposer.
    case monitoringWaiverConfirmed(reason: String)
    case resumed(criteria: [String])
}

/// What was done to an account that the intruder had.
package enum CredentialAct: String, Hashable, Sendable, Codable, CaseIterable { case reset, removed }

extension RecoveryEvent {
    /// The systems and accounts on which the intruder, or a cause that was not known there before, was seen: what was taken
    /// before their traces were destroyed shows nothing of it.
    var targetsOfNewTraces: [Target] {
        switch self {
        case .causeNamed(let cause): cause.seenOn
        case .cellFailed(let target, _, _, _): [target]
        case .reappeared(let targets, _, _): targets
        default: []
        }
    }
}
