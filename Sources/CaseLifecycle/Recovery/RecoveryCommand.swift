package import Vocabulary

/// What somebody asks of eradication and recovery. A time that is nil is the time of entry.
package enum RecoveryCommand: Sendable {
    case nameCause(
        kind: Cause.Kind, text: String, seenOn: [Target], evidence: [EvidenceReference], rule: String?)
    /// Says that a cause was named by mistake.
    case withdrawCause(CauseID, reason: String)
    /// One cause on one or more systems and accounts.
    case cells(targets: [Target], cause: CauseID, act: CellAct)
    case reappeared(targets: [Target], observed: String, at: Timestamp?)
    case dateCompromise(system: String, at: Timestamp, reason: String)

    case resetCredential(account: String, act: CredentialAct, observed: String, at: Timestamp?)
    /// Raises an account to tier 0; it cannot be lowered again.
    case rankCredential(account: String, reason: String)
    case recordDomainCompromise(reason: String, at: Timestamp?)
    case renew(DomainItem, observed: String, at: Timestamp?)
    case exempt(DomainItem, reason: String)
    case verifyReplication(DomainItem, observed: String)
    case recordTicketLifetime(hours: Int, source: String)

    case writeStartCriteria([String])
    /// - `number`: Place in the list, from 1.
    case meetStartCriterion(number: Int, answer: String, evidence: [EvidenceID])
    case registerAsset(
        name: String, kind: RestorationAsset.Kind, sha256: EvidenceID, takenAt: Timestamp, source: String)
    /// - `sha256`: Of the file as it was when it was checked.
    case verifyAsset(
        AssetID, sha256: EvidenceID, indicators: String, integrity: String, result: AssetRecord.Result)
    case restore(system: String, asset: AssetID, sha256: EvidenceID, observed: String)

    case dateBaseline(sha256: EvidenceID, at: Timestamp, reason: String)
    case attributeSnapshot(sha256: EvidenceID, systems: [String], reason: String)
    case compare(BaselineComparison)
    case confirmAsOwner(system: String, tested: String)
    case beginMonitoring(until: Timestamp, signals: [String], owner: String)
    case recordSensorGap(from: Timestamp, to: Timestamp, what: String)
    case proposeMonitoringWaiver(reason: String)
    case confirmMonitoringWaiver(reason: String)
    case resume(criteria: [String])

    package enum CellAct: Sendable {
        case done(what: String, destroysTraces: Bool)
        case verified(observed: String, at: Timestamp?, evidence: [EvidenceID])
        case notApplicable(reason: String)
        case failed(observed: String, at: Timestamp?)
    }
}
