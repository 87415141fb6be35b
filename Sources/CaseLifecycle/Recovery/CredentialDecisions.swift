import Vocabulary

extension Case {
    func decideCredentials(
        _ command: RecoveryCommand, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        _ = try pass(Step(.respond), in: context)
        switch command {
        case .resetCredential(let account, let act, let observed, let at):
            let name = try known(.account(account)).name
            guard !Self.isTicketAccount(name) else {
                throw .impossible(
                    "\(name) is renewed as a ticket key: cordon eradicate domain \(id) krbtgt --renewed TEXT")
            }
            guard Text.answers(observed) else { throw .missing(["how it was seen that \(name) is reset or removed"]) }
            let given = try at.map { (at) throws(CaseRefusal) in try moment(at, of: "a reset", in: context) }
            let command = "cordon eradicate credential \(id) --reset TEXT -- \(ShellWord.quoted(name))"
            try requireSinceCompromise(given, "a reset", then: command)
            if let given, let used = scopeIndex.firstUses[name], given < used {
                throw .impossible(
                    "a reset of \(given) is older than the intruder's first use of \(name) (\(used)) and shuts nobody "
                        + "out; once it is done anew: \(command)")
            }
            guard credential(name)?.isRemoved != true else {
                throw .impossible("\(name) is removed already")
            }
            let removes = act == .removed
            let happened = given ?? context.now
            guard removes || credential(name)?.acts.contains(where: { $0.happened == happened }) != true else {
                throw .impossible("a reset of \(name) at \(happened) is recorded; once it is done anew: \(command)")
            }
            var claims = GateFacts.Claims()
            claims.happenedAt = given
            let step = Step(.destroyTraces, target: .account(name))
            let verdicts = removes ? try pass(step, in: context, claims: claims) : []
            let passed: [CaseEvent] =
                verdicts.isEmpty
                ? []
                : [.gatesPassed(step: step.kind.rawValue, target: step.target, gates: verdicts)]
            return passed + [
                .recovery(event: .credentialReset(account: name, act: act, observed: observed, at: given))
            ]
        case .rankCredential(let account, let reason):
            let name = try known(.account(account)).name
            let reason = try Text.reason(reason, "why it is of tier 0")
            guard recovery.credentials.accounts[name]?.isTierZero != true else { return [] }
            return [.recovery(event: .credentialRanked(account: name, reason: reason))]
        case .recordDomainCompromise(let reason, let at):
            guard Text.answers(reason) else { throw .missing(["what shows that the domain is compromised"]) }
            let given = try at.map { (at) throws(CaseRefusal) in try moment(at, of: "a theft", in: context) }
            if given == nil, let known = recovery.credentials.domainReason {
                throw .impossible(
                    "the domain counts as compromised already (\(known)), and that is not taken back; where its secrets were "
                        + "stolen once more: cordon eradicate domain \(id) --compromised TEXT --at TIME")
            }
            return [.recovery(event: .domainCompromised(reason: reason, at: given))]
        case .renew(let item, let observed, let at):
            guard Text.answers(observed) else { throw .missing(["how it was seen that \(item.words) is renewed"]) }
            let given = try at.map { (at) throws(CaseRefusal) in try moment(at, of: "a renewal", in: context) }
            let command = "cordon eradicate domain \(id) \(item.rawValue) --renewed TEXT"
            try requireSinceCompromise(given, "a renewal", then: command)
            if let theft = domainTheft, (given ?? context.now) < theft {
                throw .impossible(
                    "\(item.words): renewed before the domain's secrets were stolen (\(theft)), which shuts nobody out; once "
                        + "it is done anew: \(command)")
            }
            guard containment.presentOrders.contains(where: { !$0.isEmergency }) else {
                throw .impossible(
                    "\(item.words): what is renewed before containment warns the intruder, who takes the new secret, too: "
                        + "cordon contain go \(id)")
            }
            return [.recovery(event: .domainItemRenewed(item: item, observed: observed, at: given))]
        case .exempt(let item, let reason):
            guard Text.answers(reason) else { throw .missing(["why there is no need to renew \(item.words)"]) }
            guard item != .krbtgt else { throw .impossible("every domain has a krbtgt: it is renewed twice") }
            guard !item.isInEveryDomain else {
                throw .impossible(
                    "every domain has \(item.words): cordon eradicate domain \(id) \(item.rawValue) --renewed TEXT")
            }
            let copied = recovery.credentials.items.filter { other in
                other.key != item && other.value.exemption.map { Text.folded($0) == Text.folded(reason) } ?? false
            }
            if let other = copied.keys.map(\.words).min() {
                throw .impossible(
                    "what is said of \(item.words) was said of \(other), word for word; in words of its own: "
                        + "cordon eradicate domain \(id) \(item.rawValue) --not-applicable REASON")
            }
            guard recovery.credentials.items[item]?.firstRenewal == nil else {
                throw .impossible("\(item.words): renewed already, so there is such a thing")
            }
            return [.recovery(event: .domainItemNotApplicable(item: item, reason: reason))]
        case .verifyReplication(let item, let observed):
            guard item.isTicketKey else { throw .impossible("replication is verified for a ticket key") }
            guard Text.answers(observed) else { throw .missing(["how replication was verified"]) }
            guard credential(item)?.firstRenewal != nil else {
                throw .impossible("\(item.words) was not renewed yet: there is nothing that could have replicated")
            }
            return [.recovery(event: .replicationVerified(item: item, observed: observed))]
        case .recordTicketLifetime(let hours, let source):
            guard (1...Self.longestTicketHours).contains(hours) else {
                throw .impossible("a ticket lifetime is 1 to \(Self.longestTicketHours) hours")
            }
            let source = try Text.answer(source, "where the lifetime was read")
            guard hours != recovery.credentials.ticketHours else { return [] }
            return [.recovery(event: .ticketLifetimeRecorded(hours: hours, source: source))]
        default: return []
        }
    }

    /// Refuses what was done before the intruder came in, or came back: it takes nothing away from him.
    private func requireSinceCompromise(
        _ moment: Timestamp?, _ what: String, then command: String
    ) throws(CaseRefusal) {
        guard let moment else { return }
        if let reopenedAt, moment < reopenedAt {
            throw .impossible(
                "\(what) of \(moment) is older than the reopening of the case (\(reopenedAt)) and shuts nobody out; once it is "
                    + "done anew: " + command)
        }
        guard let first = earliestCompromise, moment < first else { return }
        throw .impossible(
            "\(what) of \(moment) is older than the first compromise (\(first)) and shuts nobody out; once it is done anew: "
                + command)
    }

    /// The longest lifetime that a Kerberos policy of Windows can be set to: 99,999 hours ([MS-GPSB] 2.2.1.5).
    private static let longestTicketHours = 99_999
}
