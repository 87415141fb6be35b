import CaseLifecycle
import Testing
import Vocabulary

@Suite("What an override covers")
struct OverrideCoverageTests {
    private func due(_ builder: CaseBuilder) -> Timestamp { builder.context.now.advanced(bySeconds: 3600) }

    private func covered(_ builder: CaseBuilder, _ number: Int = 1) -> [String]? {
        builder.incident.overrides.overrides[OverrideID(number: number)]?.missing.map(\.subject)
    }

    private func approve(_ number: Int = 1) -> CaseCommand { .override(.approve(OverrideID(number: number))) }

    private func exposed(_ names: [String], techniques: [String] = []) throws -> CaseBuilder {
        var builder = try CaseBuilder.eradicated(["A"])
        var scope = builder.incident.scope
        scope.accounts = names.map { AccountAssessment(name: $0, status: .used, confidence: 0.8, evidence: []) }
        scope.techniques = techniques.compactMap { TechniqueID($0) }.map {
            TechniqueSighting(id: $0, first: nil, hosts: ["A"], evidence: [])
        }
        try builder.run(.recordScope(scope))
        return builder
    }

    @Test("an account that is left out by name lets no other account pass, and nothing of its domain")
    func accounts() throws {
        let gate = "GATE-CREDENTIALS"
        var builder = try exposed(["HARBOUR\\rbrandt", "HARBOUR\\adm"], techniques: ["T1003.006"])

        let nameless = builder.refusal(of: .propose(gate, due: due(builder)), by: "ann")
        try builder.run(.propose(gate, due: due(builder), leavingOut: ["HARBOUR\\rbrandt"]), by: "ann")
        try builder.run(approve(), by: "bob")

        guard case .missing(let texts) = nameless else {
            Issue.record("an override of nobody by name was proposed")
            return
        }
        for name in ["'HARBOUR\\adm'", "'HARBOUR\\rbrandt'", "krbtgt", "domainControllerAccounts"] {
            #expect(texts.first?.contains("--left-out \(name)") == true)
        }
        #expect(covered(builder) == ["account HARBOUR\\rbrandt"])
        let left = builder.missing(gate, Step(.recover))
        #expect(left.contains { $0.contains("HARBOUR\\adm") } && left.contains { $0.contains("krbtgt") })
        #expect(!left.contains { $0.contains("rbrandt") })
    }

    @Test("a recipient that is left out lets no other recipient go untold, of this duty or another")
    func recipients() throws {
        var builder = try CaseBuilder.underReview()
        for recipients in [["BfDI", "State office"], ["BSI", "BfDI"]] {
            let terms = NotificationDuty.Terms(
                regime: "GDPR article 33", kind: .aware, limit: .hours(count: 72), recipients: recipients, content: [])
            try builder.run(.notification(.start(terms, at: Staff.start)))
        }
        #expect(builder.refusal(of: .propose("GATE-NOTIFY", due: due(builder)), by: "ann") != nil)
        try builder.run(.propose("GATE-NOTIFY", due: due(builder), leavingOut: ["state office"]), by: "ann")
        try builder.run(approve(), by: "lou")

        #expect(covered(builder) == ["duty N-1 to State office"])
        #expect(builder.missed("GATE-NOTIFY").count == 3)
    }

    @Test("what an account misses of its containment is left out by its name")
    func contained() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        try builder.run(.advance, by: "ann")
        try builder.run(.propose("GATE-CONTAIN-VERIFIED", due: due(builder), leavingOut: ["B"]), by: "ann")
        try builder.run(approve(), by: "bob")

        #expect(covered(builder) == ["unverified B"])
        #expect(builder.missing("GATE-CONTAIN-VERIFIED", Step(.eradicate)).count == 1)
        #expect(
            builder.refusal(of: .propose("GATE-CONTAIN-VERIFIED", due: due(builder), leavingOut: ["B"]), by: "ann")
                != nil)
    }

    @Test("the criteria of a resumption are said with it: no override takes their place, whenever it was made")
    func criteria() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        guard case .impossible = builder.refusal(of: .propose("GATE-RESUME", due: due(builder)), by: "ann") else {
            Issue.record("there is nothing to let pass")
            return
        }

        // As the first release would have had it.
        builder.given(.override(event: .proposed(proposal: proposal("GATE-RESUME", ["criteria"], builder))))
        try builder.run(approve(), by: "bob")

        #expect(unmet(builder.refusal(of: .recovery(.resume(criteria: [])), by: "ann")) == ["GATE-RESUME"])
        try builder.run(.resume, by: "ann")
    }

    @Test("what is said at closing is let pass by no override, and its debt is settled when the rest is made good")
    func closing() throws {
        var builder = try CaseBuilder.underReview([("A", .confirmed)])
        try builder.run(.task(.open(text: "image the disk", owner: "carl", due: due(builder))))
        try builder.run(.propose("GATE-CLOSE", due: due(builder), leavingOut: ["T-1"]), by: "ann")
        try builder.run(approve(), by: "bob")
        #expect(covered(builder) == ["task T-1"])
        builder.actor = "ann"
        // As the first release would have had it.
        builder.given(
            .override(
                event: .proposed(
                    proposal: proposal("GATE-CLOSE", ["task T-1", "outcome", "resolution", "reason"], builder))))
        try builder.run(approve(2), by: "bob")

        func settle(_ number: Int) -> CaseCommand {
            .override(.settle(DebtID(number: number), reason: "the disk is imaged"))
        }
        #expect(unmet(builder.refusal(of: settle(1), by: "carl")) == ["GATE-CLOSE"])
        try builder.run(.task(.finish(TaskID(number: 1), outcome: "imaged")), by: "carl")
        for number in 1...2 { try builder.run(settle(number), by: "carl") }
        #expect(builder.incident.overrides.openDebts.isEmpty)
        #expect(builder.missed("GATE-CLOSE").contains { $0.hasPrefix("the outcome and attack vector") })
    }

    @Test("a debt of a duty that the first release let pass as one is not settled while a recipient is untold")
    func formerDuty() throws {
        var builder = try CaseBuilder.underReview()
        let terms = NotificationDuty.Terms(
            regime: "GDPR article 33", kind: .aware, limit: .hours(count: 72), recipients: ["BfDI"], content: [])
        try builder.run(.notification(.start(terms, at: Staff.start)))
        builder.given(.override(event: .proposed(proposal: proposal("GATE-NOTIFY", ["duty N-1"], builder))))
        try builder.run(approve(), by: "lou")

        let settle = CaseCommand.override(.settle(DebtID(number: 1), reason: "they know"))
        #expect(unmet(builder.refusal(of: settle, by: "carl")) == ["GATE-NOTIFY"])
    }

    @Test("an owner who lets pass that there is newer evidence lets pass no evidence that comes after that")
    func newerEvidence() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A"), by: "dora")
        try builder.run(.scope(.nameCommandChannel(address: "203.0.113.77", reason: "beacon")), by: "ann")
        try builder.run(.propose("GATE-BASELINE", .system("A"), due: due(builder)), by: "ann")
        try builder.run(approve(), by: "olga")
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).isEmpty)

        var indicated = builder
        try indicated.run(.scope(.nameCommandChannel(address: "203.0.113.78", reason: "beacon")), by: "ann")
        var scope = builder.incident.scope
        scope.systems[0].records += 1
        try builder.run(.recordScope(scope))

        for later in [indicated, builder] {
            #expect(
                later.missing("GATE-BASELINE", Step(.resume)).map { String($0.prefix(21)) } == ["a new comparison of A"]
            )
        }
    }

    @Test("a difference is let pass by its whole name, and none whose name ends likewise", arguments: ["Updater", "p"])
    func wholeName(item: String) throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(
            builder.compare("A") {
                $0.observed.kinds[.autostarts]?["Updater"] = "C:\\vendor.exe"
                $0.observed.kinds[.autostarts]?["Backdoor Updater"] = "C:\\b.exe"
                $0.observed.kinds[.network]?["4444/tcp"] = "b.exe"
            }, by: "dora")
        let propose = CaseCommand.propose("GATE-BASELINE", .system("A"), item: item, due: due(builder))
        guard item == "Updater" else {
            #expect(builder.refusal(of: propose, by: "ann") != nil)
            return
        }
        try builder.run(propose, by: "ann")
        #expect(covered(builder) == ["drift A autostarts C:\\vendor.exe Updater"])
    }

    @Test("what refuses a comparison names an override that can be proposed as it stands")
    func asTyped() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let refused = builder.refusal(
            of: try builder.compare("A") {
                $0.observed.kinds[.files]?["/var/cache/app/x.so"] = "55"
                $0.ignoring = [IgnoreRule(kind: .files, key: "/var/cache/app/x.so", reason: "it changes daily")]
            }, by: "dora")

        guard case .impossible(let text) = refused else {
            Issue.record("a library was ignored")
            return
        }
        #expect(text.contains("--gate GATE-BASELINE --system A --item /var/cache/app/x.so --left-out A "))
    }

    private func proposal(_ gate: String, _ subjects: [String], _ builder: CaseBuilder) -> OverrideEvent.Proposal {
        OverrideEvent.Proposal(
            id: OverrideID(number: builder.incident.overrides.overrides.count + 1), gate: gate,
            missing: subjects.map { MissingFact($0, "t") }, category: .harmOfWaiting, reason: "it cannot wait",
            leftOut: [], duration: .temporary, debtOwner: "carl", debtDue: due(builder))
    }
}
