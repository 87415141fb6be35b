import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-CREDENTIALS")
struct CredentialsTests {
    private let gate = "GATE-CREDENTIALS"

    /// A case in eradication with accounts that the intruder has in these ways.
    private func builder(
        _ accounts: [(String, AccountAssessment.Status)] = [], techniques: [String] = []
    ) throws -> CaseBuilder {
        var builder = try CaseBuilder.eradicated(["A"])
        var scope = builder.incident.scope
        // Not sure enough to be confirmed: a confirmed account would take the case back to contain it.
        scope.accounts = accounts.map { AccountAssessment(name: $0.0, status: $0.1, confidence: 0.8, evidence: []) }
        scope.techniques = techniques.compactMap { TechniqueID($0) }.map {
            TechniqueSighting(id: $0, first: nil, hosts: ["A"], evidence: [])
        }
        try builder.run(.recordScope(scope))
        return builder
    }

    private func reset(_ name: String, _ act: CredentialAct = .reset, at: Timestamp? = nil) -> CaseCommand {
        .recovery(.resetCredential(account: name, act: act, observed: "a logon with the old one is refused", at: at))
    }

    private func renew(_ item: DomainItem, at: Timestamp? = nil) -> CaseCommand {
        .recovery(.renew(item, observed: "pwdLastSet changed", at: at))
    }

    private func replicate(_ item: DomainItem) -> CaseCommand {
        .recovery(.verifyReplication(item, observed: "repadmin shows no backlog"))
    }

    /// What is no part of every domain is said to be missing here, each in words of its own.
    private func settle(_ item: DomainItem) -> CaseCommand {
        switch item {
        case .domainControllerAccounts, .directoryRestoreMode: renew(item)
        default: .recovery(.exempt(item, reason: "there is no \(item.rawValue) in this forest"))
        }
    }

    /// The intruder moved with an account at a moment.
    private func use(_ account: String, at time: Timestamp, in builder: inout CaseBuilder) throws {
        var scope = builder.incident.scope
        scope.movements = [
            Movement(
                time: time, from: "Z", to: "A", account: account, method: "RDP", technique: nil, confidence: 1,
                evidence: [])
        ]
        try builder.run(.recordScope(scope))
    }

    @Test("accounts used, exposed, forged, created and roasted are reset or removed, each by name")
    func everyAccount() throws {
        var builder = try builder([
            ("used", .used), ("exposed", .exposed), ("forged", .forged), ("created", .created), ("roasted", .roasted),
        ])

        #expect(builder.missing(gate, Step(.recover)).count == 5)
        for name in ["used", "exposed", "forged", "created", "roasted"] { try builder.run(reset(name)) }
        #expect(
            builder.missing(gate, Step(.recover)).map { String($0.prefix(47)) } == [
                "the removal of created, which the intruder made"
            ])
        #expect(unmet(builder.refusal(of: reset("created", .removed))) == ["GATE-EVIDENCE"])
        try builder.preserve([.account("created")])
        try builder.run(reset("created", .removed))
        #expect(builder.missing(gate, Step(.recover)).isEmpty)
    }

    @Test("an account that the evidence has as the intruder's is left out by two, and that is said with the verdict")
    func leftOut() throws {
        for (status, verdict) in [(AccountAssessment.Status.used, SystemVerdict.outOfScope), (.exposed, .cleared)] {
            var builder = try builder([("DOM\\svc", status)])
            func leaveOut() -> CaseCommand {
                .scope(.judge(.account("DOM\\svc"), verdict: verdict, reason: "only a display name"))
            }
            let gate = try #require(Gate.named(self.gate))
            try builder.run(leaveOut(), by: "ann")
            try builder.run(leaveOut(), by: "ann")

            let missing = builder.missing(self.gate, Step(.recover))
            #expect(missing.count == 1 && missing[0].hasPrefix("the reset or removal of DOM\\svc: cordon eradicate"))
            #expect(
                missing.allSatisfy {
                    $0.contains("has it as \(status.rawValue) and ann alone says \(verdict.rawValue)")
                })
            #expect(builder.incident.exposedAccounts == ["DOM\\svc"])
            #expect(unmet(builder.refusal(of: leaveOut(), by: "carl")) == ["GATE-CLEARANCE"])

            try builder.run(leaveOut(), by: "bob")
            #expect(builder.missing(self.gate, Step(.recover)).isEmpty)
            #expect(
                builder.warnings(of: gate, for: .recover) == [
                    "left out and not reset, though the evidence has them as the intruder's or as exposed: "
                        + "DOM\\svc (\(status.rawValue))"
                ])
            builder.roster(.personJoined(person: "bob", into: "ann"))
            #expect(builder.missing(self.gate, Step(.recover)).count == 1)
        }
    }

    @Test("krbtgt, which the intruder forged, is not left out by one")
    func ticketAccountLeftOut() throws {
        var builder = try builder([("krbtgt", .forged)])
        try builder.run(.scope(.judge(.account("krbtgt"), verdict: .outOfScope, reason: "not in use")), by: "ann")

        #expect(builder.missing(gate, Step(.recover)).count == DomainItem.allCases.count)
    }

    @Test("what is reset or renewed before the first compromise shuts nobody out, and is refused")
    func beforeCompromise() throws {
        var builder = try builder([("used", .used)], techniques: ["T1003.006"])
        let before = CaseBuilder.compromise.advanced(bySeconds: -3600)

        for command in [reset("used", at: before), renew(.krbtgt, at: before), renew(.trusts, at: before)] {
            guard case .impossible(let why) = builder.refusal(of: command) else {
                Issue.record("what was done before the break-in was taken for an answer to it")
                return
            }
            #expect(why.contains("the first compromise (\(CaseBuilder.compromise))"))
        }
        try builder.run(reset("used", at: CaseBuilder.compromise))
        #expect(builder.missing(gate, Step(.recover)).count == DomainItem.allCases.count)
    }

    @Test("a reset or renewal counts as none when the first compromise becomes known to be later")
    func compromiseKnownLater() throws {
        var builder = try builder([("used", .used)], techniques: ["T1003.006"])
        let missing = builder.missing(gate, Step(.recover)).count
        let before = CaseBuilder.compromise.advanced(bySeconds: -3600)
        builder.given(
            .recovery(event: .credentialReset(account: "used", act: .removed, observed: "it is gone", at: before)))
        for item in DomainItem.allCases {
            builder.given(.recovery(event: .domainItemRenewed(item: item, observed: "it changed", at: before)))
        }

        #expect(builder.missing(gate, Step(.recover)).count == missing)
        #expect(builder.refusal(of: replicate(.krbtgt)) != nil)
        try builder.run(reset("used"))
        #expect(builder.missing(gate, Step(.recover)).count == missing - 1)
    }

    @Test("credentials of tier 0 are reset twice: by a person's word, or because they were used on a system of tier 0")
    func tierZero() throws {
        var builder = try builder([("ops", .used), ("svc", .exposed)])
        try builder.run(.recovery(.rankCredential(account: "ops", reason: "domain administrator")))
        try builder.run(.scope(.raiseTier(system: "A", tier: 0)))
        try use("svc", at: Staff.start, in: &builder)
        for name in ["ops", "svc"] { try builder.run(reset(name)) }

        #expect(
            builder.missing(gate, Step(.recover)).map { String($0.prefix(23)) } == [
                "the second reset of ops", "the second reset of svc",
            ])
        builder.wait(hours: 1)
        for name in ["ops", "svc"] { try builder.run(reset(name)) }
        #expect(builder.missing(gate, Step(.recover)).isEmpty)
    }

    @Test("two resets of one moment are one reset")
    func sameMoment() throws {
        var builder = try builder([("ops", .used)])
        try builder.run(.recovery(.rankCredential(account: "ops", reason: "domain administrator")))
        let moment = builder.context.now
        let twice = CaseEvent.recovery(
            event: .credentialReset(account: "ops", act: .reset, observed: "it is refused", at: moment))
        try builder.run(reset("ops", at: moment))
        builder.wait(hours: 1)

        guard case .impossible(let why) = builder.refusal(of: reset("ops", at: moment)) else {
            Issue.record("one reset was taken twice")
            return
        }
        #expect(why.hasSuffix("once it is done anew: cordon eradicate credential C-1 --reset TEXT -- ops"))
        builder.given(twice)
        #expect(builder.missing(gate, Step(.recover)).map { $0.hasPrefix("the second reset of ops") } == [true])
        try builder.run(reset("ops"))
        #expect(builder.missing(gate, Step(.recover)).isEmpty)
    }

    @Test("a reset before the intruder first used the account counts as none")
    func beforeFirstUse() throws {
        var builder = try builder([("svc", .used)])
        let used = Staff.start
        let before = used.advanced(bySeconds: -3600)
        try builder.run(reset("svc", at: before))
        #expect(builder.missing(gate, Step(.recover)).isEmpty)

        try use("svc", at: used, in: &builder)

        #expect(builder.missing(gate, Step(.recover)).count == 1)
        guard case .impossible(let why) = builder.refusal(of: reset("svc", at: before)) else {
            Issue.record("a reset from before the first use was taken")
            return
        }
        #expect(why.contains("first use of svc (\(used))"))
        try builder.run(reset("svc", at: used))
        #expect(builder.missing(gate, Step(.recover)).isEmpty)
    }

    @Test("an account that an order disabled is reset after that")
    func afterContainment() throws {
        var builder = try builder([("svc", .used)])
        let before = builder.context.now
        builder.wait(hours: 1)
        let ordered = builder.context.now
        builder.given(
            .containment(
                event: .ordered(
                    number: 2, plan: nil, revision: nil, targets: [.account("svc")], leftOut: [], emergency: nil)))
        try builder.run(reset("svc", at: before))

        #expect(
            builder.missing(gate, Step(.recover)) == [
                "a reset of svc after its containment (\(ordered)): cordon eradicate credential C-1 --reset TEXT -- svc"
            ])
        try builder.run(reset("svc"))
        #expect(builder.missing(gate, Step(.recover)).isEmpty)
    }

    @Test(
        "what every domain has is renewed, whatever was said of it",
        arguments: ["domainControllerAccounts", "directoryRestoreMode"])
    func inEveryDomain(name: String) throws {
        let item = try #require(DomainItem(rawValue: name))
        var builder = try builder(techniques: ["T1003.006"])

        guard case .impossible(let why) = builder.refusal(of: .recovery(.exempt(item, reason: "there are none"))) else {
            Issue.record("\(name) was left out")
            return
        }
        #expect(why == "every domain has \(item.words): cordon eradicate domain C-1 \(name) --renewed TEXT")
        builder.given(.recovery(event: .domainItemNotApplicable(item: item, reason: "there are none")))
        #expect(builder.missing(gate, Step(.recover)).count == DomainItem.allCases.count)
    }

    @Test("several parts of a domain are not said to be missing in the same words")
    func copiedWords() throws {
        var builder = try builder(techniques: ["T1003.006"])
        try builder.run(.recovery(.exempt(.trusts, reason: "there are none")))

        guard
            case .impossible(let why) = builder.refusal(
                of: .recovery(.exempt(.federationCertificates, reason: "There are none.")))
        else {
            Issue.record("the same words were taken twice")
            return
        }
        #expect(why.contains("word for word"))
        try builder.run(.recovery(.exempt(.federationCertificates, reason: "no federation service is installed")))
    }

    @Test("that krbtgt has replicated is seen by somebody else than who reset it, while there is anybody")
    func ownReplication() throws {
        var builder = try domainBuilder()
        try builder.run(renew(.krbtgt), by: "carl")
        try builder.run(replicate(.krbtgt), by: "carl")
        builder.wait(hours: 11)
        try builder.run(renew(.krbtgt), by: "carl")

        let missing = builder.missing(gate, Step(.recover))
        #expect(missing.count == 1 && missing[0].hasPrefix("the check, by somebody else than who reset it,"))
        for name in ["ann", "bob", "dora"] { builder.roster(.personDisabled(person: name)) }
        #expect(builder.missing(gate, Step(.recover)).isEmpty)
    }

    @Test(
        "the theft or forging of a domain's secrets asks for everything that hangs on them",
        arguments: ["T1003.006", "T1003.003", "T1558.001"])
    func domain(technique: String) throws {
        let builder = try builder(techniques: [technique])

        let missing = builder.missing(gate, Step(.recover))

        #expect(missing.count == DomainItem.allCases.count)
        #expect(missing.allSatisfy { $0.contains("since \(technique) was seen") })
    }

    @Test("a person can say that the domain is compromised; nobody can take that back")
    func byHand() throws {
        var builder = try builder()
        try builder.run(.recovery(.recordDomainCompromise(reason: "NTDS.dit was found in an archive", at: nil)))

        #expect(builder.missing(gate, Step(.recover)).count == DomainItem.allCases.count)
        #expect(builder.refusal(of: .recovery(.recordDomainCompromise(reason: "it was not", at: nil))) != nil)
        #expect(builder.incident.domainCompromise == "NTDS.dit was found in an archive")
    }

    @Test("secrets of a domain that were stolen after eradication hold operations and the close back, too")
    func stolenLater() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        var undisturbed = builder
        #expect(undisturbed.refusal(of: .resume, by: "ann") == nil)
        try builder.run(.recovery(.recordDomainCompromise(reason: "DCSync was seen by the watch", at: nil)))

        for step in [Step.Kind.resume, .close] {
            #expect(builder.missing(gate, Step(step)).count == DomainItem.allCases.count)
        }
        guard case .gates(let gates) = builder.refusal(of: .resume, by: "ann") else {
            Issue.record("operations were resumed with the tickets of the intruder")
            return
        }
        #expect(gates.map(\.id).contains(gate))
    }

    @Test("krbtgt is found by its account name, whatever stands around it, and reset as a ticket key alone")
    func ticketAccount() throws {
        var builder = try builder([("CORP\\krbtgt", .exposed)])

        #expect(builder.incident.domainCompromise == "CORP\\krbtgt is the intruder's")
        #expect(builder.refusal(of: reset("CORP\\krbtgt")) != nil)
        #expect(
            builder.refusal(of: .recovery(.exempt(.krbtgt, reason: "we have no domain controllers")))
                == .impossible("every domain has a krbtgt: it is renewed twice"))
    }

    @Test("the second reset of krbtgt counts when the time between the entries has passed and replication was verified")
    func ticketKey() throws {
        var builder = try domainBuilder()
        let krbtgt = { (builder: CaseBuilder) in
            builder.missing(gate, Step(.recover)).filter { $0.contains("krbtgt") }.map { String($0.prefix(40)) }
        }
        #expect(builder.refusal(of: replicate(.krbtgt)) != nil)
        try builder.run(renew(.krbtgt))
        builder.wait(hours: 11)
        try builder.run(renew(.krbtgt))
        // Twice and far enough apart, but nobody looked whether the first had reached every controller.
        #expect(krbtgt(builder) == ["the check, by somebody else than who res"])
        try builder.run(replicate(.krbtgt), by: "dora")
        builder.wait(hours: 9)
        try builder.run(renew(.krbtgt))
        // The replicated reset that lies far enough back is the first.
        #expect(krbtgt(builder).isEmpty)
    }

    @Test("a second reset that comes too early does not count")
    func tooEarly() throws {
        var builder = try domainBuilder()
        try builder.run(renew(.krbtgt))
        try builder.run(replicate(.krbtgt), by: "dora")
        let first = builder.context.now
        builder.wait(hours: 9)
        try builder.run(renew(.krbtgt))

        let missing = builder.missing(gate, Step(.recover))

        #expect(missing.count == 1)
        #expect(missing[0].hasPrefix("the second reset of krbtgt, not before \(first.advanced(bySeconds: 36_000))"))
    }

    @Test("a time that is typed makes the interval no longer, only shorter")
    func typedTimes() throws {
        var builder = try domainBuilder()
        builder.wait(hours: 24)
        let longAgo = builder.context.now.advanced(bySeconds: -20 * 3600)
        try builder.run(renew(.krbtgt, at: longAgo))
        try builder.run(replicate(.krbtgt), by: "dora")
        try builder.run(renew(.krbtgt))
        #expect(builder.missing(gate, Step(.recover)).count == 1)
        builder.wait(hours: 11)
        try builder.run(renew(.krbtgt, at: builder.context.now.advanced(bySeconds: -5 * 3600)))
        #expect(builder.missing(gate, Step(.recover)).count == 1)
        #expect(builder.refusal(of: renew(.krbtgt, at: builder.context.now.advanced(bySeconds: 3600))) != nil)

        // The clock of the server goes back; what is recorded does not.
        builder.now = Staff.start
        try builder.run(renew(.krbtgt))

        #expect(builder.missing(gate, Step(.recover)).isEmpty)
    }

    @Test("tickets that live longer keep the resets further apart; the longest lifetime recorded holds")
    func lifetime() throws {
        var builder = try domainBuilder()
        try builder.run(.recovery(.recordTicketLifetime(hours: 24, source: "group policy")))
        try builder.run(.recovery(.recordTicketLifetime(hours: 1, source: "somebody said so")))
        try builder.run(renew(.krbtgt))
        try builder.run(replicate(.krbtgt), by: "dora")
        builder.wait(hours: 12)
        try builder.run(renew(.krbtgt))

        #expect(builder.missing(gate, Step(.recover)).count == 1)
        builder.wait(hours: 12)
        try builder.run(renew(.krbtgt))
        #expect(builder.missing(gate, Step(.recover)).isEmpty)
    }

    @Test("the lifetime of tickets is recorded, not assumed, and the read-only controllers have keys of their own")
    func readOnly() throws {
        var builder = try builder(techniques: ["T1003.006"])
        for item in DomainItem.allCases where !item.isTicketKey { try builder.run(settle(item)) }
        for item in [DomainItem.krbtgt, .krbtgtReadOnly] {
            try builder.run(renew(item), by: "carl")
            try builder.run(replicate(item), by: "dora")
        }
        builder.wait(hours: 11)
        try builder.run(renew(.krbtgt))

        #expect(builder.missing(gate, Step(.recover)).allSatisfy { $0.hasPrefix("how long tickets live") })
        try builder.run(.recovery(.recordTicketLifetime(hours: 10, source: "group policy")))
        #expect(
            builder.missing(gate, Step(.recover)).map { String($0.prefix(58)) } == [
                "the second reset of krbtgt of the read-only domain control"
            ])
    }

    @Test("an account is not left out by an answer that says nothing, by a program, or because it is not known")
    func abuse() throws {
        var builder = try builder([("svc", .used)])

        #expect(
            builder.refusal(of: .recovery(.resetCredential(account: "svc", act: .reset, observed: "n/a", at: nil)))
                != nil)
        #expect(builder.refusal(of: reset("Service Account (do not touch)")) != nil)
        #expect(builder.refusal(of: reset("svc"), by: "robot") != nil)
        #expect(builder.missing(gate, Step(.recover)).count == 1)
    }

    @Test("an override names the accounts that it covers, and no other")
    func overridden() throws {
        var builder = try builder([("svc", .used)])
        try builder.run(
            .propose(gate, due: builder.context.now.advanced(bySeconds: 3600), leavingOut: ["svc"]), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        #expect(builder.incident.overrides.overrides[OverrideID(number: 1)]?.missing.map(\.subject) == ["account svc"])
        #expect(builder.missing(gate, Step(.recover)).isEmpty)

        var scope = builder.incident.scope
        scope.accounts.append(AccountAssessment(name: "late", status: .used, confidence: 0.8, evidence: []))
        try builder.run(.recordScope(scope))

        #expect(builder.missing(gate, Step(.recover)).contains { $0.contains("late") })
    }

    @Test("a case that went back and forth is contained since it was first: no reset since is early")
    func backAndForth() throws {
        var builder = try builder([("late", .used)])
        builder.wait(hours: 1)
        try builder.run(reset("late"))
        builder.wait(hours: 1)
        try builder.run(.returnTo(.analysis, reason: "one more look"), by: "ann")
        builder.given(.stateEntered(state: .containment, gates: []))

        #expect(builder.warnings(of: try #require(Gate.named(gate)), for: .recover) == [])
    }

    @Test("resets before containment, and resets spread over a day, are named with the verdict")
    func warnings() throws {
        var builder = try builder([("early", .used), ("late", .used)])
        try builder.run(reset("early", at: Staff.start))
        builder.wait(hours: 5)
        try builder.run(reset("late"))
        try builder.planRecovery()
        try builder.meetStartCriteria()

        let events = try builder.run(.advance, by: "ann")

        #expect(
            verdict(gate, in: events)?.warnings == [
                "1 accounts were reset before containment, which warns the intruder",
                "accounts were reset over more than 4 hours: sessions of the last ones lived until then",
            ])
    }

    /// A domain whose secrets were stolen, where all but krbtgt is settled and tickets live for ten hours.
    private func domainBuilder() throws -> CaseBuilder {
        var builder = try builder(techniques: ["T1003.006"])
        for item in DomainItem.allCases where item != .krbtgt { try builder.run(settle(item)) }
        try builder.run(.recovery(.recordTicketLifetime(hours: 10, source: "group policy")))
        return builder
    }

    @Test("what hangs on a domain is renewed after containment and after the theft, or it does not count")
    func domainInOrder() throws {
        var early = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        #expect(early.refusal(of: renew(.krbtgt), by: "carl") != nil, "nothing is contained")

        var builder = try builder()
        let theft = builder.now.advanced(bySeconds: 1800)
        builder.wait(hours: 1)
        try builder.run(.recovery(.recordDomainCompromise(reason: "DCSync", at: nil)), by: "carl")
        try builder.run(renew(.domainControllerAccounts), by: "carl")
        let item = DomainItem.domainControllerAccounts.rawValue
        func isMissing(_ builder: CaseBuilder) -> Bool {
            builder.missing(gate, Step(.recover)).contains { $0.contains("cordon eradicate domain C-1 \(item) ") }
        }
        #expect(!isMissing(builder))
        try builder.run(.recovery(.recordDomainCompromise(reason: "DCSync from B once more", at: theft)), by: "carl")
        #expect(!isMissing(builder), "renewed after that")
        #expect(builder.refusal(of: renew(.krbtgt, at: theft.advanced(bySeconds: -60)), by: "carl") != nil)

        builder.wait(hours: 2)
        try builder.run(
            .recovery(
                .recordDomainCompromise(
                    reason: "and from C", at: builder.context.now.advanced(bySeconds: -60))), by: "carl")

        #expect(isMissing(builder))
    }
}
