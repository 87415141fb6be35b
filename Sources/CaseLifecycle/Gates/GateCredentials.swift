import Vocabulary

extension Gate {
    /// What the intruder can still log on with is no eradicated intrusion.
    static let credentials = Gate(
        id: "GATE-CREDENTIALS",
        statement:
            "Every account that the intruder has or may have is reset or removed, twice in tier 0; after the theft "
            + "of a domain's secrets krbtgt is reset twice, far enough apart, and all that hangs on it.",
        citation: "CISA COUN7ER CM0050, CM0033, CM0126, CM0128, CM0069, CM0070, CM0073, CM0076, CM0077, CM0145",
        guards: [.recover, .resume, .close],
        override: .standard(longest: .temporary),
        missing: { facts in
            let incident = facts.incident
            let tierZero = incident.tierZeroAccounts
            let asked = Set(incident.exposedAccounts).union(leftOut(facts, byTwo: false))
            let accounts = asked.sorted().filter { !Case.isTicketAccount($0) }.compactMap { account in
                incident.missingReset(of: account, isTierZero: tierZero.contains(account)).map { what in
                    MissingFact(
                        "account \(account)",
                        "\(what): cordon eradicate credential \(facts.caseID) --reset TEXT -- \(ShellWord.quoted(account))"
                            + secondWord(account, facts),
                        about: account)
                }
            }
            guard let reason = incident.domainCompromise else { return accounts }
            return accounts + DomainItem.allCases.flatMap { domain($0, reason, facts) }
        },
        warnings: { facts in early(facts) + spread(facts) + accountsLeftOut(facts) + facts.clockWarnings })

    /// Accounts that the evidence has as the intruder's or as exposed, and that two people left out, or one alone.
    private static func leftOut(_ facts: GateFacts, byTwo: Bool) -> [String] {
        facts.incident.scopeIndex.accountsLeftOut.filter {
            (facts.incident.whoAloneLeftOut($0, in: facts.organisation) == nil) == byTwo
        }
    }

    /// What else would do for an account that one person alone left out.
    private static func secondWord(_ account: String, _ facts: GateFacts) -> String {
        guard let actor = facts.incident.whoAloneLeftOut(account, in: facts.organisation),
            let standing = facts.incident.accounts[account], let verdict = standing.judgement?.verdict,
            let status = standing.assessment?.status
        else { return "" }
        let command =
            verdict == .cleared
            ? "cordon scope clear \(facts.caseID) --reason TEXT --account -- \(ShellWord.quoted(account))"
            : "cordon scope exclude \(facts.caseID) --reason TEXT --account -- \(ShellWord.quoted(account))"
        return
            "; or, for the evidence has it as \(status.rawValue) and \(facts.organisation.name(of: actor)) alone says "
            + "\(verdict.rawValue), a second person's word: \(command)"
    }

    private static func accountsLeftOut(_ facts: GateFacts) -> [String] {
        let tierZero = facts.incident.tierZeroAccounts
        let names = leftOut(facts, byTwo: true).filter {
            facts.incident.missingReset(of: $0, isTierZero: tierZero.contains($0)) != nil
        }.sorted()
        guard !names.isEmpty else { return [] }
        let words = names.prefix(namesInWarning).map { name in
            name + (facts.incident.accounts[name]?.assessment.map { " (\($0.status.rawValue))" } ?? "")
        }
        return [
            "left out and not reset, though the evidence has them as the intruder's or as exposed: "
                + words.joined(separator: ", ") + (names.count > namesInWarning ? ", .." : "")
        ]
    }

    /// Enough for people to see which.
    private static var namesInWarning: Int { 20 }

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
            return [
                MissingFact(
                    subject, "\(what), since \(reason): \(command) --renewed TEXT\(exempt)", about: item.rawValue)
            ]
        }
        guard item.isTicketKey else { return [] }
        guard book.ticketHours != nil else {
            return [
                MissingFact(
                    "ticket lifetime",
                    "how long tickets live, as configured: cordon eradicate domain \(facts.caseID) \(item.rawValue) "
                        + "--ticket-hours HOURS --source TEXT",
                    about: item.rawValue)
            ]
        }
        if record.isRenewedTwice(apartBySeconds: book.ticketInterval) { return [] }
        guard record.isReplicated else {
            return [
                MissingFact(
                    subject,
                    "the check, by somebody else than who reset it, that the reset of \(item.words) has replicated: "
                        + "\(command) --replicated TEXT",
                    about: item.rawValue)
            ]
        }
        let from = first.advanced(bySeconds: book.ticketInterval)
        return [
            MissingFact(
                subject, "the second reset of \(item.words), not before \(from): \(command) --renewed TEXT",
                about: item.rawValue)
        ]
    }

    /// What was done about each account that counts now.
    private static func records(_ facts: GateFacts) -> [CredentialRecord] {
        facts.incident.recovery.credentials.accounts.values.map { $0.since(facts.incident.reopenedAt) }
    }

    /// Resets before containment warn the intruder and are undone with the next credential (CISA AA20-245A).
    private static func early(_ facts: GateFacts) -> [String] {
        // A case that went back and forth is contained since it was first.
        guard let contained = facts.incident.containment.presentOrders.first?.stamp.time else { return [] }
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
