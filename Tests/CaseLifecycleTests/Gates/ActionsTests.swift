import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-ACTIONS")
struct ActionsTests {
    private func due(_ builder: CaseBuilder) -> Timestamp { builder.now.advanced(bySeconds: 86_400) }

    @Test("a case is closed with corrective actions, or with the word that none is needed")
    func required() throws {
        var builder = try CaseBuilder.underReview()
        #expect(builder.missed("GATE-ACTIONS").count == 1)
        #expect(builder.refusal(of: .review(.noAction(reason: "none"))) != nil)

        var none = builder
        try none.run(.review(.noAction(reason: "a drill; all worked as planned")))
        #expect(none.missed("GATE-ACTIONS").isEmpty)
        try builder.run(Review.action(due: due(builder)))
        #expect(builder.missed("GATE-ACTIONS").isEmpty)
    }

    @Test(
        "the owner is an enabled person of the roster", arguments: ["robot", "mailbox", "gone", "nobody", "", "."])
    func owner(name: String) throws {
        var builder = try CaseBuilder.underReview()
        let stamp = Stamp(time: Staff.start, actor: Principal(account: "root"))
        for (person, kind) in [("mailbox", Person.Kind.group), ("gone", .human)] {
            builder.organisation.apply(
                .people(event: .personAdded(name: person, kind: kind, accounts: [person], title: "", phone: "")), stamp)
        }
        builder.organisation.apply(.people(event: .personDisabled(person: "gone")), stamp)

        #expect(builder.refusal(of: Review.action(owner: name, due: due(builder))) != nil)
    }

    @Test("the date is to come, within two years")
    func date() throws {
        var builder = try CaseBuilder.underReview()
        let farOff = try #require(Timestamp(iso8601: "9999-12-31T00:00:00Z"))

        #expect(builder.refusal(of: Review.action(due: farOff)) != nil)
        #expect(builder.refusal(of: Review.action(due: builder.now)) != nil)
        #expect(builder.refusal(of: Review.action(due: .earliest)) != nil)
        #expect(builder.refusal(of: Review.action(due: due(builder), lane: .response)) != nil)
    }

    @Test("an owner who was disabled since is none; another takes over, with a reason")
    func disabledSince() throws {
        var builder = try CaseBuilder.underReview()
        try builder.run(Review.action(owner: "dora", due: due(builder)))
        builder.organisation.apply(
            .people(event: .personDisabled(person: "dora")),
            Stamp(time: builder.now, actor: Principal(account: "root")))
        let id = ActionID(number: 1)

        #expect(builder.missed("GATE-ACTIONS").map { $0.prefix(39) } == ["an owner for A-1, which dora no longer "])
        #expect(builder.refusal(of: .review(.assignAction(id, owner: "robot", due: nil, reason: "left"))) != nil)
        #expect(builder.refusal(of: .review(.assignAction(id, owner: "carl", due: nil, reason: " "))) != nil)
        #expect(try builder.overridable("GATE-ACTIONS") == [])
        try builder.run(.review(.assignAction(id, owner: "carl", due: nil, reason: "dora has left")))
        #expect(builder.missed("GATE-ACTIONS").isEmpty)
    }

    @Test("an action is done once, with an outcome; what is not done is left to the organisation")
    func left() throws {
        var builder = try CaseBuilder.underReview()
        try builder.run(Review.action(due: due(builder)))
        try builder.run(Review.action(due: due(builder), lane: .preparation))
        let first = ActionID(number: 1)

        #expect(builder.refusal(of: .review(.finishAction(first, outcome: "-"))) != nil)
        #expect(builder.refusal(of: .review(.finishAction(ActionID(number: 3), outcome: "done"))) != nil)
        try builder.run(.review(.finishAction(first, outcome: "rolled out")))
        #expect(builder.refusal(of: .review(.finishAction(first, outcome: "again"))) != nil)

        #expect(
            builder.incident.actionsLeft == [
                InheritedAction(
                    caseID: CaseID(number: 1), action: ActionID(number: 2), text: "log PowerShell", owner: "carl",
                    due: due(builder), lane: .preparation)
            ])
    }
}
