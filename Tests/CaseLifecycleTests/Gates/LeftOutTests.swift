import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-SCOPE, what the evidence confirms and people leave out")
struct LeftOutTests {
    private func exclude(_ target: Target) -> CaseCommand {
        .scope(.judge(target, verdict: .outOfScope, reason: "sold with the branch"))
    }

    @Test("one person alone leaves out no system that the evidence confirms; two do, and it is said with the order")
    func system() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)]).analysed()
        try builder.run(exclude(.system("B")), by: "ann")

        #expect(
            builder.missing("GATE-SCOPE", Step(.contain)).filter { $0.contains("B") } == [
                "a second person's word that B, which the evidence confirms, is outOfScope, as ann says: "
                    + "cordon scope exclude C-1 --reason TEXT -- B"
            ])
        try builder.run(exclude(.system("B")), by: "ann")
        #expect(builder.missing("GATE-SCOPE", Step(.contain)).contains { $0.contains("second person's word that B") })
        #expect(unmet(builder.refusal(of: exclude(.system("B")), by: "carl")) == ["GATE-CLEARANCE"])

        try builder.run(exclude(.system("B")), by: "bob")

        #expect(!builder.missing("GATE-SCOPE", Step(.contain)).contains { $0.contains("second person's word that B") })
        let gate = try #require(Gate.named("GATE-SCOPE"))
        #expect(builder.warnings(of: gate, for: .contain).contains("left out, though the evidence confirms it: B"))
    }

    @Test("an account that the intruder used is left out by two, too")
    func account() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        var scope = CaseBuilder.scope([("A", .confirmed)])
        scope.accounts = [AccountAssessment(name: "svc", status: .used, confidence: 0.99, evidence: [])]
        try builder.run(.recordScope(scope))
        try builder.run(exclude(.account("svc")), by: "ann")

        #expect(
            builder.missing("GATE-SCOPE", Step(.contain)).contains {
                $0.hasSuffix("cordon scope exclude C-1 --reason TEXT --account -- svc")
            })
        try builder.run(exclude(.account("svc")), by: "bob")
        #expect(!builder.missing("GATE-SCOPE", Step(.contain)).contains { $0.contains("svc") })
    }

    @Test("what only people confirmed is left out by one other person, as before")
    func byPeople() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .possible)]).analysed()
        try builder.run(.scope(.judge(.system("B"), verdict: .confirmed, reason: "it beacons")), by: "carl")
        try builder.run(exclude(.system("B")), by: "ann")

        #expect(!builder.missing("GATE-SCOPE", Step(.contain)).contains { $0.contains("second person's word") })
    }

    @Test("two accounts of one person are one word")
    func joined() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)]).analysed()
        try builder.run(exclude(.system("B")), by: "ann")
        try builder.run(exclude(.system("B")), by: "bob")
        builder.organisation.apply(
            .people(event: .personJoined(person: "bob", into: "ann")),
            Stamp(time: builder.now, actor: Principal(account: "root")))

        #expect(builder.missing("GATE-SCOPE", Step(.contain)).contains { $0.contains("second person's word that B") })
    }
}
