import Vocabulary

extension Gate {
    /// What the intruder can still log on with is no eradicated intrusion.
    static let credentials = Gate(
        id: "GATE-CREDENTIALS",
        statement:
            "Every account that the intruder has or may have is reset or removed, twice in tier 0; after the theft "
            + "of a domain's secrets krbtgt is reset twice, far enough apart, and all that hangs on it.",
        citation: "CISA COUN7ER CM0050, CM0033, CM0126, CM0128, CM0069, CM0070, CM0073, CM0076, CM0077, CM0145",
        guards: [.recover],
        override: .standard(longest: .temporary),
        missing: { facts in
            let incident = facts.incident
            let tierZero = incident.tierZeroAccounts
            let accounts = incident.exposedAccounts.filter { !Case.isTicketAccount($0) }.compactMap { account in
                incident.missingReset(of: account, isTierZero: tierZero.contains(account)).map { what in
                    MissingFact(
                        "account \(account)",
                        "\(what): cordon eradicate credential \(facts.caseID) --reset TEXT -- \(ShellWord.quoted(account))"
                    )
                }
            }
            guard let reason = incident.domainCompromise else { return accounts }
            return accounts + DomainItem.allCases.flatMap { domain($0, reason, facts) }
        },
        warnings: { facts in early(facts) + spread(facts) + facts.clockWarnings })

    private static func domain(_ item: DomainItem, _ reason: String, _ facts: GateFacts) -> [MissingFact] {
        let book = facts.incident.recovery.credentials
        var witnesses = Witnesses(facts.organisation)
        let record = facts.incident.credential(item)?.witnessed(&witnesses) ?? DomainItemRecord()
        if record.exemption != nil, !item.isInEveryDomain { return [] }
        let command = "cordon eradicate domain \(facts.caseID) \(item.rawValue)"
        let subject = "domain \(item.rawValue)"
        guard let first = record.firstRenewal else {
            let exempt = item.isInEveryDomain ? "" : "; or \(command) --not-applicable REASON"
            let what = item.isTicketKey ? "the first reset of \(item.words)" : "the renewal of \(item.words)"
            return [MissingFact(subject, "\(what), since \(reason): \(command) --renewed TEXT\(exempt)")]
        }
        guard item.isTicketKey else { return [] }
        guard book.ticketHours != nil else {
            return [
                MissingFact(
                    "ticket lifetime",
                    "how long tickets live, as configured: cordon eradicate domain \(facts.caseID) \(item.rawValue) "
                        + "--ticket-hours HOURS --source TEXT")
            ]
        }
        if record.isRenewedTwice(apartBySeconds: book.ticketInterval) { return [] }
        guard record.isReplicated else {
            return [
                MissingFact(
                    subject,
                    "the check, by somebody else than who reset it, that the reset of \(item.words) has replicated: "
                        + "\(command) --replicated TEXT")
            ]
        }
        let from = first.advanced(bySeconds: book.ticketInterval)
        return [
            MissingFact(subject, "the second reset of \(item.words), not before \(from): \(command) --renewed TEXT")
        ]
    }

    /// What was done about each account that counts now.
    private static func records(_ facts: GateFacts) -> [CredentialRecord] {
        facts.incident.recovery.credentials.accounts.values.map { $0.since(facts.incident.reopenedAt) }
    }

    /// Resets before containment warn the intruder and are undone with the next credential (CISA AA20-245A).
    private static func early(_ facts: GateFacts) -> [String] {
        guard let contained = facts.incident.enteredAt[.containment] else { return [] }
        let early = records(facts).count { record in record.acts.contains { $0.happened < contained } }
        return early == 0 ? [] : ["\(early) accounts were reset before containment, which warns the intruder"]
    }

    private static func spread(_ facts: GateFacts) -> [String] {
        let times = records(facts).compactMap { $0.acts.last?.happened }
        let hours = facts.policy.resetSpreadHours
        guard let first = times.min(), let last = times.max(), last.seconds(since: first) > Double(hours) * 3600 else {
            return []
        }
        return ["accounts were reset over more than \(hours) hours: sessions of the last ones lived until then"]
    }
}
