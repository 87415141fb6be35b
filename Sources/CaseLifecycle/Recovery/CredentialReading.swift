import Vocabulary

extension Case {
    /// Accounts whose secrets the intruder has or may have, in order. What the evidence says of an account is not taken
    /// back by the word of one.
    package var exposedAccounts: [String] {
        let accused = accusedTargets.filter { $0.kind == .account }.map(\.name)
        return (accused + scopeIndex.accountsLeftOut.filter { accounts[$0]?.judgement?.former == nil }).sorted()
    }

    /// Who alone left out an account that the evidence has as the intruder's or as exposed; nil where two did, by who is one
    /// person now, or nobody.
    func whoAloneLeftOut(_ account: String, in organisation: Organisation) -> Principal? {
        guard scopeIndex.accountsLeftOut.contains(account), let word = accounts[account]?.judgement else { return nil }
        if let former = word.former, !organisation.isSamePerson(former.actor, word.stamp.actor) { return nil }
        return word.stamp.actor
    }

    /// Why the secrets of the whole domain count as the intruder's; nil where nothing says so.
    package var domainCompromise: String? {
        if let reason = recovery.credentials.domainReason { return reason }
        let seen = Set(scope.techniques.map(\.id.text)).union(
            findings.flatMap { $0.sighting.rule.techniques.map(\.text) })
        if let technique = CredentialBook.domainTechniques.intersection(seen).min() { return "\(technique) was seen" }
        return exposedAccounts.first { Self.isTicketAccount($0) }.map { "\($0) is the intruder's" }
    }

    /// Accounts of tier 0: a person said so, or they were used on a system of tier 0.
    package var tierZeroAccounts: Set<String> {
        var names = Set(recovery.credentials.accounts.filter(\.value.isTierZero).keys)
        for movement in scope.movements {
            if let account = movement.account, systems[movement.to]?.tier == 0 { names.insert(account) }
        }
        return names
    }

    func isTierZero(account: String) -> Bool {
        recovery.credentials.accounts[account]?.isTierZero == true
            || scope.movements.contains { $0.account == account && systems[$0.to]?.tier == 0 }
    }

    /// Since when resets of an account count: since the first compromise of the case, since the intruder was first seen to
    /// use the account, or since the case was opened again, whichever is latest. Nil while none is known.
    func exposure(of account: String) -> Timestamp? {
        [exposure, scopeIndex.firstUses[account]].compactMap(\.self).max()
    }

    /// Since when secrets count as the intruder's: since the first compromise of the case, or since it was opened again.
    private var exposure: Timestamp? { [earliestCompromise, reopenedAt].compactMap(\.self).max() }

    /// What was done about an account since the intruder had it: a reset from before shuts nobody out. Nil where nobody did
    /// or said anything.
    package func credential(_ account: String) -> CredentialRecord? {
        recovery.credentials.accounts[account]?.since(exposure(of: account))
    }

    /// When the secrets of the domain were last stolen, as far as is known; nil where nothing tells.
    var domainTheft: Timestamp? {
        let seen = scope.techniques.filter { CredentialBook.domainTechniques.contains($0.id.text) }.compactMap(\.first)
        return (seen + [recovery.credentials.lastTheft].compactMap(\.self)).max()
    }

    /// What was done about a part of the domain since its secrets were stolen and the case was contained. What is renewed
    /// before containment, the intruder takes again (CISA AA20-245A).
    package func credential(_ item: DomainItem) -> DomainItemRecord? {
        let contained = containment.presentOrders.first { !$0.isEmergency }?.stamp.time
        let since = [exposure, domainTheft, contained].compactMap(\.self).max()
        return recovery.credentials.items[item]?.since(since)
    }

    /// What is still to be done about an account; nil where nothing is.
    package func missingReset(of account: String, isTierZero: Bool) -> String? {
        let record = credential(account)
        if record?.isRemoved == true { return nil }
        if accounts[account]?.assessment?.status == .created {
            return "the removal of \(account), which the intruder made"
        }
        if let ordered = containment.members[.account(account)]?.orderedAt, let last = record?.lastReset, last < ordered
        {
            return "a reset of \(account) after its containment (\(ordered))"
        }
        switch (record?.resets ?? 0, isTierZero) {
        case (0, false): return "the reset or removal of \(account)"
        case (0, true): return "the reset (twice, being of tier 0) or removal of \(account)"
        case (1, true): return "the second reset of \(account), which is of tier 0"
        default: return nil
        }
    }

    /// The account of the Kerberos service, whatever domain stands before or behind its name.
    static func isTicketAccount(_ name: String) -> Bool {
        let short = name.lowercased().split { $0 == "\\" || $0 == "/" }.last?.split(separator: "@").first ?? ""
        return short == "krbtgt" || short.hasPrefix("krbtgt_")
    }
}
