import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-EMERGENCY")
struct EmergencyTests {
    private let ten = (1...10).map { "H\($0 + 10)" }

    /// Ten confirmed hosts, one that is only suspected and one that is nothing, with a finding on the first and one on
    /// the last.
    private func analysed() throws -> CaseBuilder {
        var builder = try CaseBuilder.scoped(
            ten.map { ($0, .confirmed) } + [("MAYBE", .possible), ("OTHER", .unknown)]
        ).analysed()
        try builder.run(
            .recordFindings([
                try sighting("H11"), try sighting("OTHER"), try sighting("H12"), try sighting("H16"),
            ]))
        return builder
    }

    private func go(
        _ only: [String], leftOut: [String], impact: [String] = ["F-1"],
        kind: ContainmentOrder.Emergency.Kind = .encryption, reason: String = "files are being encrypted"
    ) -> CaseCommand {
        .containment(
            .goInEmergency(
                EmergencyClaim(
                    targets: only.map(Target.system), leftOut: leftOut.map(Target.system),
                    emergency: ContainmentOrder.Emergency(
                        kind: kind, impact: impact, reason: reason,
                        leftOutReason: leftOut.isEmpty ? nil : "their owners are not reached yet"))))
    }

    private var rest: [String] { ten.suffix(5) + ["MAYBE", "OTHER"] }
    private var five: CaseCommand { go(Array(ten.prefix(5)), leftOut: rest) }

    private func missingEmergency(_ refusal: CaseRefusal?) -> [String] {
        guard case .gates(let gates) = refusal else { return [] }
        return gates.first { $0.id == "GATE-EMERGENCY" }?.missing ?? []
    }

    @Test("a part is contained with evidence of harm, and what is left out stays as a debt")
    func part() throws {
        var builder = try analysed()

        try builder.run(five, by: "ann")

        #expect(builder.incident.state == .containment)
        #expect(builder.incident.responseState(of: .system("H11")) == .isolating)
        #expect(builder.incident.responseState(of: .system("H16")) == .uncontained)
        let debt = try #require(builder.incident.overrides.openDebts.first)
        #expect(debt.gate == "GATE-EMERGENCY" && debt.text.hasPrefix("7 of 12 uncontained") && debt.owner == "ann")
        #expect(debt.due == builder.context.now.advanced(bySeconds: 4 * 3600))
        #expect(builder.incident.containment.measures.map(\.duration) == [.emergency])
    }

    @Test("everything that is left out is named, no more and no less")
    func leftOut() throws {
        var builder = try analysed()
        let first = Array(ten.prefix(5))

        #expect(missingEmergency(builder.refusal(of: go(first, leftOut: []), by: "ann")).count == 7)
        #expect(
            missingEmergency(builder.refusal(of: go(first, leftOut: Array(ten.suffix(5))), by: "ann")) == [
                "MAYBE, knowingly left out: --left-out MAYBE", "OTHER, knowingly left out: --left-out OTHER",
            ])
        try builder.run(.scope(.judge(.system("OTHER"), verdict: .cleared, reason: "its logs are clean")), by: "bob")
        #expect(
            missingEmergency(builder.refusal(of: go(first, leftOut: rest), by: "ann"))
                == ["a list without OTHER, which is not left out by this order"])
    }

    @Test(
        "evidence of harm is of this case and of a system in the intruder's hands",
        arguments: [
            [], ["F-9"], ["F-2"], ["C-2"], ["it burns"], [String(repeating: "a", count: 64) + "#0"], ["F-1", "F-2"],
        ])
    func impact(references: [String]) throws {
        var builder = try analysed()

        let refused = builder.refusal(
            of: go(Array(ten.prefix(5)), leftOut: rest, impact: references), by: "ann")

        #expect(missingEmergency(refused).count == 1)
    }

    @Test("a record of evidence that the case has read shows harm as a finding does")
    func record() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .possible)]).analysed()
        let id = try #require(EvidenceID(hex: String(repeating: "a", count: 64)))
        try builder.run(.sealEvidence(SealedEvidence(id: id, name: "x", origin: "/in/x", bytes: 1, host: "a")))
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 7, issueCount: 0, issues: [])))

        #expect(
            missingEmergency(builder.refusal(of: go(["A"], leftOut: ["B"], impact: ["\(id)#7"]), by: "ann")).count == 1)
        let events = try builder.run(go(["A"], leftOut: ["B"], impact: ["\(id)#6"]), by: "ann")
        #expect(
            verdict("GATE-EMERGENCY", in: events)?.warnings?.last
                == "no finding rests on \(id)#6: whoever confirms looks at it")
    }

    @Test("a record of a file of many systems shows harm to none of them until a finding rests on it")
    func manySystems() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)]).analysed()
        let id = try builder.seal(1, host: "A")
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 7, issueCount: 0, issues: [])))
        try builder.identify(id, as: "B")
        let order = go(["A"], leftOut: ["B"], impact: ["\(id)#0"])

        #expect(
            missingEmergency(builder.refusal(of: order, by: "ann")).first?.hasPrefix(
                "a finding, or a record of a file of one system") == true)
        let rule = RuleSummary(id: "R", title: "R", level: .high, tags: [], source: "r.yml")
        try builder.run(
            .recordFindings([
                FindingSighting(
                    rule: rule, host: "A", count: 1, first: nil, last: nil,
                    evidence: [EvidenceReference(evidence: id, record: 0)])
            ]))
        try builder.run(order, by: "ann")
    }

    @Test("a file of one system is of that system, however often it is said")
    func saidTwice() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)]).analysed()
        let id = try builder.seal(1, host: "a")
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 7, issueCount: 0, issues: [])))
        try builder.identify(id, as: "A")
        try builder.run(.custody(.preserve(.system("A"), kind: .logs, evidence: id.hex, acquired: nil)))

        try builder.run(go(["A"], leftOut: ["B"], impact: ["\(id)#0"]), by: "ann")
        #expect(builder.incident.state == .containment)
    }

    @Test("what contains everything that is known is no emergency but ordinary containment")
    func whole() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)]).analysed()
        try builder.run(.recordFindings([try sighting("A")]))

        let missing = missingEmergency(builder.refusal(of: go(["A", "B"], leftOut: []), by: "ann"))

        #expect(missing.count == 1 && missing[0].contains("is ordinary containment: cordon contain go C-1"))
    }

    @Test("harm to an account is shown by what its compromise rests on, not by any record")
    func account() throws {
        var scope = CaseBuilder.scope([("A", .confirmed)])
        let shown = EvidenceReference(evidence: try CaseBuilder.evidence(1), record: 2)
        scope.accounts = [AccountAssessment(name: "svc", status: .used, confidence: 1, evidence: [shown])]
        var builder = try CaseBuilder.opened()
        try builder.run(.recordScope(scope))
        builder = try builder.analysed()
        let id = try builder.seal(1, host: "A")
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 7, issueCount: 0, issues: [])))
        func order(_ record: Int) -> CaseCommand {
            .containment(
                .goInEmergency(
                    EmergencyClaim(
                        targets: [.account("svc")], leftOut: [.system("A")],
                        emergency: ContainmentOrder.Emergency(
                            kind: .actorAlerted, impact: ["\(id)#\(record)"], reason: "it logs on everywhere",
                            leftOutReason: "its owner is not reached yet"))))
        }

        #expect(missingEmergency(builder.refusal(of: order(0), by: "ann")).count == 1)
        try builder.run(order(2), by: "ann")
    }

    @Test("harm on a system that is not contained by the order is no reason for it, and a record says whose it is")
    func elsewhere() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)]).analysed()
        try builder.run(.recordFindings([try sighting("B")]))
        var references: [String] = []
        for (number, host) in [(1, "B"), (2, nil), (3, "A")] as [(Int, String?)] {
            let id = try builder.seal(number, host: host)
            try builder.run(
                .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 7, issueCount: 0, issues: [])))
            references.append("\(id)#0")
        }

        func objection(_ reference: String) -> String? {
            missingEmergency(builder.refusal(of: go(["A"], leftOut: ["B"], impact: [reference]), by: "ann")).first
        }

        #expect(objection("F-1") == "a finding on a system that this order contains; F-1 is on B")
        #expect(objection(references[0])?.hasPrefix("a record of a system that this order contains") == true)
        #expect(objection(references[1])?.hasPrefix("whose record") == true)
        #expect(objection(references[2]) == nil)
    }

    @Test("what is left out is left out for a reason, and stays open though nobody has judged it")
    func reasoned() throws {
        var builder = try analysed()
        let claim = EmergencyClaim(
            targets: ten.prefix(5).map(Target.system), leftOut: rest.map(Target.system),
            emergency: ContainmentOrder.Emergency(
                kind: .encryption, impact: ["F-1"], reason: "files are being encrypted", leftOutReason: "n/a"))

        #expect(
            missingEmergency(builder.refusal(of: .containment(.goInEmergency(claim)), by: "ann")) == [
                "why the rest is left out: --left-out-reason TEXT"
            ])
        try builder.run(five, by: "ann")

        let order = try #require(builder.incident.containment.orders.first)
        #expect(order.emergency?.unjudged == [.system("OTHER")] && !order.leftOut.contains(.system("OTHER")))
        #expect(order.allLeftOut.count == 7)
        // It is no member of what must be eradicated; confirmed later, it is a new host.
        #expect(!builder.incident.affectedTargets.contains(.system("OTHER")))
    }

    @Test("evidence that does not look like the harm it is said to show is said with the verdict")
    func unrelated() throws {
        var builder = try analysed()

        let events = try builder.run(five, by: "ann")

        #expect(
            verdict("GATE-EMERGENCY", in: events)?.warnings == ["F-1 names no technique of encryption"])
    }

    @Test("nobody but a lead, deputy or executive orders it, and only what is confirmed or suspected is contained")
    func who() throws {
        var builder = try analysed()
        for name in ["carl", "lou", "robot", "stranger"] { #expect(builder.refusal(of: five, by: name) != nil) }

        let others = ten + ["MAYBE", "OTHER"]
        #expect(
            missingEmergency(builder.refusal(of: go(["OTHER"], leftOut: ten + ["MAYBE"]), by: "ann")).map {
                String($0.prefix(18))
            } == ["a finding on a sys", "a verdict on OTHER"])
        #expect(missingEmergency(builder.refusal(of: go([], leftOut: others), by: "ann")).count == 1)
        #expect(builder.refusal(of: go(["NOWHERE"], leftOut: others), by: "ann") == .unknownSystem("NOWHERE"))
        #expect(
            missingEmergency(
                builder.refusal(of: go(["H11"], leftOut: Array(others.dropFirst()), reason: "n/a"), by: "ann")
            ).count == 1)
    }

    @Test("it goes from declared through analysis, and from nothing that was not declared")
    func states() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .possible)])
        try builder.run(.recordFindings([try sighting("A")]))
        #expect(unmet(builder.refusal(of: go(["A"], leftOut: ["B"]), by: "ann")).contains("GATE-DECLARE"))
        try builder.run(.assignLead(person: "ann"))
        try builder.run(.declare(criterion: "theft"))
        var back = builder
        try back.run(.returnTo(.signal, reason: "no incident after all"), by: "ann")
        #expect(back.refusal(of: go(["A"], leftOut: ["B"]), by: "ann") != nil)
        #expect(back.refusal(of: .plan(.draft(.containment, including: [], owner: "carl")), by: "carl") != nil)

        let events = try builder.run(go(["A"], leftOut: ["B"]), by: "ann")

        let states = events.compactMap { if case .stateEntered(let state, _) = $0 { state } else { nil } }
        #expect(states == [.analysis, .containment])
    }

    @Test("a second person confirms it, who was an approver before")
    func confirmed() throws {
        var builder = try analysed()
        let confirm = CaseCommand.containment(.confirmEmergency)
        #expect(builder.refusal(of: confirm, by: "bob") != nil, "there is none")
        try builder.run(five, by: "ann")
        builder.wait(hours: 1)
        builder.organisation.apply(
            .people(event: .roleGranted(person: "dora", role: .deputy)),
            Stamp(time: builder.now, actor: Principal(account: "root")))

        for name in ["ann", "carl", "dora", "robot"] {
            #expect(builder.refusal(of: confirm, by: name) != nil, "\(name)")
        }
        try builder.run(confirm, by: "bob")

        #expect(builder.incident.containment.orders[0].confirmation?.actor.account == "bob")
        #expect(builder.refusal(of: confirm, by: "eve") != nil)
    }

    @Test("who was made an approver just before, to confirm it, is named with the verdict on what is contained")
    func freshConfirmer() throws {
        var builder = try analysed()
        builder.roster(.roleGranted(person: "dora", role: .deputy))
        try builder.run(five, by: "ann")
        try builder.run(.containment(.confirmEmergency), by: "dora")

        let gate = try #require(Gate.all.first { $0.id == "GATE-CONTAIN-VERIFIED" })
        #expect(builder.warnings(of: gate, for: .eradicate).contains { $0.hasPrefix("dora is deputy only since") })
    }

    @Test("one that nobody confirms in time stops the next, and the way to eradication")
    func expired() throws {
        var builder = try analysed()
        try builder.run(five, by: "ann")
        builder.wait(hours: 4)
        let again = go(["H16"], leftOut: ten.suffix(4) + ["MAYBE", "OTHER"], impact: ["F-4"])

        #expect(
            missingEmergency(builder.refusal(of: again, by: "ann")).map {
                $0.hasPrefix("a second person's word on emergency order 1")
            } == [true])
        #expect(missingEmergency(builder.refusal(of: .advance, by: "ann")).count == 2)
        try builder.run(.containment(.confirmEmergency), by: "bob")
        try builder.run(again, by: "ann")
    }

    @Test("a second person's word after four hours lets the case go on and is said to be late for good")
    func confirmedLate() throws {
        var builder = try analysed()
        try builder.run(five, by: "ann")
        builder.wait(hours: 4)
        try builder.run(.containment(.confirmEmergency), by: "bob")

        #expect(builder.incident.containment.orders.map(\.isConfirmedLate) == [true])
        let again = go(["H16"], leftOut: ten.suffix(4) + ["MAYBE", "OTHER"], impact: ["F-4"])
        let warnings = verdict("GATE-EMERGENCY", in: try builder.run(again, by: "ann"))?.warnings
        #expect(warnings?.first?.hasPrefix("emergency order 1 was confirmed late by bob") == true)
    }

    @Test("who turned out to be the person that ordered an emergency has not confirmed it")
    func joined() throws {
        var builder = try analysed()
        try builder.run(five, by: "ann")
        try builder.run(.containment(.confirmEmergency), by: "bob")
        builder.roster(.personJoined(person: "bob", into: "ann"))

        let missing = { (builder: CaseBuilder) in
            builder.missing("GATE-EMERGENCY", Step(.eradicate)).count { $0.hasPrefix("a second person's word") }
        }
        #expect(missing(builder) == 1)
        try builder.run(.containment(.confirmEmergency), by: "eve")
        #expect(missing(builder) == 0)
    }

    @Test("it is not renewed on the evidence of before, and each is counted")
    func renewed() throws {
        var builder = try analysed()
        try builder.run(five, by: "ann")
        try builder.run(.containment(.confirmEmergency), by: "bob")
        let rest = Array(ten.suffix(4)) + ["MAYBE", "OTHER"]

        #expect(missingEmergency(builder.refusal(of: go(["H16"], leftOut: rest), by: "ann")).count == 1)
        let events = try builder.run(go(["H16"], leftOut: rest, impact: ["F-4"]), by: "ann")

        #expect(verdict("GATE-EMERGENCY", in: events)?.warnings?.first == "emergency number 2 of this case")
        #expect(
            builder.incident.overrides.openDebts.map { String($0.text.prefix(19)) } == [
                "7 of 12 uncontained", "6 of 12 uncontained",
            ])
    }

    @Test("a part that is verified is still a part: the rest is named and its debt stays until all are seen contained")
    func partial() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)]).analysed().settled()
        try builder.run(.recordFindings([try sighting("A")]))
        try builder.run(go(["A"], leftOut: ["B"]), by: "ann")
        try builder.run(.containment(.confirmEmergency), by: "bob")
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "dora")
        let settle = CaseCommand.override(.settle(DebtID(number: 1), reason: "all are contained"))

        #expect(
            missingEmergency(builder.refusal(of: .advance, by: "ann")) == [
                "the order for the whole set, after emergency order 1 for a part; left out: B: cordon contain go C-1"
            ])
        #expect(missingEmergency(builder.refusal(of: settle, by: "ann")).count == 1)

        try builder.nameChannel()
        try builder.planContainment()
        try builder.run(builder.prepare(.system("B")), by: "carl")
        try builder.run(.containment(.go(only: [])), by: "ann")
        #expect(missingEmergency(builder.refusal(of: settle, by: "ann")) == ["the observation that B is contained"])
        builder.wait(hours: 1)
        try builder.run(builder.saw("B"), by: "dora")

        try builder.run(settle, by: "ann")
        #expect(!unmet(builder.refusal(of: .advance, by: "ann")).contains("GATE-EMERGENCY"))
    }

    @Test("what was left out can still be judged; what was contained cannot")
    func judged() throws {
        var builder = try analysed()
        try builder.run(five, by: "ann")

        #expect(builder.refusal(of: .scope(.judge(.system("H11"), verdict: .cleared, reason: "r")), by: "bob") != nil)
        try builder.run(.scope(.judge(.system("MAYBE"), verdict: .cleared, reason: "looked at its logs")), by: "bob")
    }
}
