import Vocabulary

extension RecoveryEvent {
    var words: EventWords {
        switch self {
        case .causeNamed(let cause):
            EventWords(.fact, "Cause \(cause.id), \(cause.kind.rawValue): \(cause.text)")
        case .causeWithdrawn(let cause, let reason):
            EventWords(.decision, "Cause \(cause) withdrawn as named by mistake", reason: reason)
        case .cellDone(let target, let cause, let what, let destroys):
            EventWords(
                .action, host: target.host, "\(cause) on \(target): \(what)" + (destroys ? " (destroys traces)" : ""))
        case .cellVerified(let target, let cause, let observed, let at, _):
            EventWords(.fact, host: target.host, "\(cause) gone from \(target): \(observed)", happenedAt: at)
        case .cellNotApplicable(let target, let cause, let reason):
            EventWords(.decision, host: target.host, "\(cause) does not apply to \(target)", reason: reason)
        case .cellFailed(let target, let cause, let observed, let at):
            EventWords(.fact, host: target.host, "\(cause) still on \(target): \(observed)", happenedAt: at)
        case .reappeared(let targets, let observed, let at):
            EventWords(
                .fact, host: targets.count == 1 ? targets[0].host : nil,
                "Intruder seen again on \(targets.map(\.description).joined(separator: ", ")): \(observed)",
                happenedAt: at)
        case .compromiseDated(let system, let at, let reason):
            EventWords(.fact, host: system, "Compromised since \(at)", reason: reason)
        case .compromiseMovedLater(let system, let at, let reason):
            EventWords(.decision, host: system, "Compromised not before \(at), as was said", reason: reason)
        case .credentialReset(let account, let act, let observed, let at):
            EventWords(
                .action, "Account \(account) \(act == .reset ? "reset" : "removed"): \(observed)", happenedAt: at)
        case .credentialRanked(let account, let reason):
            EventWords(.decision, "Account \(account) is of tier 0", reason: reason)
        case .domainCompromised(let reason, let at):
            EventWords(.decision, "The whole domain counts as compromised", reason: reason, happenedAt: at)
        case .domainItemRenewed(let item, let observed, let at):
            EventWords(.action, "Renewed \(item.words): \(observed)", happenedAt: at)
        case .domainItemNotApplicable(let item, let reason):
            EventWords(.decision, "No need to renew \(item.words)", reason: reason)
        case .replicationVerified(let item, let observed):
            EventWords(.fact, "Replication verified, \(item.words): \(observed)")
        case .ticketLifetimeRecorded(let hours, let source):
            EventWords(.fact, "Tickets live for \(hours) hours", reason: source)
        case .startCriteriaWritten(let criteria):
            EventWords(.decision, "Criteria for the start of recovery: \(criteria.joined(separator: "; "))")
        case .startCriterionMet(let number, let answer, _):
            EventWords(.decision, "Start criterion \(number) holds: \(answer)")
        case .assetRegistered(let asset):
            EventWords(
                .fact, "\(asset.id), \(asset.kind.rawValue) of \(asset.takenAt): \(asset.name)", reason: asset.source)
        case .assetVerified(let id, let found, let integrity, let result):
            EventWords(
                .fact, "\(id) \(result == .infected ? "found infected" : "verified"): \(found); \(integrity)")
        case .restored(let system, let asset, _, let observed):
            EventWords(.action, host: system, "Restored from \(asset): \(observed)")
        case .restorationFailed(let system, let action):
            EventWords(.fact, host: system, "Restored no longer: \(action) failed")
        case .baselineDated(let sha256, let at, let reason):
            EventWords(.fact, "The baseline \(sha256) is of \(at)", reason: reason)
        case .snapshotAttributed(let sha256, let systems, let reason):
            EventWords(
                .decision, host: systems.count == 1 ? systems[0] : nil,
                "The file \(sha256) is the state of \(systems.joined(separator: ", "))", reason: reason)
        case .compared(let comparison): comparison.words
        case .ownerConfirmed(let system, let tested):
            EventWords(.decision, host: system, "Confirmed by its owner: \(tested)")
        case .monitoringBegun(let until, let signals, let owner):
            EventWords(.action, "\(owner) watches for re-entry until \(until): \(signals.joined(separator: ", "))")
        case .sensorGap(let from, let to, let what):
            EventWords(.fact, "Not watched until \(to): \(what)", happenedAt: from)
        case .monitoringWaiverProposed(let reason):
            EventWords(.decision, "Proposed to do without monitoring", reason: reason)
        case .monitoringWaiverConfirmed(let reason):
            EventWords(.decision, "Confirmed that no monitoring is necessary", reason: reason)
        case .resumed(let criteria):
            EventWords(.decision, "Operations resume: \(criteria.joined(separator: "; "))")
        }
    }
}

extension BaselineComparison {
    fileprivate var words: EventWords {
        let kinds = covered.sorted().map(\.rawValue).joined(separator: ", ")
        let found =
            observedHits.isEmpty
            ? "\(driftCount) differences" : "\(driftCount) differences and \(observedHits.count) known indicators"
        return EventWords(
            .fact, host: system, "Compared with its baseline of \(takenAt) (\(kinds)): \(found)", reason: source,
            happenedAt: observedAt)
    }
}

extension Target {
    /// The system, for entries that concern one; nil for an account.
    fileprivate var host: String? { kind == .system ? name : nil }
}
