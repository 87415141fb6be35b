import Vocabulary

extension CredentialBook {
    /// What an event of recovery changes about the secrets of accounts and domains.
    mutating func apply(_ event: RecoveryEvent, _ stamp: Stamp) {
        switch event {
        case .credentialReset(let account, let act, let observed, let at):
            accounts[account, default: CredentialRecord()].acts.append(
                .init(act: act, observed: observed, at: at, stamp: stamp))
        case .credentialRanked(let account, _): accounts[account, default: CredentialRecord()].isTierZero = true
        case .domainCompromised(let reason, let at):
            domainReason = domainReason ?? reason
            if let at { lastTheft = max(lastTheft ?? at, at) }
        case .domainItemRenewed(let item, let observed, let at):
            add(.renewed(observed: observed, at: at, stamp: stamp), to: item)
        case .domainItemNotApplicable(let item, let reason):
            items[item, default: DomainItemRecord()].exemption = reason
        case .replicationVerified(let item, let observed):
            add(.replicationVerified(observed: observed, stamp: stamp), to: item)
        case .ticketLifetimeRecorded(let hours, _): ticketHours = max(ticketHours ?? hours, hours)
        default: break
        }
    }
}
