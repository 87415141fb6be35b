import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-CONTAIN-VERIFIED")
struct ContainVerifiedTests {
    private func ordered(_ names: [String] = ["A", "B"]) throws -> CaseBuilder {
        var builder = try CaseBuilder.readyToContain(names)
        try builder.run(.advance, by: "ann")
        builder.wait(hours: 1)
        return builder
    }

    private func unverified(_ builder: CaseBuilder) -> [String] {
        builder.incident.unmetGates(for: Step(.eradicate), in: builder.context)
            .first { $0.id == "GATE-CONTAIN-VERIFIED" }?.missing ?? []
    }

    private func done(_ number: Int, at moment: Timestamp? = nil) -> CaseCommand {
        .plan(
            .recordResult(
                ActionKey(plan: PlanID(number: 1), number: number), .done, observed: "the console says isolated",
                happenedAt: moment))
    }

    @Test("a program's success is no containment: each member is looked at, and those that were not are named")
    func observed() throws {
        var builder = try ordered()
        try builder.run(done(1), by: "carl")
        try builder.run(done(2), by: "carl")

        #expect(
            unverified(builder).map { String($0.prefix(54)) } == [
                "the observation that A is contained (not looked at): c",
                "the observation that B is contained (not looked at): c",
            ])
        try builder.run(builder.saw("a"), by: "dora")
        #expect(builder.incident.responseState(of: .system("A")) == .contained)
        try builder.run(builder.saw("B", .partial), by: "dora")
        #expect(unverified(builder).map { $0.contains("B is contained (partial)") } == [true])
        builder.wait(hours: 1)
        try builder.run(builder.saw("B"), by: "dora")

        #expect(unverified(builder) == [])
    }

    @Test(
        "what a system says of itself, by any of its names, is no proof",
        arguments: ["A", "a", "a.corp.example", "10.0.0.1", "ping from A", "C", "c"])
    func itself(from: String) throws {
        var builder = try CaseBuilder.opened()
        var scope = CaseBuilder.scope([("A", .confirmed), ("C", .confirmed)])
        scope.systems[0].aliases = ["a.corp.example"]
        scope.systems[0].addresses = ["10.0.0.1"]
        try builder.run(.recordScope(scope))
        builder = try builder.analysed().settled()
        try builder.nameChannel()
        try builder.planContainment()
        try builder.prepareAll()
        try builder.run(.advance, by: "ann")
        builder.wait(hours: 1)

        #expect(builder.refusal(of: builder.saw("A", from: from), by: "dora") != nil)
    }

    @Test("what was seen before the order, is yet to be seen, or was recorded before is refused")
    func replayed() throws {
        var builder = try ordered()
        let order = try #require(builder.incident.containment.orders.last?.stamp.time)
        let now = builder.context.now
        let seen = now.advanced(bySeconds: -600)

        for moment in [order, order.advanced(bySeconds: -3600), now.advanced(bySeconds: 1)] {
            #expect(builder.refusal(of: builder.saw("A", at: moment), by: "dora") != nil)
        }
        try builder.run(builder.saw("A", at: seen), by: "dora")
        #expect(builder.refusal(of: builder.saw("A", at: seen), by: "dora") != nil)
        try builder.run(builder.saw("A", .failed), by: "dora")
        #expect(builder.refusal(of: builder.saw("A", at: seen.advanced(bySeconds: 60)), by: "dora") != nil)
        #expect(builder.incident.containment.stragglers.contains(.system("A")))
    }

    @Test("a clock that was set back does not make a probe of before the order one of after it")
    func clockBack() throws {
        var builder = try ordered()
        builder.now = Staff.start

        #expect(builder.refusal(of: builder.saw("A"), by: "dora") != nil)
        #expect(builder.refusal(of: builder.saw("A", at: Staff.start), by: "dora") != nil)
    }

    @Test("what was not ordered is not contained, and words that say nothing show nothing")
    func refused() throws {
        var builder = try ordered()
        try builder.run(.scope(.enrol(.system("X"), tier: 2, owner: nil)))

        #expect(builder.refusal(of: builder.saw("X"), by: "dora") != nil)
        #expect(builder.refusal(of: builder.saw("A", from: " "), by: "dora") != nil)
        let empty = ContainmentCommand.verify(.system("A"), .contained, observed: "n/a", from: "fw", happenedAt: nil)
        #expect(builder.refusal(of: .containment(empty), by: "dora") == .missing(["what was seen"]))
    }

    @Test("who contained a system is not the one who says that it is, as long as somebody else could look")
    func ownWord() throws {
        var builder = try ordered()
        try builder.run(done(1), by: "dora")
        try builder.run(builder.saw("A"), by: "dora")
        try builder.run(builder.saw("B"), by: "carl")

        // dora recorded what she did; carl is to do it by the plan.
        #expect(
            unverified(builder).map { String($0.prefix(63)) } == [
                "the observation that A is contained by somebody other than carl",
                "the observation that B is contained by somebody other than carl",
            ])
        builder.wait(hours: 1)
        try builder.run(builder.saw("A", .failed), by: "bob")
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "dora")
        try builder.run(builder.saw("B"), by: "dora")
        #expect(unverified(builder).map { $0.contains("A is contained by somebody other than carl, dora") } == [true])
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "bob")
        #expect(unverified(builder) == [])
    }

    @Test("a member whose containment is said to have failed is not contained until somebody looks again")
    func failedSince() throws {
        func failed(at moment: Timestamp? = nil) -> CaseCommand {
            .plan(
                .recordResult(
                    ActionKey(plan: PlanID(number: 1), number: 1), .failed, observed: "it is not isolated",
                    happenedAt: moment))
        }
        var builder = try CaseBuilder.eradicating(["A"])
        let seen = try #require(builder.incident.containment.members[.system("A")]?.observation?.happenedAt)
        builder.wait(hours: 1)
        try builder.run(failed(at: seen.advanced(bySeconds: -60)), by: "carl")
        #expect(builder.incident.state == .eradication, "older news")
        try builder.run(failed(), by: "carl")

        #expect(builder.incident.state == .containment)
        #expect(builder.incident.responseState(of: .system("A")) == .isolating)
        #expect(unverified(builder).map { $0.contains("A is contained (failed)") } == [true])
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "dora")
        #expect(unverified(builder) == [])
    }

    @Test("who contained a system and turned out to be who looked is one person")
    func joinedExecutor() throws {
        var builder = try ordered(["A"])
        try builder.run(builder.saw("A"), by: "dora")
        builder.roster(.personJoined(person: "carl", into: "dora"))

        #expect(
            unverified(builder).map { String($0.prefix(63)) } == [
                "the observation that A is contained by somebody other than dora"
            ])
    }

    @Test(
        "who turned out to be one person holds the case back from recovery, and from its end, until another has looked")
    func joinedLater() throws {
        var eradicated = try CaseBuilder.eradicated(["A"])
        try eradicated.planRecovery()
        try eradicated.meetStartCriteria()
        var resumed = try CaseBuilder.resumed(["A"])
        #expect(eradicated.refusal(of: .advance, by: "ann") == nil && resumed.refusal(of: .advance, by: "ann") == nil)
        eradicated = try CaseBuilder.eradicated(["A"])
        try eradicated.planRecovery()
        try eradicated.meetStartCriteria()
        resumed = try CaseBuilder.resumed(["A"])
        for join in [PeopleEvent.personJoined(person: "dora", into: "carl")] {
            eradicated.roster(join)
            resumed.roster(join)
        }

        #expect(unmet(eradicated.refusal(of: .advance, by: "ann")).contains("GATE-CONTAIN-VERIFIED"))
        #expect(unmet(resumed.refusal(of: .advance, by: "ann")).contains("GATE-ERADICATION-GRID"))
    }

    @Test("an account that contains under one name and looks under another is one person")
    func disguised() throws {
        let builder = try ordered(["A"])
        var incident = builder.incident
        func did(_ event: CaseEvent, as name: String) {
            incident.apply(
                event, Stamp(time: builder.context.now, actor: Principal(account: "root", actingAs: name)))
        }
        let action = ActionKey(plan: PlanID(number: 1), number: 1)
        did(.plan(event: .resultRecorded(action: action, outcome: .done, observed: "", happenedAt: nil)), as: "dora")
        did(
            .containment(
                event: .observed(
                    target: .system("A"), result: .contained, observed: "", from: "the firewall",
                    happenedAt: builder.context.now)), as: "eve")

        let missing =
            incident.unmetGates(for: Step(.eradicate), in: builder.context)
            .first { $0.id == "GATE-CONTAIN-VERIFIED" }?.missing ?? []
        #expect(missing.map { $0.contains("A is contained by somebody other than carl, dora") } == [true])
    }

    @Test("observations that are old, or of the one who contained alone, are said with the verdict")
    func warnings() throws {
        var builder = try ordered()
        try builder.run(done(1), by: "dora")
        try builder.run(builder.saw("A"), by: "dora")
        try builder.run(builder.saw("B"), by: "dora")
        builder.wait(hours: 49)
        builder.roster(.personDisabled(person: "ann"), .personDisabled(person: "bob"))
        let facts = builder.incident.containment.members

        let gate = try #require(Gate.named("GATE-CONTAIN-VERIFIED"))
        let warnings = builder.warnings(of: gate, for: .eradicate)

        #expect(facts.count == 2)
        #expect(unverified(builder) == [], "nobody else is there who could look")
        #expect(
            warnings == [
                "2 were last looked at more than 48 hours ago: A, B",
                "1 were seen to be contained by the one who contained them alone: A",
                "all 2 were seen to be contained by one person, dora",
            ])
    }

    @Test("undoing one member leaves the others, re-opens the gate, and asks for a new order")
    func rollback() throws {
        var builder = try CaseBuilder.contained(["A", "B"])

        try builder.run(
            .containment(.rollback([.system("A")], action: nil, reason: "the plant stood still")), by: "carl")

        #expect(builder.incident.responseState(of: .system("A")) == .uncontained)
        #expect(builder.incident.responseState(of: .system("B")) == .contained)
        #expect(unverified(builder).map { $0.contains("A, which was rolled back: made ready again") } == [true])
        builder.wait(hours: 1)
        #expect(builder.refusal(of: builder.saw("A"), by: "dora") != nil, "looking contains nothing")
        #expect(unmet(builder.refusal(of: .containment(.go(only: [])), by: "ann")) == ["GATE-CONTAIN-SET"])
        try builder.run(builder.prepare(.system("A")), by: "carl")
        try builder.run(.containment(.go(only: [])), by: "ann")
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "dora")
        #expect(unverified(builder) == [])
    }

    @Test("one action is undone by its name, and what was never contained is not undone")
    func rollbackOfAction() throws {
        var builder = try CaseBuilder.contained(["A", "B"])
        let key = ActionKey(plan: PlanID(number: 1), number: 2)

        try builder.run(.containment(.rollback([], action: key, reason: "the wrong host")), by: "carl")

        #expect(builder.incident.responseState(of: .system("B")) == .uncontained)
        #expect(builder.refusal(of: .containment(.rollback([], action: key, reason: "again")), by: "carl") != nil)
        #expect(builder.refusal(of: .containment(.rollback([], action: nil, reason: "all")), by: "carl") != nil)
        #expect(
            builder.refusal(of: .containment(.rollback([.system("A")], action: nil, reason: " ")), by: "carl") != nil)
    }

    @Test("the program's account records what it saw, as any instrument does")
    func instrument() throws {
        var builder = try ordered(["A"])

        try builder.run(builder.saw("A"), by: "robot")

        #expect(builder.incident.containment.members[.system("A")]?.observation?.stamp.actor.account == "robot")
    }

    @Test("an override names the stragglers and leaves a debt that counts them")
    func override() throws {
        var builder = try ordered()
        try builder.run(builder.saw("A"), by: "dora")
        let propose = OverrideCommand.propose(
            gate: "GATE-CONTAIN-VERIFIED", target: nil, item: nil, category: .notObtainable,
            reason: "B is switched off", leftOut: ["B"], duration: .temporary, debtOwner: "carl",
            debtDue: builder.context.now.advanced(bySeconds: 3600))
        try builder.run(.override(propose), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")

        #expect(unverified(builder) == [])
        #expect(
            builder.incident.overrides.openDebts.map(\.text) == [
                "1 fact of GATE-CONTAIN-VERIFIED missing: unverified B; left out: B"
            ])
    }

    @Test(
        "nothing is seen from the member itself, from what is compromised, or from what is the intruder's",
        arguments: [
            "localhost", "127.0.0.1", "[::1]:22", "the host itself", "its agent, at loopback", "10.0.0.2",
            "192.0.2.9:443", "10.40.31.18", "its console", "not looked", "it", "nowhere", "the machine",
        ])
    func fromInside(place: String) throws {
        var builder = try ordered()
        var scope = CaseBuilder.scope([("A", .confirmed), ("B", .confirmed)])
        scope.systems[1].addresses = ["10.0.0.2"]
        scope.movements = [Review.movement(from: "10.40.31.18", to: "A", hour: 1)]
        builder.given(.scopeDerived(assessment: scope))
        builder.given(.scope(event: .commandChannelNamed(address: "192.0.2.9", reason: "beacon")))

        #expect(builder.refusal(of: builder.saw("A", from: place), by: "dora") != nil)
        #expect(builder.refusal(of: builder.saw("A", from: "switch-1"), by: "dora") == nil)
    }

    @Test("what was seen before the action was done does not show its effect; later looks do, or when it was done")
    func olderThanAction() throws {
        var builder = try ordered()
        try builder.run(builder.saw("A"), by: "dora")
        try builder.run(builder.saw("B"), by: "dora")
        let looked = builder.now
        builder.wait(hours: 1)

        try builder.run(done(1), by: "carl")

        #expect(unverified(builder).map { $0.contains("P-1/1 was done at") } == [true])
        var stated = builder
        try stated.run(done(1, at: looked.advanced(bySeconds: -60)), by: "carl")
        #expect(unverified(stated) == [])
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "dora")
        #expect(unverified(builder) == [])
    }

    @Test(
        "a system is named however its name is written, and so is another that is compromised",
        arguments: [
            "FS02", "fs_02", "self", "this host", "its own agent", "ip6-localhost", "ＦＳ－02", "WEB1", "web 1", "we_b1",
            "::ffff:127.0.0.1", "the isolated machine", "nobody looked", "assumed", "by hand", "verified",
            "0:0:0:0:0:0:0:1", "2130706433", "0x7f000001", "F\u{405}-02",
        ])
    func otherSpelling(place: String) throws {
        var builder = try ordered(["FS-02", "WEB1"])

        #expect(builder.refusal(of: builder.saw("FS-02", from: place), by: "dora") != nil)
        #expect(builder.refusal(of: builder.saw("WEB1", from: "the switch WEB11"), by: "dora") == nil)
    }

    @Test("where one person alone saw all of them the verdict says so")
    func oneObserver() throws {
        var builder = try ordered()
        let gate = try #require(Gate.named("GATE-CONTAIN-VERIFIED"))
        for name in ["A", "B"] { try builder.run(builder.saw(name), by: "dora") }
        let warning = "all 2 were seen to be contained by one person, dora"
        #expect(builder.warnings(of: gate, for: .eradicate).contains(warning))
        builder.wait(hours: 1)
        try builder.run(builder.saw("B"), by: "bob")

        #expect(!builder.warnings(of: gate, for: .eradicate).contains { $0.hasPrefix("all 2") })
    }
}
