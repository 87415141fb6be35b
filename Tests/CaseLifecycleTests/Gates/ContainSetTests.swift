import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-CONTAIN-SET")
struct ContainSetTests {
    private let ten = (1...10).map { "H\($0 + 10)" }

    private func missingSet(_ refusal: CaseRefusal?) -> [String] {
        guard case .gates(let gates) = refusal else { return [] }
        return gates.first { $0.id == "GATE-CONTAIN-SET" }?.missing ?? []
    }

    @Test("the whole set is ordered at one moment, whichever way it is asked for", arguments: [true, false])
    func order(byAdvancing: Bool) throws {
        var builder = try CaseBuilder.readyToContain(ten)

        let events = try builder.run(byAdvancing ? .advance : .containment(.go(only: [])), by: "ann")

        let set = ten.map(Target.system)
        #expect(
            events.first
                == .containment(
                    event: .ordered(
                        number: 1, plan: PlanID(number: 1),
                        revision: builder.incident.plans[PlanID(number: 1)]?.revision,
                        targets: set, leftOut: [], emergency: nil)))
        #expect(events.contains(.responseChanged(targets: set, to: .isolating)))
        #expect(builder.incident.state == .containment)
        #expect(builder.incident.containment.orders.map(\.targets) == [set])
        #expect(Set(builder.incident.containment.members.values.map(\.orderedAt)) == [builder.context.now])
    }

    @Test("five of ten are never contained: the other five are named, and so is the emergency")
    func subset() throws {
        var builder = try CaseBuilder.readyToContain(ten)
        let five = ten.prefix(5).map(Target.system)

        let refused = missingSet(builder.refusal(of: .containment(.go(only: five)), by: "ann"))

        #expect(
            refused
                == ten.suffix(5).map {
                    "\($0), too: containing 5 of 10 would warn the intruder; leave --only out, or: "
                        + "cordon contain go C-1 --emergency --help"
                })
        #expect(builder.incident.containment.orders == [])
    }

    @Test("ten orders for one host each are no way around it")
    func oneByOne() throws {
        var builder = try CaseBuilder.readyToContain(ten)

        for name in ten {
            #expect(missingSet(builder.refusal(of: .containment(.go(only: [.system(name)])), by: "ann")).count == 9)
        }
    }

    @Test("every member that is not ready is named, with the command that makes it ready")
    func unready() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed), ("O'B", .confirmed)]).analysed()
            .settled()
        try builder.nameChannel()
        try builder.planContainment()
        try builder.run(builder.prepare(.system("A")), by: "carl")

        #expect(
            missingSet(builder.refusal(of: .advance, by: "ann")) == [
                "the readiness of B: cordon contain prepare C-1 --target B --reachable TEXT --privilege TEXT "
                    + "--rollback TEXT",
                #"the readiness of O'B: cordon contain prepare C-1 --target 'O'\''B' --reachable TEXT --privilege TEXT "#
                    + "--rollback TEXT",
            ])
    }

    @Test("readiness belongs to one revision of the plan")
    func staleReadiness() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        var text = PlanActionText()
        text.owner = "dora"
        try builder.run(.plan(.changeAction(ActionKey(plan: PlanID(number: 1), number: 1), text)), by: "carl")
        try builder.run(.plan(.approve(PlanID(number: 1))), by: "bob")

        let refused = missingSet(builder.refusal(of: .advance, by: "ann"))

        #expect(refused.map { $0.contains("for the plan as it now is") } == [true, true])
    }

    @Test("readiness is said by a person, in words that say something, of a member")
    func readiness() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .possible)]).analysed().settled()
        #expect(builder.refusal(of: builder.prepare(.system("A")), by: "carl") != nil, "there is no plan")
        try builder.nameChannel()
        try builder.planContainment()

        #expect(builder.refusal(of: builder.prepare(.system("A")), by: "robot") != nil)
        #expect(builder.refusal(of: builder.prepare(.system("B")), by: "carl") != nil, "B is not in the set")
        for (reachable, privilege, rollback) in [("n/a", "yes", "t"), ("yes", " ", "t"), ("yes", "yes", ".")] {
            let command = ContainmentCommand.prepare(
                .system("A"), reachable: reachable, privilege: privilege, rollback: rollback)
            #expect(builder.refusal(of: .containment(command), by: "carl") != nil)
        }
    }

    @Test("what is confirmed after the set was frozen makes the plan stale, and is named")
    func stale() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        try builder.run(.recordScope(CaseBuilder.scope([("A", .confirmed), ("B", .confirmed), ("NEW", .confirmed)])))

        #expect(
            missingSet(builder.refusal(of: .advance, by: "ann")) == [
                "NEW, confirmed and not in the set of P-1: cordon plan draft C-1 containment"
            ])
        try builder.planContainment()
        try builder.prepareAll()
        try builder.run(.advance, by: "ann")
        #expect(builder.incident.containment.orders.last?.targets.count == 3)
    }

    @Test("a member that was cleared or left out meanwhile makes it stale, too: nothing is dropped from a frozen set")
    func dropped() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        try builder.run(.scope(.judge(.system("B"), verdict: .outOfScope, reason: "not ours")), by: "bob")

        #expect(
            missingSet(builder.refusal(of: .advance, by: "ann")) == [
                "a set without B, which is outOfScope by now: cordon plan draft C-1 containment"
            ])
    }

    @Test("what contains a member cannot be called not applicable, before the order or after it")
    func notApplicable() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])
        let result = CaseCommand.plan(
            .recordResult(
                ActionKey(plan: PlanID(number: 1), number: 2), .notApplicable, observed: "B is a printer",
                happenedAt: nil))
        #expect(builder.refusal(of: result, by: "carl") != nil)
        try builder.run(.advance, by: "ann")
        #expect(builder.refusal(of: result, by: "carl") != nil)
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "dora")

        #expect(unmet(builder.refusal(of: .advance, by: "ann")).contains("GATE-CONTAIN-VERIFIED"))
        #expect(builder.incident.containment.stragglers == [.system("B")])
    }

    @Test("a suspected system can be taken into the set, and then belongs to it")
    func including() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .possible)]).analysed().settled()
        try builder.nameChannel()
        try builder.planContainment(including: [.system("b")])
        try builder.prepareAll()

        try builder.run(.advance, by: "ann")

        #expect(builder.incident.containment.orders.last?.targets == [.system("A"), .system("B")])
        #expect(builder.refusal(of: .scope(.judge(.system("B"), verdict: .cleared, reason: "r")), by: "bob") != nil)
    }

    @Test("an order is not given twice, and a newer plan contains the rest while what is contained stays so")
    func again() throws {
        var builder = try CaseBuilder.contained(["A", "B"])
        #expect(builder.refusal(of: .containment(.go(only: [])), by: "ann") != nil)
        try builder.run(.recordScope(CaseBuilder.scope([("A", .confirmed), ("B", .confirmed), ("NEW", .confirmed)])))
        #expect(builder.incident.state == .analysis, "what was found took the case back")
        try builder.planContainment()
        try builder.run(builder.prepare(.system("NEW")), by: "carl")

        let events = try builder.run(.containment(.go(only: [])), by: "ann")

        #expect(events.contains(.responseChanged(targets: [.system("NEW")], to: .isolating)))
        #expect(builder.incident.responseState(of: .system("A")) == .contained)
        #expect(builder.incident.containment.stragglers == [.system("NEW")])
        #expect(builder.incident.containment.measures.map(\.replacedBy) == [MeasureID(number: 2), nil])
    }

    @Test("a case that was taken back goes on without a second order when nothing is left to contain")
    func back() throws {
        var builder = try CaseBuilder.contained(["A"])
        try builder.run(.returnTo(.analysis, reason: "another look"), by: "ann")

        let events = try builder.run(.advance, by: "ann")

        #expect(events.count == 1 && builder.incident.state == .containment)
        #expect(builder.incident.containment.orders.count == 1)
    }

    @Test("an ordered plan stays as it was ordered")
    func frozen() throws {
        var builder = try CaseBuilder.contained(["A"])
        let plan = PlanID(number: 1)

        for command: CaseLifecycle.PlanCommand in [
            .removeAction(ActionKey(plan: plan, number: 1), reason: "r"), .withdraw(plan, reason: "r"),
            .addAction(plan, PlanActionText()),
        ] { #expect(builder.refusal(of: .plan(command), by: "carl") != nil) }
    }

    @Test("more targets than one interface can take at once are said with the verdict")
    func forecast() throws {
        var builder = try CaseBuilder.readyToContain((1...101).map { "H\($0 + 100)" })

        let events = try builder.run(.advance, by: "ann")

        #expect(verdict("GATE-CONTAIN-SET", in: events)?.warnings?.count == 2)
    }

    @Test("systems that are isolated without a capture of their memory are counted at the order")
    func volatile() throws {
        var builder = try CaseBuilder.readyToContain(["A", "B"])

        let events = try builder.run(.advance, by: "ann")

        #expect(
            verdict("GATE-CONTAIN-SET", in: events)?.warnings == [
                "2 systems are isolated without a capture of their memory"
            ])
    }
}
