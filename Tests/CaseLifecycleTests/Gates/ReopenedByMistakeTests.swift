import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-REOPEN, by mistake")
struct ReopenedByMistakeTests {
    private let takeBack = CaseCommand.withdrawReopening(reason: "meant C-7")

    private func reopened() throws -> (closed: Case, builder: CaseBuilder) {
        var builder = try CaseBuilder.handled(["A"])
        let closed = builder.incident
        builder.wait(hours: 24)
        try builder.run(.reopen(reason: "the same account is in use again"), by: "ann")
        return (closed, builder)
    }

    @Test("a case that was reopened by mistake is closed as it was; both stand in journal and conformance")
    func takenBack() throws {
        var (closed, builder) = try reopened()
        #expect(builder.incident.state == .analysis)
        try builder.run(.note(text: "which case was meant?"), by: "carl")
        #expect(builder.refusal(of: takeBack, by: "carl") != nil)
        #expect(builder.refusal(of: .withdrawReopening(reason: "-"), by: "ann") != nil)

        #expect(builder.refusal(of: takeBack, by: "ann") != nil)
        try builder.run(takeBack, by: "bob")

        let incident = builder.incident
        #expect(incident.state == .closed && incident.closing == closed.closing)
        #expect(incident.response == closed.response && incident.recovery == closed.recovery)
        #expect(incident.notes == closed.notes + ["which case was meant?"])
        #expect(incident.version == closed.version + 3 && incident.enteredAt == closed.enteredAt)
        let result = try builder.conformance()
        #expect(result.isFinished)
        #expect(
            result.returns.suffix(2).map(\.reason) == [
                "the same account is in use again", "reopened by mistake: meant C-7",
            ])
        #expect(builder.refusal(of: takeBack, by: "ann") != nil)
        #expect(
            unmet(builder.refusal(of: .scope(.enrol(.system("Z"), tier: 2, owner: nil)), by: "ann")) == ["GATE-REOPEN"])
        try builder.run(.reopen(reason: "it is in use after all"), by: "ann")
        #expect(builder.incident.state == .analysis && builder.incident.responseState(of: .system("A")) == .uncontained)
    }

    @Test("a case in which anything was found or ordered since is not closed as before")
    func workedOn() throws {
        var scope = try reopened().closed.scope
        scope.systems[0].records += 1
        for command: CaseCommand in [
            .scope(.judge(.system("A"), verdict: .confirmed, reason: "it beacons")), .recordScope(scope),
            .plan(.draft(.containment, including: [], owner: nil)),
            .custody(.handle(.all, text: "looked at it", location: "lab", happened: nil)),
        ] {
            var (_, builder) = try reopened()
            try builder.run(command, by: "ann")
            guard case .impossible(let why) = builder.refusal(of: takeBack, by: "bob") else {
                Issue.record("what was found since was hidden")
                return
            }
            #expect(why.hasPrefix("more was recorded since C-1 was reopened than notes: "))
        }
    }

    @Test("a case that was never reopened has no reopening to take back")
    func never() throws {
        var builder = try CaseBuilder.handled(["A"])
        #expect(builder.refusal(of: takeBack, by: "ann") != nil)
        var open = try CaseBuilder.opened().analysed()
        #expect(open.refusal(of: takeBack, by: "ann") != nil)
    }
}
