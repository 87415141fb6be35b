import CaseLifecycle
import Testing
import Vocabulary

@Suite("The intruder on what was contained")
struct ReturnTests {
    private func seenAgain(_ targets: [Target], at moment: Timestamp? = nil) -> CaseCommand {
        .recovery(.reappeared(targets: targets, observed: "the old beacon", at: moment))
    }

    /// The scope of a case with one more movement, an hour from now.
    private func scope(
        of builder: CaseBuilder, _ from: String = "A", _ to: String = "B", account: String? = nil,
        confidence: Double = 0.94, at moment: Timestamp? = nil
    ) -> CaseCommand {
        var scope = builder.incident.scope
        scope.movements.append(
            Movement(
                time: moment ?? builder.context.now, from: from, to: to, account: account, method: "service",
                technique: nil, confidence: confidence, evidence: []))
        return .recordScope(scope)
    }

    /// A case of A, B and the account svc with every cell verified and the account reset, three hours later.
    private func eradicated() throws -> CaseBuilder {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)])
        var scope = builder.incident.scope
        scope.accounts = [AccountAssessment(name: "svc", status: .used, confidence: 0.99, evidence: [])]
        try builder.run(.recordScope(scope))
        builder = try builder.analysed().settled()
        try builder.nameChannel()
        try builder.planContainment()
        try builder.prepareAll()
        try builder.run(.advance, by: "ann")
        builder.wait(hours: 1)
        for target in [Target.system("A"), .system("B"), .account("svc")] { try look(target, &builder) }
        builder.wait(hours: 1)
        try builder.preserve([.system("A"), .system("B"), .account("svc")])
        try builder.run(.recovery(.dateCompromise(system: "A", at: CaseBuilder.compromise, reason: "first beacon")))
        try builder.run(.nameCause(.malware, "beacon"), by: "ann")
        try builder.run(.advance, by: "ann")
        try builder.eradicate([.system("A"), .system("B")])
        try builder.run(
            .recovery(.resetCredential(account: "svc", act: .reset, observed: "the old one fails", at: nil)), by: "carl"
        )
        builder.wait(hours: 1)
        return builder
    }

    private func look(_ target: Target, _ builder: inout CaseBuilder, at moment: Timestamp? = nil) throws {
        try builder.run(
            .containment(
                .verify(
                    target, .contained, observed: "nothing but the agent answers", from: "the core firewall",
                    happenedAt: moment)), by: "dora")
    }

    private func states(_ builder: CaseBuilder) -> [ResponseState] {
        [Target.system("A"), .system("B"), .account("svc")].map(builder.incident.responseState)
    }

    private func warnings(_ builder: CaseBuilder) throws -> [String] {
        builder.warnings(of: try #require(Gate.named("GATE-NEW-HOST")), for: .recover)
    }

    @Test("a system on which the intruder is seen after its measure came out is ordered and looked at again")
    func measureOut() throws {
        var builder = try CaseBuilder.resumed(["A", "B"])
        builder.wait(hours: 80)
        try builder.run(.advance, by: "ann")
        for measure in builder.incident.containment.measures {
            try builder.run(.containment(.remove(measure.id, check: "normal again", happenedAt: nil)), by: "carl")
        }
        let events = try builder.run(seenAgain([.system("A")]), by: "dora")

        #expect(builder.incident.state == .containment)
        #expect(events.contains(.responseChanged(targets: [.system("A")], to: .uncontained)))
        #expect(builder.incident.responseState(of: .system("B")) == .verified)
        #expect(builder.missing("GATE-CONTAIN-VERIFIED", Step(.eradicate)).count == 1)
        builder.wait(hours: 1)
        #expect(builder.refusal(of: builder.saw("A"), by: "dora") != nil, "looking contains nothing")
        #expect(unmet(builder.refusal(of: .containment(.go(only: [])), by: "ann")) == ["GATE-CONTAIN-SET"])
        try builder.run(builder.prepare(.system("A")), by: "carl")
        let ordered = try builder.run(.containment(.go(only: [])), by: "ann")
        #expect(ordered.contains(.responseChanged(targets: [.system("A")], to: .isolating)))
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "dora")
        try builder.run(.advance, by: "ann")
        #expect(builder.incident.state == .eradication)

        // B was let out with the first order, whatever the second one says of the set.
        try builder.run(seenAgain([.system("B")]), by: "dora")
        #expect(builder.incident.responseState(of: .system("B")) == .uncontained)
        #expect(builder.incident.responseState(of: .system("A")) == .contained)
    }

    @Test("a cause that is back on a system goes back to eradication, and to containment where the measure is out")
    func causeIsBack() throws {
        var builder = try CaseBuilder.resumed(["A", "B"])
        try builder.run(.cell("A", 1, .failed(observed: "the task is there", at: nil)), by: "dora")
        #expect(builder.incident.state == .eradication)
        #expect(builder.incident.responseState(of: .system("A")) == .contained)

        builder = try CaseBuilder.resumed(["A", "B"])
        for measure in builder.incident.containment.measures {
            try builder.run(.containment(.remove(measure.id, check: "normal again", happenedAt: nil)), by: "carl")
        }
        try builder.run(.cell("A", 1, .failed(observed: "the task is there", at: nil)), by: "dora")
        #expect(builder.incident.state == .containment)
        #expect(builder.incident.responseState(of: .system("A")) == .uncontained)
        #expect(builder.missing("GATE-CONTAIN-VERIFIED", Step(.eradicate)).count == 1)
    }

    @Test("one whose measure is in place is looked at again, and what was seen before shows nothing")
    func measureInPlace() throws {
        var builder = try CaseBuilder.eradicated(["A", "B"])
        builder.wait(hours: 2)
        let before = builder.now.advanced(bySeconds: -60)
        try builder.run(seenAgain([.system("A")]), by: "dora")

        #expect(builder.incident.state == .containment)
        #expect(builder.incident.responseState(of: .system("A")) == .isolating)
        #expect(
            builder.missing("GATE-CONTAIN-VERIFIED", Step(.eradicate)).map { $0.contains("A is contained") } == [true])
        #expect(builder.refusal(of: builder.saw("A", at: before), by: "dora") != nil)
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "dora")
        try builder.run(.advance, by: "ann")
        #expect(builder.incident.responseState(of: .system("A")) == .contained, "its causes are open again")
        #expect(builder.incident.responseState(of: .system("B")) == .eradicated)
    }

    @Test("where somebody has looked since the intruder was seen, the case goes back no further than to eradication")
    func lookedSince() throws {
        var builder = try CaseBuilder.resumed(["A"])
        let look = try #require(builder.incident.containment.members[.system("A")]?.observation?.happenedAt)
        try builder.run(seenAgain([.system("A")], at: look.advanced(bySeconds: -60)), by: "dora")

        #expect(builder.incident.state == .eradication)
        #expect(builder.incident.responseState(of: .system("A")) == .contained)
        #expect(builder.missing("GATE-CONTAIN-VERIFIED", Step(.eradicate)) == [])
    }

    @Test("a return is told of while the case is back under analysis; what was never contained is confirmed instead")
    func otherStates() throws {
        var builder = try CaseBuilder.eradicated(["A", "B"])
        try builder.run(.returnTo(.analysis, reason: "there is more"), by: "ann")
        try builder.run(.scope(.enrol(.system("C"), tier: 2, owner: nil)), by: "ann")

        #expect(
            builder.refusal(of: seenAgain([.system("C")]))
                == .wrongState(
                    .analysis, needs: "a case that has been contained: cordon case advance C-1"))
        #expect(
            builder.refusal(of: seenAgain([.system("A"), .system("C")]))
                == .impossible(
                    "C was not contained before; where the intruder was seen on it, it is confirmed: cordon scope confirm C-1 "
                        + "--reason TEXT -- C"))
        try builder.run(seenAgain([.system("A")]), by: "dora")
        #expect(builder.incident.state == .analysis)
        #expect(builder.incident.responseState(of: .system("A")) == .isolating)
    }

    @Test("evidence of a movement over what was contained, later than anybody saw it so, takes the case back by itself")
    func movement() throws {
        var builder = try eradicated()
        #expect(states(builder) == [.eradicated, .eradicated, .eradicated])
        let moment = builder.context.now.text(digits: 0)
        let events = try builder.run(scope(of: builder, account: "svc"), by: "carl")

        #expect(builder.incident.state == .containment)
        #expect(states(builder) == [.isolating, .isolating, .isolating])
        guard case .loopedBack(.containmentFailed, .containment, let reason, _)? = events.last else {
            Issue.record("\(events)")
            return
        }
        #expect(reason.hasPrefix("evidence shows a movement from A to B as svc (service) at \(moment.dropLast())"))
        #expect(builder.missing("GATE-CONTAIN-VERIFIED", Step(.eradicate)).count == 3)
        #expect(builder.missing("GATE-ERADICATION-GRID", Step(.recover)).count == 2, "its cells are open again")
        #expect(builder.missing("GATE-CREDENTIALS", Step(.recover)).count == 1, "the reset is older than the use")
        builder.wait(hours: 1)
        for target in [Target.system("A"), .system("B"), .account("svc")] { try look(target, &builder) }
        try builder.run(.advance, by: "ann")

        // The same movement, derived anew, is no news.
        var again = builder.incident.scope
        again.movements[0].confidence = 0.99
        try builder.run(.recordScope(again), by: "carl")
        #expect(builder.incident.state == .eradication)
    }

    @Test("a movement whose clock is ahead of ours takes the case back once, and does not hold it for ever")
    func ahead() throws {
        var builder = try eradicated()
        try builder.run(scope(of: builder, at: builder.now.advanced(bySeconds: 86_400)), by: "carl")
        #expect(builder.incident.state == .containment)
        builder.wait(hours: 1)

        for target in [Target.system("A"), .system("B")] { try look(target, &builder) }

        try builder.run(.advance, by: "ann")
        #expect(builder.incident.state == .eradication)
    }

    @Test("a movement from before the last look, or one that is in doubt, takes nothing back; the latter is warned of")
    func weak() throws {
        var builder = try eradicated()
        let look = try #require(builder.incident.containment.members[.system("B")]?.observation?.happenedAt)
        try builder.run(scope(of: builder, at: look.advanced(bySeconds: -60)), by: "carl")
        #expect(builder.incident.state == .eradication)
        #expect(try warnings(builder) == [])

        try builder.run(scope(of: builder, confidence: 0.6), by: "carl")

        #expect(builder.incident.state == .eradication)
        #expect(states(builder) == [.eradicated, .eradicated, .eradicated])
        #expect(
            try warnings(builder).map { $0.hasSuffix("cordon recover monitor C-1 --seen-again TEXT --on A --on B") }
                == [true])
    }

    @Test("what is back at work is used by those whose it is: a movement over it is warned of and takes nothing back")
    func atWork() throws {
        var builder = try CaseBuilder.resumed(["A", "B"])
        builder.wait(hours: 1)
        try builder.run(scope(of: builder), by: "carl")

        #expect(builder.incident.state == .recovery && builder.incident.recovery.resumption != nil)
        #expect(builder.incident.responseState(of: .system("B")) == .verified)
        #expect(try warnings(builder).map { $0.contains("--seen-again TEXT --on A --on B") } == [true])
    }

    @Test(
        "evidence that comes late of the intruder on what was not yet back at work takes the case back from any state")
    func lateEvidence() throws {
        var builder = try CaseBuilder.eradicated(["A", "B"])
        builder.wait(hours: 1)
        let moment = builder.now
        builder.wait(hours: 1)
        try builder.planRecovery()
        try builder.meetStartCriteria()
        try builder.run(.advance, by: "ann")
        try builder.registerAsset()
        for name in ["A", "B"] { try builder.run(builder.restore(name), by: "carl") }
        builder.wait(hours: 1)
        let restored = builder.now
        for name in ["A", "B"] {
            try builder.run(builder.compare(name), by: "dora")
            try builder.run(.recovery(.confirmAsOwner(system: name, tested: "ordered a book")), by: "olga")
        }
        try builder.watch()
        try builder.run(.resume, by: "ann")
        builder.wait(hours: 80)
        try builder.run(.advance, by: "ann")
        try builder.run(scope(of: builder, at: restored), by: "carl")
        #expect(builder.incident.state == .review, "it was back at work then")

        try builder.run(scope(of: builder, at: moment), by: "carl")

        #expect(builder.incident.state == .containment)
        #expect(builder.incident.recovery.resumption == nil)
        #expect(["A", "B"].map { builder.incident.responseState(of: .system($0)) } == [.isolating, .isolating])
    }

    @Test("an account that was in use before it was given back was not shut")
    func lateEvidenceOfAccount() throws {
        var builder = try eradicated()
        let moment = builder.now
        builder.wait(hours: 1)
        for measure in builder.incident.containment.measures {
            try builder.run(.containment(.remove(measure.id, check: "normal again", happenedAt: nil)), by: "carl")
        }
        try builder.run(scope(of: builder, "X", "Y", account: "svc", at: moment), by: "carl")

        #expect(builder.incident.state == .containment)
        #expect(builder.incident.responseState(of: .account("svc")) == .uncontained)
    }

    @Test("an account that is shut and in use somewhere else is not shut; one that was given back is its owner's")
    func account() throws {
        var builder = try eradicated()
        try builder.run(scope(of: builder, "X", "Y", account: "svc"), by: "carl")
        #expect(states(builder) == [.eradicated, .eradicated, .isolating])
        #expect(builder.incident.state == .containment)

        builder = try eradicated()
        for measure in builder.incident.containment.measures {
            try builder.run(.containment(.remove(measure.id, check: "normal again", happenedAt: nil)), by: "carl")
        }
        try builder.run(scope(of: builder, "X", "Y", account: "svc"), by: "carl")
        #expect(states(builder) == [.eradicated, .eradicated, .eradicated])
        #expect(try warnings(builder).map { $0.hasSuffix("--seen-again TEXT --on-account svc") } == [true])
    }

    @Test("nobody says that a system was contained before a movement over it that the evidence shows")
    func olderLook() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        try builder.run(.advance, by: "ann")
        builder.wait(hours: 1)
        let look = builder.now
        builder.wait(hours: 1)
        try builder.run(scope(of: builder), by: "carl")
        builder.wait(hours: 1)

        #expect(builder.refusal(of: builder.saw("B", at: look), by: "dora") != nil)
        try builder.run(builder.saw("B", .partial, at: look), by: "dora")
        try builder.run(builder.saw("B"), by: "dora")
        #expect(builder.incident.responseState(of: .system("B")) == .contained)
    }
}
