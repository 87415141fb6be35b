import CaseLifecycle
import Testing
import Vocabulary

@Suite("Hand-overs")
struct HandoverTests {
    private let first = HandoverID(number: 1)
    private let text = "FS-02 is being imaged; DC-01 is next"

    /// Declared and led by ann, with a task of hers and one of carl's.
    private func declared() throws -> CaseBuilder {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        for owner in ["ann", "carl"] {
            try builder.run(
                .task(.open(text: "image A", owner: owner, due: builder.now.advanced(bySeconds: 86_400))), by: "ann")
        }
        return builder
    }

    @Test("the lead changes hands when the one who takes over says so, and not before")
    func accepted() throws {
        var builder = try declared()
        try builder.run(.people(.offer(to: "bob", text: text)), by: "ann")
        #expect(builder.incident.lead == "ann")

        let events = try builder.run(.people(.accept(first)), by: "bob")

        #expect(
            events == [
                .people(event: .accepted(id: first)), .leadAssigned(person: "bob"),
                .task(event: .reassigned(id: TaskID(number: 1), owner: "bob")),
            ])
        #expect(builder.incident.lead == "bob")
        #expect(builder.incident.tasks.openTasks.map(\.owner) == ["bob", "carl"])
    }

    @Test("what is open is copied by the system")
    func copied() throws {
        var builder = try declared()
        let version = builder.incident.version

        try builder.run(.people(.offer(to: "bob", text: text)), by: "ann")

        let offer = builder.incident.handovers[first]?.offer
        #expect(offer?.tasks == [TaskID(number: 1), TaskID(number: 2)])
        #expect(offer?.version == version)
        #expect(offer?.kind == .lead)
    }

    @Test("nobody accepts for somebody else", arguments: ["ann", "carl", "root", "robot", "stranger"])
    func others(name: String) throws {
        var builder = try declared()
        try builder.run(.people(.offer(to: "bob", text: text)), by: "ann")

        #expect(builder.refusal(of: .people(.accept(first)), by: name) != nil)
        #expect(builder.incident.lead == "ann")
    }

    @Test("the giver does not accept under the name of the taker")
    func playedTaker() throws {
        var builder = try declared()
        try builder.run(.people(.offer(to: "bob", text: text)), by: "ann")
        let context = DecisionContext(
            organisation: builder.organisation, actor: Principal(account: "ann", actingAs: "bob"), now: builder.now)

        var incident = builder.incident
        #expect(throws: CaseRefusal.self) { try incident.perform(.people(.accept(first)), in: context) }
        #expect(incident == builder.incident)
    }

    @Test(
        "work is handed to another enabled person who may do it",
        arguments: ["ann", "robot", "gone", "carl", "nobody", ""])
    func takers(name: String) throws {
        var builder = try declared()
        let stamp = Stamp(time: builder.now, actor: Principal(account: "root"))
        builder.organisation.apply(
            .people(event: .personAdded(name: "gone", kind: .human, accounts: ["gone"], title: "", phone: "")), stamp)
        builder.organisation.apply(.people(event: .personDisabled(person: "gone")), stamp)

        #expect(builder.refusal(of: .people(.offer(to: name, text: text)), by: "ann") != nil)
    }

    @Test("a hand-over says something", arguments: ["", " ", ".", "n/a", "tbd"])
    func empty(text: String) throws {
        var builder = try declared()

        #expect(builder.refusal(of: .people(.offer(to: "bob", text: text)), by: "ann") != nil)
    }

    @Test("a handler hands over the own tasks, and the lead stays")
    func work() throws {
        var builder = try declared()
        try builder.run(.people(.offer(to: "dora", text: text)), by: "carl")
        try builder.run(.people(.accept(first)), by: "dora")

        #expect(builder.incident.lead == "ann")
        #expect(builder.incident.tasks.openTasks.map(\.owner) == ["ann", "dora"])
    }

    @Test("somebody who is not on the roster hands nothing over")
    func strangers() throws {
        var builder = try declared()

        #expect(builder.refusal(of: .people(.offer(to: "bob", text: text)), by: "stranger") != nil)
    }

    @Test("only the latest offer of a giver stands, once, and while the giver still leads")
    func stale() throws {
        var builder = try declared()
        try builder.run(.people(.offer(to: "bob", text: text)), by: "ann")
        try builder.run(.people(.offer(to: "bob", text: text + " now")), by: "ann")
        #expect(builder.refusal(of: .people(.accept(first)), by: "bob") != nil)
        try builder.run(.people(.accept(HandoverID(number: 2))), by: "bob")
        #expect(builder.refusal(of: .people(.accept(HandoverID(number: 2))), by: "bob") != nil)
        #expect(
            builder.refusal(of: .people(.accept(HandoverID(number: 9))), by: "bob") == .unknownItem("hand-over H-9"))

        try builder.run(.people(.offer(to: "ann", text: text)), by: "bob")
        try builder.run(.assignLead(person: "ann"), by: "eve")
        try builder.run(.assignLead(person: "bob"), by: "eve")
        #expect(builder.incident.handovers.open.map(\.id) == [HandoverID(number: 3)])
        try builder.run(.people(.offer(to: "ann", text: text)), by: "bob")
        try builder.run(.assignLead(person: "ann"), by: "eve")
        #expect(builder.refusal(of: .people(.accept(HandoverID(number: 4))), by: "ann") != nil)
    }

    @Test("somebody who was disabled since the offer does not take over")
    func disabledSince() throws {
        var builder = try declared()
        try builder.run(.people(.offer(to: "bob", text: text)), by: "ann")
        builder.organisation.apply(
            .people(event: .personDisabled(person: "bob")),
            Stamp(time: builder.now, actor: Principal(account: "root")))

        #expect(builder.refusal(of: .people(.accept(first)), by: "bob") != nil)
    }
}
