import CaseLifecycle
import Testing
import Vocabulary

@Suite("The standing of a system")
struct SystemStandingTests {
    @Test(
        "derivation raises a verdict and never lowers it",
        arguments: [
            (SystemVerdict.possible, SystemVerdict.confirmed, SystemVerdict.confirmed),
            (.confirmed, .possible, .confirmed),
            (.probable, .unknown, .probable), (.unknown, .possible, .possible), (.unknown, .unknown, .unknown),
        ])
    func escalation(first: SystemVerdict, then: SystemVerdict, holds: SystemVerdict) throws {
        var builder = try CaseBuilder.scoped([("A", first)])

        try builder.run(.recordScope(CaseBuilder.scope([("A", then)], confidence: 0.1)))

        #expect(builder.incident.systems["A"]?.verdict == holds)
        #expect(builder.incident.systems["A"]?.assessment?.confidence == (holds == then ? 0.1 : 0.5))
    }

    @Test("a person's word outranks derivation, in both directions")
    func judgement() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown), ("B", .confirmed)])

        try builder.run(.scope(.judge(.system("A"), verdict: .confirmed, reason: "seen")))
        try builder.run(.scope(.judge(.system("B"), verdict: .cleared, reason: "false alarm")))

        #expect(builder.incident.systems.mapValues(\.verdict) == ["A": .confirmed, "B": .cleared])
    }

    @Test("a confirmation is not undone by newer evidence")
    func confirmationStands() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown)])
        try builder.run(.scope(.judge(.system("A"), verdict: .confirmed, reason: "seen")))

        try builder.run(.recordScope(CaseBuilder.scope([("A", .possible)])))

        #expect(builder.incident.systems["A"]?.verdict == .confirmed)
    }

    @Test("a stale clearance counts as what the evidence has raised it to")
    func staleClearance() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown)])
        try builder.run(.scope(.judge(.system("A"), verdict: .cleared, reason: "looked")))

        try builder.run(.recordScope(CaseBuilder.scope([("A", .probable)])))

        #expect(builder.incident.systems["A"]?.verdict == .probable)
        #expect(builder.incident.systems["A"]?.isClearanceStale == true)
        try builder.run(.scope(.judge(.system("A"), verdict: .cleared, reason: "looked again")))
        #expect(builder.incident.systems["A"]?.verdict == .cleared)
    }

    @Test("a system that later evidence no longer mentions keeps its standing")
    func forgotten() throws {
        var builder = try CaseBuilder.scoped([("A", .probable), ("B", .possible)])

        try builder.run(.recordScope(CaseBuilder.scope([("B", .possible)])))

        #expect(builder.incident.systems.mapValues(\.verdict) == ["A": .probable, "B": .possible])
    }
}
