import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-TEMPORARY")
struct TemporaryTests {
    private let first = MeasureID(number: 1)

    private func inPlace(_ builder: CaseBuilder) -> [String] {
        builder.incident.unmetGates(for: Step(.close), in: builder.context).first { $0.id == "GATE-TEMPORARY" }?.missing
            ?? []
    }

    private func days(_ builder: CaseBuilder, _ days: Int) -> Timestamp {
        builder.context.now.advanced(bySeconds: Int64(days) * 86_400)
    }

    /// A case whose containment was undone, so that its measure can come out.
    private func undone() throws -> CaseBuilder {
        var builder = try CaseBuilder.contained(["A"])
        try builder.run(.containment(.rollback([.system("A")], action: nil, reason: "false alarm")), by: "carl")
        return builder
    }

    @Test("an order puts its measures in place, with the class and the date that were weighed")
    func placed() throws {
        let builder = try CaseBuilder.contained(["A", "B"])
        let strategy = try #require(builder.incident.plans.latest(.containment)?.strategies.first)

        #expect(builder.incident.containment.measures.map(\.kind) == [.isolateHost])
        #expect(builder.incident.containment.measures.map(\.due) == [strategy.removalDue])
        #expect(inPlace(builder).map { $0.hasPrefix("the removal of M-1 (isolateHost)") } == [true])
    }

    @Test("a measure comes out with a check in words, by a person, not before it was in, and once")
    func removed() throws {
        var builder = try undone()
        func remove(_ check: String, at moment: Timestamp? = nil) -> CaseCommand {
            .containment(.remove(first, check: check, happenedAt: moment))
        }

        for nothing in ["", "n/a", "."] { #expect(builder.refusal(of: remove(nothing), by: "carl") != nil) }
        #expect(builder.refusal(of: remove("flows are normal"), by: "robot") != nil)
        #expect(builder.refusal(of: remove("flows are normal", at: Staff.start), by: "carl") != nil)
        #expect(builder.refusal(of: remove("flows are normal", at: days(builder, 1)), by: "carl") != nil)
        try builder.run(remove("flows are normal"), by: "carl")

        #expect(inPlace(builder) == [])
        #expect(builder.refusal(of: remove("flows are normal"), by: "carl") != nil)
        #expect(
            builder.refusal(of: .containment(.remove(MeasureID(number: 9), check: "seen", happenedAt: nil)), by: "carl")
                == .unknownItem("measure M-9"))
    }

    @Test("what still contains a system is not taken out as if nothing hung on it")
    func stillNeeded() throws {
        var builder = try CaseBuilder.contained(["A"])

        #expect(
            builder.refusal(of: .containment(.remove(first, check: "flows are normal", happenedAt: nil)), by: "carl")
                != nil)
    }

    @Test("a date that is moved stays within the class of the measure, and every move is kept")
    func postponed() throws {
        var builder = try CaseBuilder.contained(["A"])
        let due = try #require(builder.incident.containment[first]?.due)
        func move(_ until: Timestamp, _ reason: String = "the rebuild takes longer") -> CaseCommand {
            .containment(.postpone(first, until: until, reason: reason))
        }
        for command in [
            move(days(builder, 15)), move(days(builder, -1)), move(days(builder, 3), "n/a"),
            move(try #require(Timestamp(iso8601: "9999-12-31T00:00:00Z"))),
        ] { #expect(builder.refusal(of: command, by: "carl") != nil) }

        var dates = [due]
        for _ in 1...3 {
            builder.wait(hours: 24)
            dates.append(days(builder, 9))
            try builder.run(move(days(builder, 9)), by: "carl")
        }

        let measure = try #require(builder.incident.containment[first])
        #expect(measure.postponements.map(\.from) + [measure.due] == dates)
        let gate = try #require(Gate.named("GATE-TEMPORARY"))
        #expect(builder.warnings(of: gate, for: .recover) == ["the date of M-1 was moved 3 times"])
    }

    @Test("people are told when three quarters of the time are over, and when all of it is")
    func warned() throws {
        var builder = try CaseBuilder.readyToContain(["A"])
        try builder.run(.advance, by: "ann")
        let measure = try #require(builder.incident.containment[first])
        let placed = builder.context.now
        func at(_ hours: Int) -> String? { measure.warning(at: placed.advanced(bySeconds: Int64(hours) * 3600)) }

        #expect(at(125) == nil)
        #expect(at(126)?.hasSuffix("75 % of its time is over") == true)
        #expect(at(168)?.hasSuffix("is still in place") == true)
    }

    @Test("a measure stays for ever only by a lead with a reason, and the owner of what it was put on or an executive")
    func permanent() throws {
        var builder = try CaseBuilder.contained(["A"])
        let propose = CaseCommand.containment(.proposePermanence(first, reason: "nobody needs that port"))
        let approve = CaseCommand.containment(.approvePermanence(first))

        #expect(builder.refusal(of: propose, by: "carl") != nil)
        #expect(builder.refusal(of: .containment(.proposePermanence(first, reason: "tbd")), by: "ann") != nil)
        #expect(builder.refusal(of: approve, by: "bob") != nil)
        try builder.run(propose, by: "ann")
        #expect(inPlace(builder).count == 1)
        for name in ["ann", "bob", "carl", "robot", "olga"] { #expect(builder.refusal(of: approve, by: name) != nil) }
        try builder.run(approve, by: "eve")

        #expect(inPlace(builder) == [])
        builder.roster(.personJoined(person: "eve", into: "ann"))
        #expect(inPlace(builder).count == 1, "one person under two names")
    }

    @Test("who is owner of only a part, or only since it was asked for, keeps no measure in place")
    func owners() throws {
        var builder = try CaseBuilder.contained(["A", "B"])
        builder.hire("olga")
        let propose = CaseCommand.containment(.proposePermanence(first, reason: "nobody needs that port"))
        let approve = CaseCommand.containment(.approvePermanence(first))
        try builder.own("A")
        try builder.run(propose, by: "ann")
        #expect(builder.refusal(of: approve, by: "olga") != nil)
        builder.wait(hours: 1)
        try builder.own("B")
        #expect(builder.refusal(of: approve, by: "olga") != nil)

        builder.wait(hours: 1)
        try builder.run(propose, by: "ann")
        try builder.run(approve, by: "olga")

        #expect(inPlace(builder) == [])
    }

    @Test("there is no override: what is in place is taken out or made permanent")
    func noOverride() {
        #expect(Gate.named("GATE-TEMPORARY").map { if case .never = $0.override { true } else { false } } == true)
    }
}
