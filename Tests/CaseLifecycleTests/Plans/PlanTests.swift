import CaseLifecycle
import Testing
import Vocabulary

@Suite("Plans")
struct PlanTests {
    @Test("a containment plan begins with an action for each member and each command channel, complete in every part")
    func drafted() throws {
        var builder = try CaseBuilder.scoped([("B", .confirmed), ("A", .confirmed), ("C", .possible)]).analysed()
        try builder.run(.scope(.enrol(.account("svc"), tier: 2, owner: nil)))
        try builder.run(.scope(.judge(.account("svc"), verdict: .confirmed, reason: "used")))
        try builder.run(.scope(.nameCommandChannel(address: "198.51.100.7", reason: "beacon")))

        try builder.run(.plan(.draft(.containment, including: [], owner: "robot")), by: "carl")

        let plan = try #require(builder.incident.plans.latest(.containment))
        #expect(plan.targets == [.system("A"), .system("B"), .account("svc")])
        #expect(plan.actions.map(\.kind) == [.isolateHost, .isolateHost, .disableAccount, .blockAddress])
        #expect(plan.actions.map(\.number) == [1, 2, 3, 4])
        #expect(plan.actions.last?.address == "198.51.100.7")
        #expect(
            plan.actions.allSatisfy {
                $0.owner == "robot" && !$0.precondition.isEmpty && !$0.verification.isEmpty && !$0.rollback.isEmpty
            })
        #expect(plan.contains(.system("B")) && !plan.contains(.system("C")))
    }

    @Test("plans for what follows are made for all that was contained, not for a part of it")
    func later() throws {
        var builder = try CaseBuilder.contained(["A", "B"])

        try builder.run(.plan(.draft(.eradication, including: [], owner: nil)), by: "carl")
        try builder.run(.plan(.draft(.recovery, including: [], owner: nil)), by: "carl")

        for kind in [Plan.Kind.eradication, .recovery] {
            #expect(builder.incident.plans.latest(kind)?.targets == [.system("A"), .system("B")])
        }
        #expect(builder.incident.plans.latest(.eradication)?.actions.allSatisfy(\.destroysTraces) == true)
        #expect(builder.incident.plans.latest(.containment)?.id == PlanID(number: 1))
    }

    @Test("an action keeps its number whatever is removed, and acts on the frozen set alone")
    func actions() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed), ("C", .possible)]).analysed()
        try builder.run(.plan(.draft(.containment, including: [], owner: nil)), by: "carl")
        let plan = PlanID(number: 1)
        var text = PlanActionText()
        (text.text, text.precondition) = ("Cut the VPN", "the lead says so")
        (text.verification, text.rollback) = ("no tunnel is left", "open it again")
        (text.kind, text.target) = (.isolateHost, .system("b"))

        try builder.run(.plan(.removeAction(ActionKey(plan: plan, number: 2), reason: "the VPN does it")), by: "carl")
        try builder.run(.plan(.addAction(plan, text)), by: "carl")

        #expect(builder.incident.plans[plan]?.actions.map(\.number) == [1, 3])
        #expect(builder.incident.plans[plan]?.action(3)?.target == .system("B"))
        #expect(builder.incident.plans[plan]?.targetsWithoutAction == [])
        text.target = .system("C")
        #expect(builder.refusal(of: .plan(.addAction(plan, text)), by: "carl") != nil)
        (text.kind, text.target) = (nil, nil)
        for missing in [\PlanActionText.text, \.precondition, \.verification, \.rollback] {
            var incomplete = text
            incomplete[keyPath: missing] = "n/a"
            #expect(builder.refusal(of: .plan(.addAction(plan, incomplete)), by: "carl") != nil)
        }
        text.kind = .blockAddress
        #expect(builder.refusal(of: .plan(.addAction(plan, text)), by: "carl") == .missing(["the address to block"]))
    }

    private func changed(_ kind: PlanAction.Kind, _ number: Int, of builder: CaseBuilder) -> CaseBuilder? {
        var (copy, text) = (builder, PlanActionText())
        (text.kind, text.text, text.destroysTraces) = (kind, "think about it first", true)
        let command = CaseCommand.plan(.changeAction(ActionKey(plan: PlanID(number: 1), number: number), text))
        return (try? copy.run(command, by: "carl")) == nil ? nil : copy
    }

    @Test(
        "only isolating contains a system and only disabling an account: no plan that does something else is approved")
    func containing() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        try builder.run(.scope(.enrol(.account("svc"), tier: 2, owner: nil)))
        try builder.run(.scope(.judge(.account("svc"), verdict: .confirmed, reason: "used")))
        try builder.nameChannel()
        try builder.run(.plan(.draft(.containment, including: [], owner: nil)), by: "carl")

        for (number, name, kind) in [
            (1, "A", "isolateHost --system A"), (2, "account svc", "disableAccount --account svc"),
        ] {
            for other in [PlanAction.Kind.other, .removeCauses] {
                var idle = try #require(changed(other, number, of: builder))
                #expect(
                    idle.refusal(of: .plan(.approve(PlanID(number: 1))), by: "bob")
                        == .impossible(
                            "plan P-1 does nothing about \(name): cordon plan edit C-1 P-1 --add --kind \(kind) "
                                + "--text TEXT --before TEXT --verify TEXT --rollback TEXT"))
            }
        }
        try builder.run(.plan(.approve(PlanID(number: 1))), by: "bob")
    }

    @Test("a plan of earlier days whose action contains nothing is not ordered")
    func containingNothing() throws {
        let ready = try CaseBuilder.readyToContain(["A"])
        var idle = try #require(changed(.other, 1, of: ready))
        let revision = try #require(idle.incident.plans[PlanID(number: 1)]?.revision)
        idle.actor = "bob"
        idle.given(.plan(event: .approved(id: PlanID(number: 1), revision: revision, evidenceFiles: 0)))
        try idle.prepareAll()

        #expect(
            missing(idle.refusal(of: .advance, by: "ann")).contains {
                $0.hasPrefix("an action of P-1 that contains A: cordon plan edit C-1 P-1 --add --kind isolateHost")
            })
    }

    @Test("an action acts on what its sort of act is for")
    func fitting() throws {
        let builder = try CaseBuilder.readyToContain(["A"])

        for kind in [PlanAction.Kind.disableAccount, .resetCredentials, .enableAccount] {
            #expect(changed(kind, 1, of: builder) == nil, "\(kind)")
        }
        #expect(changed(.restoreSystem, 1, of: builder) != nil)
    }

    @Test("a change that changes nothing is no new revision")
    func unchanged() throws {
        var builder = try CaseBuilder.readyToContain(["A"])

        #expect(
            try builder.run(
                .plan(.changeAction(ActionKey(plan: PlanID(number: 1), number: 1), PlanActionText())), by: "carl") == []
        )
        #expect(builder.incident.approvedPlan(.containment, in: builder.organisation) != nil)
    }

    @Test("a result is of an action that was to be done by then, and says what was seen")
    func results() throws {
        var builder = try CaseBuilder.contained(["A"])
        let key = ActionKey(plan: PlanID(number: 1), number: 1)
        func result(_ key: ActionKey, _ observed: String = "isolated", at moment: Timestamp? = nil) -> CaseCommand {
            .plan(.recordResult(key, .done, observed: observed, happenedAt: moment))
        }

        #expect(builder.refusal(of: result(key, "n/a"), by: "carl") != nil)
        #expect(builder.refusal(of: result(key, at: Staff.start), by: "carl") != nil)
        #expect(builder.refusal(of: result(key, at: builder.context.now.advanced(bySeconds: 1)), by: "carl") != nil)
        #expect(
            builder.refusal(of: result(ActionKey(plan: PlanID(number: 1), number: 9)), by: "carl")
                == .unknownItem("action P-1/9"))
        try builder.run(result(key), by: "carl")

        #expect(builder.incident.plans[PlanID(number: 1)]?.action(1)?.result?.outcome == .done)
        #expect(
            builder.incident.approvedPlan(.containment, in: builder.organisation) != nil,
            "what came of it changes no plan")
        try builder.run(.plan(.draft(.eradication, including: [], owner: nil)), by: "carl")
        #expect(builder.refusal(of: result(ActionKey(plan: PlanID(number: 2), number: 1)), by: "carl") != nil)
    }

    @Test(
        "the name of an action is a plan and a number",
        arguments: ["P-1/3", "P-1", "P-1/", "P-1/03", "P-1/0", "P-1/-1", "Q-1/3", "P-1/3/4"])
    func keys(text: String) {
        #expect(ActionKey(text)?.description == (text == "P-1/3" ? text : nil))
    }
}
