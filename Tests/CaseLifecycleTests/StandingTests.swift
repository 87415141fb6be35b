import CaseLifecycle
import Testing
import Vocabulary

@Suite("Where a case stands")
struct StandingTests {
    @Test("a case that did all that was asked stands on no re-opened gate, in any state")
    func sound() throws {
        for builder in [
            try CaseBuilder.contained(["A", "B"]), try CaseBuilder.eradicating(["A", "B"]),
            try CaseBuilder.recovering(["A", "B"]), try CaseBuilder.resumed(["A", "B"]),
        ] {
            let reopened = builder.incident.reopenedGates(in: builder.context)
            #expect(reopened == [], "in \(builder.incident.state.rawValue)")
        }
    }

    @Test("a gate whose facts have changed is re-opened: the case stands on it")
    func reopened() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        try builder.run(.scope(.enrol(.system("B"), tier: 2, owner: nil)), by: "ann")

        let reopened = builder.incident.reopenedGates(in: builder.context)

        #expect(reopened.contains { $0.id == "GATE-SCOPE" })
    }

    @Test("a case that goes on over a re-opened gate is warned of it, and deviates from the process")
    func goesOn() throws {
        var builder = try CaseBuilder.readyToResume(["A"])
        #expect(try builder.conformance().deviations.filter { $0.rule == "STANDING" } == [])
        try builder.run(.scope(.enrol(.system("B"), tier: 2, owner: nil)), by: "ann")

        let steps = [try builder.run(.resume, by: "ann"), try builder.run(.advance, by: "ann")]

        for events in steps {
            #expect(
                verdict("GATE-RESUME", in: events)?.warnings?.first
                    == "GATE-SCOPE let the case pass before and no longer would: cordon case show C-1")
        }
        let deviations = try builder.conformance().deviations.filter { $0.rule == "STANDING" }
        #expect(
            deviations.map(\.text) == [
                "operations were resumed while GATE-SCOPE, which was passed before, no longer held",
                "the review was entered while GATE-SCOPE, which was passed before, no longer held",
            ])
        #expect(deviations.map(\.isBreach) == [false, false], "what the gate said then stays said")
    }

    @Test("a plan is stale when its set, its text or its evidence has moved on")
    func stale() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        let plan = try #require(builder.incident.plans.latest(.containment))
        #expect(builder.incident.staleness(of: plan) == [])

        try builder.seal(9)
        try builder.run(.scope(.enrol(.system("C"), tier: 2, owner: nil)), by: "ann")
        try builder.run(.scope(.judge(.system("C"), verdict: .confirmed, reason: "seen")), by: "ann")

        #expect(
            builder.incident.staleness(of: plan)
                == ["its set lacks C", "1 evidence files arrived since it was approved"])
    }

    @Test("the queue puts the unrated first, then the worst, and closed cases last; age has no part in it")
    func queue() throws {
        func summary(_ number: Int, _ worst: FunctionalImpact?, closed: Bool = false) throws -> CaseSummary {
            var incident = Case(id: CaseID(number: number))
            let stamp = Stamp(time: Staff.start, actor: Principal(account: "ann"))
            incident.apply(.opened(title: "t"), stamp)
            if let worst {
                incident.apply(
                    .impactAssessed(
                        assessment: ImpactAssessment(
                            functionalNow: .none, functionalIfNotContained: worst, information: [],
                            recoverability: .regular, reason: "r")), stamp)
            }
            if closed { incident.apply(.stateEntered(state: .closed, gates: []), stamp) }
            return CaseSummary(incident, opened: Staff.start, updated: Staff.start)
        }
        let cases = try [
            summary(1, .high, closed: true), summary(2, .low), summary(3, nil), summary(4, .high), summary(5, .low),
            summary(6, nil, closed: true),
        ]

        let queue = cases.sorted { ($0.queuePlace, $0.id.number) < ($1.queuePlace, $1.id.number) }

        #expect(queue.map(\.id.number) == [3, 4, 2, 5, 1, 6])
    }
}
