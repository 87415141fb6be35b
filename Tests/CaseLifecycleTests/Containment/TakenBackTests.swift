import CaseLifecycle
import Testing
import Vocabulary

@Suite("A case that a person takes back")
struct TakenBackTests {
    private let systems = [Target.system("A"), .system("B")]

    /// A case of A and B under review whose measures are out.
    private func underReview() throws -> CaseBuilder {
        var builder = try CaseBuilder.resumed(["A", "B"])
        builder.wait(hours: 80)
        try builder.run(.advance, by: "ann")
        for measure in builder.incident.containment.measures {
            try builder.run(.containment(.remove(measure.id, check: "normal again", happenedAt: nil)), by: "carl")
        }
        return builder
    }

    private func look(_ builder: inout CaseBuilder) throws {
        builder.wait(hours: 1)
        for name in ["A", "B"] { try builder.run(builder.saw(name), by: "dora") }
    }

    private func goBack(
        _ builder: inout CaseBuilder, to state: CaseState, _ reason: String = "the backdoor was seen again"
    ) throws -> [CaseEvent] {
        builder.wait(hours: 1)
        return try builder.run(.returnTo(state, reason: reason), by: "ann")
    }

    @Test(
        "what no measure contains any more is made ready, ordered and looked at again, by the same plan or another",
        arguments: [CaseState.analysis, .containment], [true, false])
    func measureOut(state: CaseState, anotherPlan: Bool) throws {
        var builder = try underReview()
        let events = try goBack(&builder, to: state)

        #expect(events.contains(.responseChanged(targets: systems, to: .uncontained)))
        #expect(
            unmet(builder.refusal(of: .advance, by: "ann"))
                == [state == .analysis ? "GATE-CONTAIN-SET" : "GATE-CONTAIN-VERIFIED"])
        #expect(builder.refusal(of: builder.saw("A"), by: "dora") != nil, "looking contains nothing")
        if anotherPlan { try builder.planContainment() }
        try builder.prepareAll()
        try builder.run(.containment(.go(only: [])), by: "ann")

        #expect(builder.incident.containment.orders.map(\.plan?.number) == [1, anotherPlan ? 3 : 1])
        #expect(builder.incident.containment.measures.filter(\.isOpen).map(\.order) == [2])
        #expect(unmet(builder.refusal(of: .advance, by: "ann")) == ["GATE-CONTAIN-VERIFIED"])
        try look(&builder)
        try builder.run(.advance, by: "ann")
        #expect(builder.incident.state == .eradication)
    }

    @Test("what no measure contains any more can be contained in part, in an emergency")
    func emergency() throws {
        var builder = try underReview()
        _ = try goBack(&builder, to: .analysis)

        try builder.run(.recordFindings([sighting("A")]), by: "carl")
        let claim = EmergencyClaim(
            targets: [.system("A")], leftOut: [.system("B")],
            emergency: .init(
                kind: .encryption, impact: ["F-1"], reason: "files are being encrypted", leftOutReason: "no agent on it"
            ))
        try builder.run(.containment(.goInEmergency(claim)), by: "ann")

        #expect(systems.map(builder.incident.responseState) == [.isolating, .uncontained])
        #expect(!unmet(builder.refusal(of: .advance, by: "ann")).isEmpty)
    }

    @Test("a case that is taken back from the review is handled to its end once more, and deviates from nothing")
    func handled() throws {
        var builder = try underReview()
        _ = try goBack(&builder, to: .analysis)
        try builder.prepareAll()
        try builder.run(.containment(.go(only: [])), by: "ann")
        try look(&builder)
        try builder.run(.advance, by: "ann")
        #expect(builder.missing("GATE-ERADICATION-GRID", Step(.recover)).count == 2, "seen before it was contained")
        builder.wait(hours: 1)
        try builder.run(
            .cells(systems, CauseID(number: 1), .verified(observed: "not found", at: nil, evidence: [])), by: "dora")
        try builder.run(.meetStartCriterion(1, "the sinkhole is silent since Monday"), by: "ann")
        try builder.run(.meetStartCriterion(2, "mail of the head of sales"), by: "ann")
        try builder.run(.advance, by: "ann")
        try builder.watch()
        try builder.run(.resume, by: "ann")
        builder.wait(hours: 80)
        try builder.run(.advance, by: "ann")

        #expect(builder.incident.state == .review)
        #expect(try builder.conformance().deviations == [])
    }

    @Test("back in containment, what was seen before shows nothing; what is in place is looked at again")
    func lookedAtBefore() throws {
        var builder = try CaseBuilder.eradicated(["A", "B"])
        let events = try goBack(&builder, to: .containment, "the containment of A failed")
        let before = builder.now.advanced(bySeconds: -60)

        #expect(events.contains(.responseChanged(targets: systems, to: .isolating)))
        #expect(unmet(builder.refusal(of: .advance, by: "ann")) == ["GATE-CONTAIN-VERIFIED"])
        #expect(builder.refusal(of: builder.saw("A", at: before), by: "dora") != nil)
        try look(&builder)
        try builder.run(.advance, by: "ann")
        #expect(builder.incident.state == .eradication)
        #expect(try builder.conformance().deviations == [])
    }

    @Test("what is in place and does not hold is undone and ordered again")
    func orderedAgain() throws {
        var builder = try CaseBuilder.eradicated(["A", "B"])
        _ = try goBack(&builder, to: .containment, "the containment of A failed")

        #expect(
            builder.refusal(of: .containment(.go(only: [])), by: "ann")
                == .impossible(
                    "everything in P-1 was ordered to be contained; what is to be ordered again is undone first: cordon "
                        + "contain rollback C-1 --target NAME --reason TEXT"))
        try builder.run(
            .containment(.rollback([.system("A")], action: nil, reason: "the agent was gone")), by: "ann")
        try builder.run(builder.prepare(.system("A")), by: "carl")
        try builder.run(.containment(.go(only: [])), by: "ann")
        try look(&builder)
        try builder.run(.advance, by: "ann")
        #expect(builder.incident.state == .eradication)
    }

    @Test("back under analysis, what is in place stays contained, and what was seen of it holds")
    func inPlace() throws {
        var builder = try CaseBuilder.eradicated(["A", "B"])
        let events = try goBack(&builder, to: .analysis, "logs of another system came in")

        #expect(events.count == 1)
        #expect(systems.map(builder.incident.responseState) == [.eradicated, .eradicated])
        try builder.run(.advance, by: "ann")
        try builder.run(.advance, by: "ann")
        #expect(builder.incident.state == .eradication && builder.incident.containment.orders.count == 1)
    }

    @Test("back in eradication or recovery nothing is contained anew", arguments: [CaseState.eradication, .recovery])
    func later(state: CaseState) throws {
        var builder = try underReview()

        #expect(try goBack(&builder, to: state).count == 1)
        #expect(systems.map(builder.incident.responseState) == [.verified, .verified])
    }
}
