import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-DELAY")
struct DelayTests {
    private func analysed() throws -> CaseBuilder { try CaseBuilder.scoped([("A", .confirmed)]).analysed() }

    private func delay(_ builder: CaseBuilder, hours: Int, reason: String = "the second way in is unknown")
        -> CaseCommand
    {
        .containment(.delay(reason: reason, until: builder.context.now.advanced(bySeconds: Int64(hours) * 3600)))
    }

    private func demands(_ builder: CaseBuilder) -> [String] {
        builder.incident.unmetGates(for: Step(.wait), in: builder.context).flatMap(\.missing)
    }

    private let sign = CaseCommand.containment(.signDelay)

    @Test("waiting holds once counsel signed it, and only until its end")
    func signed() throws {
        var builder = try analysed()
        try builder.run(delay(builder, hours: 24), by: "ann")
        #expect(demands(builder).map { $0.hasPrefix("the signature of counsel") } == [true])
        #expect(builder.incident.containment.delay?.holds(at: builder.context.now) == false)

        try builder.run(sign, by: "lou")
        #expect(demands(builder) == [])
        #expect(builder.incident.containment.delay?.holds(at: builder.context.now) == true)
        builder.wait(hours: 24)

        #expect(demands(builder).map { $0.hasPrefix("the end of waiting") } == [true])
    }

    @Test("counsel signs, and nobody else, who did not decide it and held the role before")
    func signature() throws {
        var builder = try analysed()
        for event: PeopleEvent in [
            .roleGranted(person: "ann", role: .legal),
            .personAdded(name: "new", kind: .human, accounts: ["new"], title: "", phone: ""),
        ] { builder.organisation.apply(.people(event: event), Staff.before) }
        try builder.run(delay(builder, hours: 24), by: "ann")
        let later = Stamp(time: builder.now.advanced(bySeconds: 60), actor: Principal(account: "root"))
        builder.organisation.apply(.people(event: .roleGranted(person: "new", role: .legal)), later)
        builder.wait(hours: 1)

        for name in ["ann", "bob", "eve", "robot", "new", "stranger"] {
            #expect(builder.refusal(of: sign, by: name) != nil, "\(name)")
        }
        try builder.run(sign, by: "lou")
        #expect(builder.refusal(of: sign, by: "lou") == .impossible("the delay is signed already"))
    }

    @Test("counsel who was made it in the hour before stands as a warning beside the order that ends the wait")
    func freshCounsel() throws {
        var builder = try analysed()
        builder.wait(hours: 2)
        let granted = Stamp(time: builder.context.now.advanced(bySeconds: -60), actor: Principal(account: "root"))
        builder.organisation.apply(.people(event: .roleGranted(person: "carl", role: .legal)), granted)
        try builder.run(delay(builder, hours: 24), by: "ann")
        var usual = builder
        try builder.run(sign, by: "carl")
        try usual.run(sign, by: "lou")

        let gate = try #require(Gate.named("GATE-DELAY"))
        #expect(builder.warnings(of: gate, for: .contain).contains { $0.hasPrefix("carl is legal only since") })
        #expect(!usual.warnings(of: gate, for: .contain).contains { $0.contains("only since") })
    }

    @Test("evidence of harm from while waiting is told with the wait and with the order that ends it")
    func harm() throws {
        var builder = try analysed()
        try builder.run(delay(builder, hours: 24), by: "ann")
        try builder.run(sign, by: "lou")
        builder.wait(hours: 2)
        func harm(_ tags: [String], at moment: Timestamp) throws -> FindingSighting {
            let evidence = try CaseBuilder.evidence(1)
            return FindingSighting(
                rule: RuleSummary(id: tags[0], title: "Copies deleted", level: .high, tags: tags, source: "r.yml"),
                host: "A", count: 1, first: moment, last: moment,
                evidence: [EvidenceReference(evidence: evidence, record: 0)])
        }
        let gate = try #require(Gate.named("GATE-DELAY"))
        try builder.run(
            .recordFindings([
                try harm(["attack.t1490"], at: Staff.start.advanced(bySeconds: -3600)),
                try harm(["attack.t1059.001"], at: builder.now),
            ]))
        #expect(!builder.warnings(of: gate, for: .contain).contains { $0.hasPrefix("while waiting") })
        try builder.run(.recordFindings([try harm(["attack.t1486"], at: builder.now)]))

        #expect(
            builder.warnings(of: gate, for: .contain).filter { $0.hasPrefix("while waiting") } == [
                "while waiting: F-3, Copies deleted, on A"
            ])
        #expect(
            builder.incident.waiting(at: builder.context.now)?.contains("evidence of harm from while waiting: F-3")
                == true)
    }

    @Test("what is over is not signed, so a clock that was set back gives no more time")
    func late() throws {
        var builder = try analysed()
        try builder.run(delay(builder, hours: 24), by: "ann")
        builder.wait(hours: 25)
        try builder.run(.note(text: "still watching"))
        builder.now = Staff.start

        #expect(builder.refusal(of: sign, by: "lou") != nil)
        #expect(demands(builder).map { $0.hasPrefix("the end of waiting") } == [true])
    }

    @Test("a wait is prolonged as often as the policy allows, signed anew each time, and never for ever")
    func prolonged() throws {
        var builder = try analysed()
        for hours in [24, 24, 24] {
            try builder.run(delay(builder, hours: hours), by: "ann")
            #expect(demands(builder).count == 1, "a new date is unsigned")
            try builder.run(sign, by: "lou")
            builder.wait(hours: 12)
        }

        #expect(
            builder.refusal(of: delay(builder, hours: 24), by: "ann")
                == .impossible(
                    "waiting was prolonged 2 times, which is as often as it may be: cordon contain go C-1"))
    }

    @Test("a new date that nobody signed does not take back what is asked for at the end of the old one")
    func unsignedDate() throws {
        var builder = try analysed()
        try builder.run(delay(builder, hours: 24), by: "ann")
        try builder.run(sign, by: "lou")
        builder.wait(hours: 25)
        try builder.run(delay(builder, hours: 24), by: "ann")
        #expect(
            demands(builder).map { String($0.prefix(20)) } == ["the end of waiting, ", "the signature of cou"])

        try builder.run(sign, by: "lou")
        #expect(demands(builder) == [])
        // What is put off anew does not undo that the wait before it overran.
        #expect(try builder.conformance().deviations.filter { $0.rule == "WAIT-ENDED" }.count == 1)
    }

    @Test("a wait, and that it went on beyond its end, is told wherever the case is told of")
    func told() throws {
        var builder = try CaseBuilder.readyToContain(["A"])
        #expect(builder.incident.waiting(at: builder.now) == nil)
        try builder.run(delay(builder, hours: 2), by: "ann")
        #expect(builder.incident.waiting(at: builder.context.now)?.hasSuffix("not signed by counsel") == true)
        try builder.run(sign, by: "lou")
        #expect(builder.incident.waiting(at: builder.context.now)?.hasPrefix("WAITING: ") == true)
        builder.wait(hours: 3)
        #expect(builder.incident.waiting(at: builder.context.now)?.hasPrefix("OVERDUE: ") == true)
        func overruns() throws -> [Deviation] {
            try builder.conformance().deviations.filter { $0.rule == "WAIT-ENDED" }
        }
        #expect(try overruns().map(\.isBreach) == [false])

        try builder.run(.advance, by: "ann")
        #expect(builder.incident.waiting(at: builder.context.now) == nil)
        #expect(try overruns().map(\.lostSeconds) == [3600])
    }

    @Test("a wait has a reason and a near end, later than the one before")
    func bounds() throws {
        var builder = try analysed()
        for command in [
            delay(builder, hours: 0), delay(builder, hours: -1), delay(builder, hours: 15 * 24),
            delay(builder, hours: 24, reason: "n/a"),
        ] { #expect(builder.refusal(of: command, by: "ann") != nil) }
        #expect(builder.refusal(of: delay(builder, hours: 24), by: "carl") != nil, "a handler decides none")
        try builder.run(delay(builder, hours: 24), by: "ann")
        #expect(builder.refusal(of: delay(builder, hours: 23), by: "ann") != nil)
    }

    @Test("a wait never holds the order back; that it was unsigned, overdue or costly stays with the verdict")
    func order() throws {
        var builder = try CaseBuilder.readyToContain(["A"])
        try builder.run(delay(builder, hours: 2), by: "ann")
        builder.wait(hours: 3)
        try builder.run(
            .assessImpact(
                ImpactAssessment(
                    functionalNow: .high, functionalIfNotContained: .high, information: [.privacyBreach],
                    recoverability: .extended, reason: "the shop is down")))

        let events = try builder.run(.advance, by: "ann")

        #expect(verdict("GATE-DELAY", in: events)?.outcome == .passed)
        #expect(
            verdict("GATE-DELAY", in: events)?.warnings?.map { String($0.prefix(20)) } == [
                "containment was put ", "putting containment ", "the impact grew from",
            ])
        #expect(builder.incident.containment.delay == nil)
    }

    @Test("to contain and to roll back earns no new waits")
    func afterRollback() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        for hours in 1...3 { try builder.run(delay(builder, hours: hours), by: "ann") }
        try builder.run(.containment(.go(only: [])), by: "ann")
        let all = CaseCommand.containment(
            .rollback([.system("A"), .system("B")], action: nil, reason: "the plant stood still"))
        try builder.run(all, by: "carl")

        #expect(builder.refusal(of: delay(builder, hours: 24), by: "ann") != nil)
    }
}
