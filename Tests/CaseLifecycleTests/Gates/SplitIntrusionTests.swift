import Testing
import Vocabulary

@testable import CaseLifecycle

@Suite("One intrusion is one case")
struct SplitIntrusionTests {
    /// Everything that a name of one case and those of another have in common under one key.
    private func other(_ builder: CaseBuilder, of incident: Case, number: Int = 2) -> OtherCase? {
        let theirs = builder.incident.scopeNames
        return OtherCase(
            CaseID(number: number),
            pairs: incident.scopeNames.flatMap { mine in
                theirs.filter { $0.key == mine.key }.map { (mine: mine, theirs: $0) }
            })
    }

    /// What a case with these systems and accounts has in common with another.
    private func common(_ mine: ScopeAssessment, _ theirs: ScopeAssessment) throws -> [String] {
        var (one, two) = (try CaseBuilder.opened(), try CaseBuilder.opened())
        try one.run(.recordScope(mine))
        try two.run(.recordScope(theirs))
        return other(two, of: one.incident)?.common.map(\.description) ?? []
    }

    private func scope(
        _ systems: [(String, SystemVerdict)] = [], accounts: [(String, AccountAssessment.Status)] = [],
        movements: [(String, String)] = []
    ) -> ScopeAssessment {
        var scope = CaseBuilder.scope(systems)
        scope.accounts = accounts.map {
            AccountAssessment(name: $0.0, status: $0.1, confidence: 0.95, evidence: [])
        }
        scope.movements = movements.map {
            Movement(
                time: Staff.start, from: $0.0, to: $0.1, account: nil, method: "WinRM", technique: nil, confidence: 0.9,
                evidence: [])
        }
        return scope
    }

    @Test("a system or account that both hold is in common, however its name is written")
    func common() throws {
        let mine = scope([("FS-02", .possible), ("WS1", .confirmed)], accounts: [("HARBOUR\\adm-keller", .used)])
        var theirs = scope(
            [("FILES", .probable), ("WS2", .confirmed)], accounts: [("adm-keller@harbour.local", .exposed)])
        theirs.systems[0].aliases = ["fs-02"]

        #expect(try common(mine, theirs) == ["FS-02", "account HARBOUR\\adm-keller"])
        #expect(try common(mine, scope([("FS-02", .possible)])) == [], "a mere possibility is told of by nobody")
        #expect(try common(mine, scope(accounts: [("adm-keller", .used)])).count == 1, "the domain is often left out")
        #expect(try common(mine, scope(accounts: [("OTHER\\adm-keller", .used)])) == [])
    }

    @Test("a movement from or to a confirmed system is in common, by name or address, whichever case has it")
    func movements() throws {
        var mine = scope([("FS-02", .confirmed)])
        mine.systems[0].addresses = ["10.40.1.22"]
        let theirs = scope([("APP-02", .confirmed)], movements: [("10.40.1.22", "APP-02")])

        #expect(try common(mine, theirs) == ["FS-02"])
        #expect(try common(theirs, mine) == ["FS-02"])
        #expect(try common(mine, scope([("10.40.1.22", .probable)])) == ["FS-02"])
        mine.systems[0].verdict = .possible
        #expect(try common(mine, theirs) == [])
    }

    @Test("an address that the intruder commands from is in common, however it is written, and so is who came from it")
    func channels() throws {
        func naming(_ address: String) throws -> CaseBuilder {
            var builder = try CaseBuilder.opened()
            try builder.run(.scope(.nameCommandChannel(address: address, reason: "beacon of a system")), by: "ann")
            return builder
        }
        let mine = try naming("203.0.113.9")
        for address in ["203.0.113.9", "https://203.0.113.9:8443/a?b", "203.0.113.9:443", "http://u@203.0.113.9/"] {
            let theirs = try naming(address)
            #expect(other(theirs, of: mine.incident)?.common == [.system("203.0.113.9")], "\(address)")
        }
        #expect(other(try naming("203.0.113.90"), of: mine.incident) == nil)
        let names = try naming("https://Evil.example/x")
        #expect(other(names, of: try naming("evil.example").incident)?.common == [.system("evil.example")])
        var entered = try CaseBuilder.opened()
        try entered.run(.recordScope(scope([("WEB", .confirmed)], movements: [("203.0.113.9", "WEB")])))
        #expect(other(entered, of: mine.incident)?.common == [.system("203.0.113.9")])
        #expect(other(mine, of: entered.incident)?.common == [.system("203.0.113.9")])
    }

    @Test(
        "accounts that every network has do not make two cases one",
        arguments: [
            "HARBOUR\\Administrator", "administrator", "root", "NT AUTHORITY\\SYSTEM", "NETWORK SERVICE",
            "ANONYMOUS LOGON", "S-1-5-18", "S-1-5-21-1-2-3-500", "HARBOUR\\FS-02$", "Guest",
        ])
    func everyNetwork(name: String) throws {
        #expect(try common(scope(accounts: [(name, .used)]), scope(accounts: [(name, .used)])) == [])
    }

    @Test("what another case left out or cleared against its evidence is told of all the same")
    func leftOut() throws {
        var theirs = try CaseBuilder.opened()
        try theirs.run(.recordScope(scope([("FS-02", .confirmed)], accounts: [("adm", .used)])))
        try theirs.run(.scope(.judge(.system("FS-02"), verdict: .outOfScope, reason: "handled elsewhere")))
        try theirs.run(.scope(.judge(.account("adm"), verdict: .outOfScope, reason: "reset elsewhere")))
        var mine = try CaseBuilder.opened()
        try mine.run(.recordScope(scope([("FS-02", .confirmed)], accounts: [("adm", .used)])))

        #expect(other(theirs, of: mine.incident)?.common == [.system("FS-02"), .account("adm")])
        #expect(other(mine, of: theirs.incident) == nil, "what is left out here is not asked about here")
    }

    private func known(_ names: [String], number: Int = 2) throws -> OtherCase {
        try #require(
            OtherCase(
                CaseID(number: number),
                pairs: names.map { name in
                    let one = ScopeName(kind: .system, subject: name, key: name, verdict: .confirmed)
                    return (one, one)
                }))
    }

    /// What a gate misses for the next step.
    private func missing(_ gate: String, _ builder: inout CaseBuilder, _ command: CaseCommand = .advance) -> [String] {
        guard case .gates(let gates) = builder.refusal(of: command, by: "ann") else { return [] }
        return gates.first { $0.id == gate }?.missing ?? []
    }

    @Test("containment waits while another case tells of the same; the refusal says both ways on")
    func containment() throws {
        var builder = try CaseBuilder.scoped([("D", .confirmed)]).analysed().settled()
        #expect(missing("GATE-SCOPE", &builder) == [])

        builder.otherCases = [try known(["D"])]

        #expect(
            missing("GATE-SCOPE", &builder) == [
                "the evidence of C-2, which tells of D, too, in this case, since one intrusion is contained together: "
                    + "cordon evidence add C-1 PATH; and then, or where they are two intrusions: "
                    + "cordon scope apart C-1 C-2 --reason TEXT, by two people"
            ])
    }

    @Test("who may decide says that two cases are two intrusions; a name that comes up later is asked about anew")
    func apart() throws {
        var builder = try CaseBuilder.scoped([("D", .confirmed), ("E", .confirmed)]).analysed().settled()
        builder.otherCases = [try known(["D"])]
        let apart = CaseCommand.scope(.setApart(CaseID(number: 2), reason: "other tools, months apart"))

        #expect(builder.refusal(of: apart, by: "carl") != nil, "a handler may not")
        #expect(
            builder.refusal(of: .scope(.setApart(CaseID(number: 3), reason: "another")), by: "ann")
                == .impossible("C-3 is no other open case that tells of anything that C-1 holds"))
        #expect(builder.refusal(of: .scope(.setApart(CaseID(number: 2), reason: " ")), by: "ann") != nil)
        try builder.run(apart, by: "ann")
        #expect(builder.incident.apart.map(\.names) == [[.system("D")]])
        #expect(
            missing("GATE-SCOPE", &builder).map { $0.hasSuffix("TEXT, as ann did, by a second person") } == [true])
        #expect(builder.refusal(of: apart, by: "ann") != nil, "one person's word, twice")
        try builder.run(apart, by: "bob")
        #expect(missing("GATE-SCOPE", &builder) == [])
        #expect(try builder.run(apart, by: "ann").isEmpty, "it is said already")

        builder.otherCases = [try known(["D", "E"])]
        #expect(missing("GATE-SCOPE", &builder).map { $0.contains("C-2, which tells of E, too") } == [true])
    }

    @Test("two who set a case apart and turn out to be one have not; conformance names the case that was left alone")
    func setApartByOne() throws {
        var builder = try CaseBuilder.scoped([("D", .confirmed)]).analysed().settled()
        builder.otherCases = [try known(["D"])]
        for person in ["ann", "bob"] {
            try builder.run(.scope(.setApart(CaseID(number: 2), reason: "another actor")), by: person)
        }
        #expect(missing("GATE-SCOPE", &builder) == [])
        let join = RecordedOrganisationEvent(
            version: 100, sequence: Int.max - 1, stamp: Staff.before,
            event: .people(event: .personJoined(person: "bob", into: "ann")))
        let found = try #require(
            Conformance.check(
                builder.incident.id, events: builder.events, organisation: Staff.recorded + [join],
                at: builder.context.now)
        ).deviations.filter { $0.rule == "TWO-PERSONS" && $0.gate == "GATE-SCOPE" }
        #expect(
            found.map(\.text) == [
                "C-2, which tells of D, too, was held to be another intrusion by one person, ann"
            ])
        #expect(found.map(\.versions.count) == [2])

        builder.roster(.personJoined(person: "bob", into: "ann"))

        #expect(missing("GATE-SCOPE", &builder).count == 1)
    }

    @Test("no later step is taken while another case tells of the same, and a warning names the one that was set apart")
    func laterSteps() throws {
        var builder = try CaseBuilder.contained(["D"])
        builder.otherCases = [try known(["D"])]
        func open(_ kind: Step.Kind, _ builder: CaseBuilder) -> [String] {
            builder.incident.unmetGates(for: Step(kind), in: builder.context).filter { $0.id == "GATE-NEW-HOST" }
                .flatMap(\.missing)
        }

        let steps: [Step.Kind] = [.eradicate, .recover, .resume, .review, .close]
        for step in steps { #expect(open(step, builder).map { $0.hasPrefix("the evidence of C-2") } == [true]) }
        for person in ["bob", "ann"] {
            try builder.run(.scope(.setApart(CaseID(number: 2), reason: "another actor")), by: person)
        }
        for step in steps { #expect(open(step, builder) == []) }
        let warning = "C-2, which tells of D, too, is held to be another intrusion: another actor"
        #expect(builder.warnings(of: .newHost, for: .eradicate) == [warning])
        #expect(builder.warnings(of: .scope, for: .contain).contains(warning))
    }

    @Test(
        "an override of a later step covers what another case told when it was proposed, and nothing that it tells later"
    )
    func overridden() throws {
        var builder = try CaseBuilder.contained(["D", "E"])
        builder.otherCases = [try known(["D"])]
        try builder.run(
            .override(
                .propose(
                    gate: "GATE-NEW-HOST", target: nil, item: nil, category: .businessNeed, reason: "r",
                    leftOut: ["C-2"], duration: .emergency, debtOwner: "ann",
                    debtDue: builder.now.advanced(bySeconds: 3600))),
            by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        func isOpen(_ builder: CaseBuilder) -> Bool {
            builder.incident.unmetGates(for: Step(.eradicate), in: builder.context).contains {
                $0.id == "GATE-NEW-HOST"
            }
        }

        #expect(!isOpen(builder))
        builder.otherCases = [try known(["D", "E"])]
        #expect(isOpen(builder))
    }

    @Test("an emergency does not wait for it, and says that nothing of the other case is contained")
    func emergency() throws {
        var builder = try CaseBuilder.scoped([("D", .confirmed), ("E", .confirmed)]).analysed()
        try builder.run(.recordFindings([try sighting("D")]))
        builder.otherCases = [try known(["D"])]

        let events = try builder.run(
            .containment(
                .goInEmergency(
                    EmergencyClaim(
                        targets: [.system("D")], leftOut: [.system("E")],
                        emergency: ContainmentOrder.Emergency(
                            kind: .encryption, impact: ["F-1"], reason: "files are being encrypted",
                            leftOutReason: "its owner is not reached yet")))), by: "ann")

        let warnings = verdict("GATE-EMERGENCY", in: events)?.warnings ?? []
        #expect(warnings.contains("C-2 tells of D, too: this order contains nothing of that case"))
    }
}
