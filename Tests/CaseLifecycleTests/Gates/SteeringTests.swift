import CaseLifecycle
import Testing
import Vocabulary

@Suite("Who may say where a case goes")
struct SteeringTests {
    @Test(
        "nobody unknown, disabled, without a role or made of software steers a case",
        arguments: ["stranger", "robot", "carl", "olga"])
    func steering(name: String) throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        builder.hire("olga")
        builder.organisation.apply(.people(event: .personDisabled(person: "olga")), Staff.before)
        let closing = Closing(vector: .web, outcome: .resolved, resolution: "rebuilt", reason: "all is well again")

        for command in [
            CaseCommand.advance, .returnTo(.declared, reason: "more was found"), .close(closing),
            .reopen(reason: "seen again"), .containment(.go(only: [])), .declare(criterion: "theft of data"),
        ] {
            guard case .roleNeeded = builder.refusal(of: command, by: name) else {
                Issue.record("\(name) was not refused \(command)")
                continue
            }
        }
    }

    @Test("somebody whom the roster does not know works on no case, but may bring evidence")
    func stranger() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        let due = builder.now.advanced(bySeconds: 3600)

        guard case .roleNeeded = builder.refusal(of: .task(.open(text: "look", owner: "ann", due: due)), by: "stranger")
        else {
            Issue.record("a stranger gave a task")
            return
        }
        let evidence = SealedEvidence(id: try CaseBuilder.evidence(1), name: "a", origin: "/a", bytes: 1)
        #expect(builder.refusal(of: .sealEvidence(evidence), by: "stranger") == nil)
    }

    @Test("a compromise does not begin after it was known, nor before anybody's time", arguments: [3600, -400_000_000])
    func impossibleDates(seconds: Int64) throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        builder.wait(hours: 24)

        let refused = builder.refusal(
            of: .recovery(
                .dateCompromise(
                    system: "A", at: Staff.start.advanced(bySeconds: seconds), reason: "a beacon in the proxy log")))

        guard case .impossible = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
    }

    @Test("an executive who was named after the debt was incurred does not accept it")
    func lateExecutive() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        try builder.run(
            .task(.open(text: "image the disk", owner: "carl", due: builder.now.advanced(bySeconds: 3600))), by: "ann")
        try builder.run(
            .propose("GATE-CLOSE", due: builder.now.advanced(bySeconds: 3600), leavingOut: ["T-1"]), by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")
        builder.wait(hours: 1)
        let stamp = Stamp(time: builder.now, actor: Principal(account: "root"))
        builder.organisation.apply(.people(event: .roleGranted(person: "dora", role: .executive)), stamp)
        builder.given(.stateEntered(state: .review, gates: []))

        guard
            case .roleNeeded = builder.refusal(
                of: .override(.accept(DebtID(number: 1), reason: "the disk is lost")), by: "dora")
        else {
            Issue.record("a late executive accepted a debt")
            return
        }
    }

    @Test("what an override covers already is not overridden again")
    func twice() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        try builder.run(
            .task(.open(text: "image the disk", owner: "carl", due: builder.now.advanced(bySeconds: 3600))), by: "ann")
        let propose = CaseCommand.propose("GATE-CLOSE", due: builder.now.advanced(bySeconds: 3600), leavingOut: ["T-1"])
        try builder.run(propose, by: "ann")
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "bob")

        guard case .impossible = builder.refusal(of: propose, by: "ann") else {
            Issue.record("proposed twice")
            return
        }
    }

    @Test("a case is not closed while somebody has not judged what came up late")
    func lateSystem() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        try builder.run(.scope(.enrol(.system("LATE"), tier: 2, owner: nil)), by: "ann")

        let missing =
            builder.incident.unmetGates(for: Step(.close), in: builder.context)
            .first { $0.id == "GATE-CLOSE" }?.missing ?? []
        #expect(missing.contains { $0.hasPrefix("a verdict for LATE") })
    }
}
