import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-LEAD")
struct LeadTests {
    @Test("a case without a lead is not declared, and the refusal says what would help")
    func lead() throws {
        var builder = try CaseBuilder.opened()

        let refused = builder.refusal(of: .declare(criterion: "theft"))

        #expect(unmet(refused) == ["GATE-LEAD"])
        #expect(missing(refused) == ["the person who leads: cordon case assign C-1 --lead NAME"])
    }

    @Test(
        "a lead is on the roster, enabled, human, and may lead",
        arguments: ["stranger", "carl", "robot", "eve"])
    func unfit(name: String) throws {
        var builder = try CaseBuilder.opened()
        // Somebody unfit may not even be named; if a case has such a lead all the same, it goes no further.
        _ = try? builder.run(.assignLead(person: name))

        #expect(unmet(builder.refusal(of: .declare(criterion: "theft"))).contains("GATE-LEAD"))
    }

    @Test("a lead who is disabled later keeps the case from its next gate")
    func disabledLater() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        let stamp = Stamp(time: builder.now, actor: Principal(account: "root"))
        builder.organisation.apply(.people(event: .personDisabled(person: "ann")), stamp)

        #expect(unmet(builder.refusal(of: .advance, by: "bob")).contains("GATE-LEAD"))
    }
}
