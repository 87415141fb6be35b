import CaseLifecycle
import Testing
import Vocabulary

@Suite("A false positive")
struct FalsePositiveTests {
    private let close = CaseCommand.close(
        Closing(vector: .other, outcome: .falsePositive, resolution: "a test by our own staff", reason: "ticket 4711"))

    private func exclude(_ name: String) -> CaseCommand {
        .scope(.judge(.system(name), verdict: .outOfScope, reason: "the pentest of ticket 4711"))
    }

    @Test("what is no incident is closed before containment, when nothing is confirmed or unjudged any more")
    func closed() throws {
        var builder = try CaseBuilder.scoped([("A", .possible), ("B", .unknown)]).analysed()
        let refused = missing(builder.refusal(of: close, by: "ann"))
        #expect(refused.count == 2 && refused.allSatisfy { $0.hasPrefix("a verdict for ") })

        for name in ["A", "B"] { try builder.run(exclude(name), by: "ann") }
        try builder.run(close, by: "ann")

        #expect(builder.incident.state == .closed)
        #expect(try builder.conformance().deviations == [])
    }

    @Test("what is dismissed before it was declared breaches nothing and stands on nothing")
    func fromSignal() throws {
        var builder = try CaseBuilder.scoped([("A", .possible)])
        try builder.run(exclude("A"), by: "ann")
        try builder.run(close, by: "ann")

        let result = try builder.conformance()
        #expect(result.verdict == .pass && result.deviations == [])
        #expect(builder.incident.reopenedGates(in: builder.context) == [])
    }

    @Test("what the evidence confirms is excluded by two, and what was contained was an incident")
    func notForIncidents() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        #expect(missing(builder.refusal(of: close, by: "ann")).contains { $0.hasPrefix("an outcome that fits") })
        try builder.run(exclude("A"), by: "ann")
        #expect(missing(builder.refusal(of: close, by: "ann")).contains { $0.hasPrefix("a second person's word") })
        try builder.run(exclude("A"), by: "bob")
        #expect(builder.refusal(of: close, by: "carl") != nil, "closing is for a lead, deputy or executive")
        #expect(builder.refusal(of: close, by: "ann") == nil)

        var contained = try CaseBuilder.contained(["A"])
        guard case .wrongState = contained.refusal(of: close, by: "ann") else {
            Issue.record("what was contained was dismissed")
            return
        }
    }

    @Test("it may be reopened, and is then an incident like any other")
    func reopened() throws {
        var builder = try CaseBuilder.scoped([("A", .unknown)]).analysed()
        try builder.run(exclude("A"), by: "ann")
        try builder.run(close, by: "ann")

        try builder.run(.reopen(reason: "the same file was found elsewhere"), by: "ann")

        #expect(builder.incident.state == .analysis && builder.incident.closing == nil)
    }
}
