import Testing
import Vocabulary

@testable import CaseLifecycle

@Suite("GATE-LEAD: who is given the lead, and what the gate warns of")
struct LeadAssignmentTests {
    private func warnings(_ builder: CaseBuilder) -> [String] {
        var copy = builder
        let events = (try? copy.run(.declare(criterion: "theft"))) ?? []
        for case .stateEntered(_, let gates) in events {
            return gates.first { $0.gate == "GATE-LEAD" }?.warnings ?? []
        }
        return ["not declared"]
    }

    private func led() throws -> CaseBuilder {
        var builder = try CaseBuilder.opened()
        try builder.run(.assignLead(person: "ann"))
        return builder
    }

    private func apply(_ event: PeopleEvent, to builder: inout CaseBuilder) {
        builder.organisation.apply(
            .people(event: event), Stamp(time: builder.now, actor: Principal(account: "root")))
    }

    @Test(
        "a declared case is not given to somebody who may not lead, nor left without a lead",
        arguments: ["", "stranger", "carl", "robot", "eve"])
    func unfit(name: String) throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()

        #expect(builder.refusal(of: .assignLead(person: name)) != nil)
        #expect(builder.incident.lead == "ann")
    }

    @Test(
        "nobody is given the lead who may not lead, before the case is declared as after it",
        arguments: ["stranger", "carl", "robot", "eve", "off"])
    func unfitBefore(name: String) throws {
        var builder = try CaseBuilder.opened()
        builder.roster(
            .personAdded(name: "off", kind: .human, accounts: [], title: "", phone: ""),
            .roleGranted(person: "off", role: .lead), .personDisabled(person: "off"))

        #expect(builder.refusal(of: .assignLead(person: name)) != nil)
        #expect(builder.incident.lead == nil)
    }

    @Test("a lead is known by the name on the roster, however it is typed", arguments: ["ann", " Ann", "ANN\n"])
    func typed(name: String) throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.assignLead(person: name))

        #expect(builder.incident.lead == "ann")
    }

    @Test("while the roster is empty anybody may be named")
    func emptyRoster() throws {
        var builder = CaseBuilder()
        builder.organisation = Organisation()
        try builder.run(.open(title: "Break-in"))
        try builder.run(.assignLead(person: "ann"))

        #expect(builder.incident.lead == "ann")
    }

    @Test(
        "nobody but an executive takes the lead from somebody who is there",
        arguments: ["ann", "bob", "carl", "root", "robot", "stranger"])
    func deposed(name: String) throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()

        #expect(builder.refusal(of: .assignLead(person: "bob"), by: name) != nil)
        try builder.run(.assignLead(person: "bob"), by: "eve")
        #expect(builder.incident.lead == "bob")
    }

    @Test("who is refused the lead is told of the hand-over; a lead who is gone is replaced without one")
    func told() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()

        #expect(
            builder.refusal(of: .assignLead(person: "bob"), by: "carl")
                == .impossible(
                    "ann leads C-1, and nobody but an executive takes that away; ann hands it over: "
                        + "cordon case handover C-1 --to bob --text TEXT"))
        builder.roster(.personDisabled(person: "ann"))
        try builder.run(.assignLead(person: "bob"), by: "carl")
        #expect(builder.incident.lead == "bob")
    }

    @Test("where nobody has shifts the gate has nothing to warn of")
    func quiet() throws {
        #expect(warnings(try led()) == [])
    }

    @Test("a lead who is off shift, or on another duty, is recorded with the verdict")
    func shifts() throws {
        var builder = try led()
        apply(.dutyAssigned(person: "carl", duty: .response, from: builder.now, until: nil), to: &builder)
        #expect(warnings(builder) == ["ann leads, and is on no duty now"])
        apply(.dutyAssigned(person: "ann", duty: .detection, from: builder.now, until: nil), to: &builder)
        #expect(warnings(builder) == ["ann leads, and is on another duty, too"])
        apply(.dutyAssigned(person: "ann", duty: .response, from: builder.now, until: nil), to: &builder)
        #expect(warnings(builder) == [])
    }

    @Test("a role that was given in the same hour is recorded with the verdict")
    func freshRole() throws {
        var builder = try led()
        apply(.roleTaken(person: "ann", role: .lead), to: &builder)
        apply(.roleGranted(person: "ann", role: .lead), to: &builder)
        #expect(warnings(builder) == ["ann is lead only since 2026-03-02T08:00:00Z"])
        builder.wait(hours: 1)
        #expect(warnings(builder) == [])
    }

    @Test("a lead who cannot be reached is recorded with the verdict")
    func unreachable() throws {
        var builder = try CaseBuilder.opened()
        builder.now = builder.now.advanced(bySeconds: -7200)
        apply(.personAdded(name: "ada", kind: .human, accounts: ["ada"], title: "", phone: ""), to: &builder)
        apply(.roleGranted(person: "ada", role: .lead), to: &builder)
        builder.wait(hours: 4)
        try builder.run(.assignLead(person: "ada"))

        #expect(warnings(builder) == ["ada leads, and the roster has no phone number"])
    }

    @Test("a hand-over that nobody accepted is recorded with the verdict")
    func pending() throws {
        var builder = try led()
        try builder.run(.people(.offer(to: "bob", text: "DC-01 is next")), by: "ann")

        #expect(warnings(builder) == ["hand-over H-1 of the lead from ann to bob is not accepted"])
    }

    @Test("a lead that changed by assignment alone is recorded with the verdict")
    func withoutHandover() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        let gate = try #require(Gate.named("GATE-LEAD"))
        #expect(gate.warns(builder) == [])

        try builder.run(.assignLead(person: "bob"), by: "eve")
        #expect(gate.warns(builder) == ["bob leads after ann without a hand-over that was accepted"])
        try builder.run(.people(.offer(to: "ann", text: "DC-01 is next")), by: "bob")
        try builder.run(.people(.accept(HandoverID(number: 1))), by: "ann")
        #expect(gate.warns(builder) == [])
    }
}

extension Gate {
    /// What would be recorded with the next big step.
    fileprivate func warns(_ builder: CaseBuilder) -> [String] {
        warnings(GateFacts(builder.incident, step: Step(.contain), context: builder.context))
    }
}
