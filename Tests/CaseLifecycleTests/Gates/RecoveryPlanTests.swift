import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-RECOVERY-PLAN")
struct RecoveryPlanTests {
    private let gate = "GATE-RECOVERY-PLAN"

    @Test("recovery and every restore wait for a plan, and then for its approval by another person")
    func approved() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        #expect(builder.missing(gate, Step(.recover)) == ["a recovery plan: cordon plan draft C-1 recovery"])
        try builder.run(.plan(.draft(.recovery, including: [], owner: nil)), by: "bob")
        let plan = try #require(builder.incident.plans.latest(.recovery)).id

        #expect(builder.refusal(of: .plan(.approve(plan)), by: "bob") != nil)
        #expect(
            builder.missing(gate, Step(.restore, target: .system("A"))).map { $0.hasPrefix("the approval of \(plan)") }
                == [true])
        try builder.run(.plan(.approve(plan)), by: "ann")
        #expect(builder.missing(gate, Step(.recover)).isEmpty)
        #expect(builder.missing(gate, Step(.restore, target: .system("A"))).isEmpty)
    }

    @Test("a plan that is edited after its approval is approved again before anything is restored")
    func edited() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.registerAsset()
        let plan = try #require(builder.incident.plans.latest(.recovery))
        var text = PlanActionText()
        text.text = "Restore A from whatever is at hand"
        try builder.run(.plan(.changeAction(ActionKey(plan: plan.id, number: 1), text)), by: "carl")

        #expect(unmet(builder.refusal(of: try builder.restore("A"), by: "carl")) == [gate])
        try builder.run(.plan(.approve(plan.id)), by: "bob")
        try builder.run(builder.restore("A"), by: "carl")
    }

    @Test(
        "an approver who leaves after the plan was carried out takes nothing back; one who is its author never approved"
    )
    func goneAfterwards() throws {
        var builder = try CaseBuilder.resumed(["A"])
        try builder.run(.advance, by: "ann")
        #expect(builder.incident.state == .review)
        var joined = builder
        builder.roster(.personDisabled(person: "bob"))
        #expect(!builder.incident.reopenedGates(in: builder.context).map(\.id).contains(gate))

        joined.roster(.personJoined(person: "bob", into: "carl"))
        #expect(joined.incident.reopenedGates(in: joined.context).map(\.id).contains(gate))
    }

    @Test("the word of an approver who is no longer there, or no longer approves, stands behind no plan of any kind")
    func goneApprover() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        try builder.run(.plan(.draft(.eradication, including: [], owner: nil)), by: "carl")
        let eradication = try #require(builder.incident.plans.latest(.eradication)).id
        try builder.run(.plan(.approve(eradication)), by: "bob")
        try builder.planRecovery()
        let result = CaseCommand.plan(
            .recordResult(
                ActionKey(plan: eradication, number: 1), .notApplicable, observed: "rebuilt by another team",
                happenedAt: nil))
        for gone in [PeopleEvent.personDisabled(person: "bob"), .roleTaken(person: "bob", role: .deputy)] {
            var without = builder
            without.roster(gone)

            #expect(
                without.missing(gate, Step(.recover)).first?.hasSuffix(
                    "an approver is gone: cordon plan approve C-1 P-3")
                    == true)
            #expect(without.missing(gate, Step(.restore, target: .system("A"))).count == 1)
            #expect(without.refusal(of: result, by: "carl") != nil)
            try without.run(.plan(.approve(PlanID(number: 3))), by: "eve")
            #expect(without.missing(gate, Step(.recover)).isEmpty)
        }
        try builder.run(result, by: "carl")
    }

    @Test("an empty plan is none: it is drafted for what was contained, and nothing else")
    func empty() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()

        #expect(builder.refusal(of: .plan(.draft(.recovery, including: [], owner: nil)), by: "carl") != nil)
    }

    @Test("a system that is found after the approval is not restored by that plan")
    func addedLater() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        try builder.planRecovery()

        try builder.run(.recordScope(builder.scope(adding: "Z")))

        #expect(
            builder.missing(gate, Step(.recover)) == ["a recovery plan with Z in it: cordon plan draft C-1 recovery"])
        #expect(builder.missing(gate, Step(.restore, target: .system("Z"))).count == 1)
    }

    @Test("operations do not resume by a plan that was changed or withdrawn after the case came to recovery")
    func goneBeforeResuming() throws {
        var changed = try CaseBuilder.readyToResume(["A"])
        #expect(changed.missing(gate, Step(.resume)).isEmpty)
        let plan = try #require(changed.incident.plans.latest(.recovery))
        var withdrawn = changed
        var text = PlanActionText()
        (text.kind, text.destroysTraces) = (.other, false)
        try changed.run(.plan(.changeAction(ActionKey(plan: plan.id, number: 1), text)), by: "carl")
        try withdrawn.run(.plan(.withdraw(plan.id, reason: "it was wrong")), by: "carl")

        for var builder in [changed, withdrawn] { #expect(unmet(builder.refusal(of: .resume, by: "ann")) == [gate]) }
    }
}
