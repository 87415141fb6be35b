import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-PRIORITISED")
struct PrioritisedTests {
    private func impact(_ likely: FunctionalImpact, reason: String = "seen") -> ImpactAssessment {
        ImpactAssessment(
            functionalNow: .low, functionalIfNotContained: likely, information: [.integrityLoss],
            recoverability: .regular, reason: reason)
    }

    @Test("containment waits for the three ratings")
    func needed() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()

        #expect(unmet(builder.refusal(of: .advance)).contains("GATE-PRIORITISED"))
        try builder.run(.assessImpact(impact(.high)))
        #expect(!unmet(builder.refusal(of: .advance)).contains("GATE-PRIORITISED"))
    }

    @Test("a rating needs a reason, and the same rating again is no event")
    func reason() throws {
        var builder = try CaseBuilder.opened()

        #expect(builder.refusal(of: .assessImpact(impact(.high, reason: "."))) == .missing(["a reason"]))
        try builder.run(.assessImpact(impact(.high)))
        #expect(try builder.run(.assessImpact(impact(.high))) == [])
    }

    @Test("every rating is kept, and one that was major once stays so")
    func history() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.assessImpact(impact(.high)))
        try builder.run(.assessImpact(impact(.low)))

        #expect(builder.incident.impacts.map(\.assessment.functionalIfNotContained) == [.high, .low])
        #expect(builder.incident.impact?.functionalIfNotContained == .low)
        #expect(builder.incident.wasMajor)
    }

    @Test("what is feared weighs more than what is, and age weighs nothing")
    func priority() {
        let order = [impact(.low), impact(.medium), impact(.high)].map(\.priority)
        #expect(order == order.sorted() && Set(order).count == 3)
    }

    @Test("what is to be feared is no less than what there is")
    func fearedLess() throws {
        var builder = try CaseBuilder.opened()

        #expect(builder.refusal(of: .assessImpact(impact(.none))) != nil)
        #expect(builder.refusal(of: .assessImpact(impact(.low))) == nil)
    }
}
