import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-SCOPE")
struct ScopeTests {
    /// What GATE-SCOPE alone misses.
    private func missingScope(_ builder: inout CaseBuilder) -> [String] {
        guard case .gates(let gates) = builder.refusal(of: .advance) else { return [] }
        return gates.first { $0.id == "GATE-SCOPE" }?.missing ?? []
    }

    @Test("containment waits until every system has a verdict, and names those that have none")
    func verdicts() throws {
        var builder = try CaseBuilder.scoped([("B", .unknown), ("A", .unknown), ("C", .possible), ("D", .confirmed)])
            .analysed().settled()

        #expect(missingScope(&builder).map { String($0.prefix(17)) } == ["a verdict for A: ", "a verdict for B: "])
        try builder.run(.scope(.judge(.system("A"), verdict: .cleared, reason: "r")))
        try builder.run(.scope(.judge(.system("B"), verdict: .probable, reason: "r")))
        #expect(missingScope(&builder) == [])
    }

    @Test("accounts need a verdict as systems do")
    func accounts() throws {
        var builder = try CaseBuilder.scoped([("D", .confirmed)]).analysed().settled()
        try builder.run(.scope(.enrol(.account("CORP\\svc"), tier: 0, owner: nil)))

        #expect(missingScope(&builder).map { String($0.prefix(31)) } == [#"a verdict for account CORP\svc:"#])
        try builder.run(.scope(.judge(.account("corp\\SVC"), verdict: .confirmed, reason: "used by the intruder")))
        #expect(missingScope(&builder) == [])
    }

    @Test("a set that is empty is no scope: without evidence of systems, or with all of them left out")
    func emptySet() throws {
        var builder = try CaseBuilder.opened().analysed().settled()
        #expect(missingScope(&builder) == ["evidence of at least one system: cordon evidence add C-1 PATH"])

        var excluded = try CaseBuilder.scoped([("A", .unknown), ("B", .unknown)]).analysed().settled()
        for name in ["A", "B"] {
            try excluded.run(.scope(.judge(.system(name), verdict: .outOfScope, reason: "a printer")))
        }
        #expect(missingScope(&excluded).map { $0.hasPrefix("a confirmed system or account") } == [true])
    }

    @Test("a scope that still grows is not settled; time alone settles it, by the policy of the case")
    func growth() throws {
        var builder = try CaseBuilder.scoped((1...10).map { ("H\($0)", .confirmed) }).analysed()

        #expect(
            missingScope(&builder).map { $0.hasPrefix("a scope that has stopped growing: 10 systems") } == [true])
        builder.wait(hours: 23)
        #expect(missingScope(&builder).count == 1)
        builder.wait(hours: 2)
        #expect(missingScope(&builder) == [])
        try builder.run(.recordScope(CaseBuilder.scope((1...11).map { ("H\($0)", .confirmed) })))
        #expect(missingScope(&builder) == [], "one more is within the limit")
        try builder.run(.recordScope(CaseBuilder.scope((1...12).map { ("H\($0)", .confirmed) })))
        #expect(missingScope(&builder).map { $0.hasPrefix("a scope that has stopped growing: 2 systems") } == [true])
    }

    @Test("putting the clock back or confirming the same system again does not change when it was first confirmed")
    func clockBack() throws {
        var builder = try CaseBuilder.scoped((1...3).map { ("H\($0)", .confirmed) }).analysed()
        builder.now = Staff.start.advanced(bySeconds: -90 * 86_400)

        #expect(missingScope(&builder).count == 1)
        try builder.run(.scope(.judge(.system("H1"), verdict: .confirmed, reason: "again")))
        #expect(missingScope(&builder).count == 1)
    }

    @Test("the logs of nearly all systems of the first tier are held")
    func coverage() throws {
        var builder = try CaseBuilder.scoped([("D", .confirmed)]).analysed().settled()
        try builder.run(.scope(.enrol(.system("dc-01"), tier: 0, owner: "Dana")))
        try builder.run(.scope(.judge(.system("DC-01"), verdict: .probable, reason: "a domain controller")))

        #expect(missingScope(&builder).map { $0.contains("0 of 1 are held; collect those of DC-01") } == [true])
        #expect(
            builder.refusal(of: .scope(.raiseTier(system: "DC-01", tier: 2)))
                == .impossible("a tier may only be raised within a case, towards 0"))
        try builder.run(.recordScope(CaseBuilder.scope([("D", .confirmed), ("DC-01", .probable)])))
        #expect(missingScope(&builder) == [])
    }

    @Test("the list of command channels has stopped growing, too")
    func commandChannels() throws {
        var builder = try CaseBuilder.scoped([("D", .confirmed)]).analysed().settled()
        for address in ["198.51.100.7", "evil.example"] {
            try builder.run(.scope(.nameCommandChannel(address: address, reason: "beacon")))
        }

        #expect(missingScope(&builder).map { $0.hasSuffix("it grew by 198.51.100.7, evil.example") } == [true])
        builder.wait(hours: 25)
        #expect(missingScope(&builder) == [])
    }

    @Test("evidence that is sealed but not read, or not yet part of the scope, keeps a case from containment")
    func unreadEvidence() throws {
        var builder = try CaseBuilder.scoped([("B", .confirmed)]).analysed().settled()
        let id = try #require(EvidenceID(hex: String(repeating: "a", count: 64)))
        try builder.run(.sealEvidence(SealedEvidence(id: id, name: "x", origin: "/in/it's $(x)", bytes: 1)))
        let unread = missingScope(&builder)
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 1, issueCount: 0, issues: [])))
        let uncovered = missingScope(&builder)
        let tooEarly = builder.refusal(of: .recordScope(CaseBuilder.scope([("C", .possible)])))
        var scope = CaseBuilder.scope([("B", .confirmed)])
        scope.filesCovered = 1
        try builder.run(.recordScope(scope))

        #expect(
            unread == [#"the reading of x, sealed but not read: cordon evidence add C-1 -- '/in/it'\''s $(x)'"#])
        #expect(uncovered.map { $0.hasPrefix("a scope that covers all evidence (1 files") } == [true])
        #expect(tooEarly == .scopeIncomplete(covered: 0, held: 1))
        #expect(missingScope(&builder) == [])
    }

    @Test("there is no override: only an emergency contains a part")
    func noOverride() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown)]).analysed()

        let refused = builder.refusal(
            of: .override(
                .propose(
                    gate: "GATE-SCOPE", target: nil, item: nil, category: .businessNeed, reason: "hurry", leftOut: [],
                    duration: .emergency, debtOwner: "ann", debtDue: builder.now.advanced(bySeconds: 60))))

        #expect(
            refused
                == .impossible(
                    "GATE-SCOPE has no override: contain a part as an emergency: cordon contain go CASE --emergency --help"
                ))
    }

    @Test("what is of tier 0 is left out on the word of two, and is named at the order")
    func tierZero() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed().settled()
        try builder.run(.scope(.enrol(.system("DC"), tier: 0, owner: nil)), by: "carl")
        let exclude = CaseCommand.scope(.judge(.system("DC"), verdict: .outOfScope, reason: "it is in a vault"))
        try builder.run(exclude, by: "carl")
        builder.actor = "ann"

        #expect(
            missingScope(&builder).map { $0.hasPrefix("a second person's word that DC, which is of tier 0") } == [true])
        try builder.run(exclude, by: "dora")
        builder.actor = "ann"
        #expect(missingScope(&builder) == [])
        let gate = try #require(Gate.named("GATE-SCOPE"))
        #expect(builder.warnings(of: gate, for: .contain).contains("left out, though of tier 0: DC"))
    }

    @Test("thresholds that ask for less than usual are named with what they let pass")
    func looser() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed().settled()
        let gate = try #require(Gate.named("GATE-SCOPE"))
        #expect(!builder.warnings(of: gate, for: .contain).contains { $0.contains("less than usual") })

        var policy = Policy()
        policy.scopeGrowthLimit = 20
        builder.given(.policyAdopted(policy: policy))

        #expect(
            builder.warnings(of: gate, for: .contain).contains(
                "thresholds of this case ask for less than usual: scope-growth-limit 20 (usually 1)"))
    }

    @Test("who has no part in responding judges nothing, plans nothing and undoes nothing")
    func noRole() throws {
        var builder = try CaseBuilder.contained(["A", "B"])
        builder.hire("pia")
        for command: CaseCommand in [
            .scope(.judge(.system("A"), verdict: .confirmed, reason: "seen")),
            .containment(.rollback([.system("A")], action: nil, reason: "the plant stood still")),
            .plan(.draft(.containment, including: [], owner: nil)),
        ] {
            guard case .roleNeeded = builder.refusal(of: command, by: "pia") else {
                Issue.record("\(command)")
                continue
            }
        }
        #expect(builder.refusal(of: .note(text: "the line stands"), by: "pia") == nil)
    }

    @Test("who cleared a system before the newest address of the intruder was recorded stands as a warning")
    func clearedBefore() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .unknown)]).analysed()
        try builder.run(.scope(.judge(.system("B"), verdict: .cleared, reason: "looked at its logs")), by: "carl")
        let gate = try #require(Gate.named("GATE-SCOPE"))
        let warning = "left out before the newest address of the intruder was recorded: B"
        #expect(!builder.warnings(of: gate, for: .contain).contains(warning))
        builder.wait(hours: 1)
        try builder.run(.scope(.nameCommandChannel(address: "192.0.2.9", reason: "beacon")), by: "carl")

        #expect(builder.warnings(of: gate, for: .contain).contains(warning))
    }
}
