import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-BASELINE and GATE-RESTORE-ASSET, a first compromise that was mistyped")
struct MovedDateTests {
    private let typed = CaseBuilder.beforeCompromise.advanced(bySeconds: -365 * 86_400)

    private func since(_ moment: Timestamp, _ reason: String = "the year was mistyped") -> CaseCommand {
        .recovery(.dateCompromise(system: "A", at: moment, reason: reason))
    }

    /// A is proven by a baseline, and then dated to a year before it by bob.
    private func mistyped() throws -> CaseBuilder {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A"), by: "dora")
        try builder.run(since(typed, "first beacon"), by: "bob")
        return builder
    }

    @Test("a second person moves a date later that was given by word, and that is told with what leans on it")
    func moved() throws {
        var builder = try mistyped()
        let gate = try #require(Gate.named("GATE-BASELINE"))
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).count == 1)
        for name in ["bob", "carl", "dora"] {
            #expect(builder.refusal(of: since(CaseBuilder.compromise), by: name) != nil)
        }

        try builder.run(since(CaseBuilder.compromise), by: "ann")

        #expect(builder.incident.earliestCompromise == CaseBuilder.compromise)
        #expect(builder.missing("GATE-BASELINE", Step(.resume)) == [])
        let told = [
            "the compromise of A was dated to \(typed), and moved later, to \(CaseBuilder.compromise), by ann: the year was "
                + "mistyped"
        ]
        #expect(builder.warnings(of: gate, for: .resume) == told)
        #expect(builder.warnings(of: try #require(Gate.named("GATE-RESTORE-ASSET")), for: .resume) == told)
        try builder.run(since(typed, "an older beacon"), by: "carl")
        #expect(builder.warnings(of: gate, for: .resume).isEmpty, "it is where it was")
    }

    @Test("no date is moved past what evidence shows, nor past when the system was known")
    func evidence() throws {
        var builder = try mistyped()
        var scope = builder.incident.scope
        scope.movements = [
            Movement(
                time: CaseBuilder.compromise.advanced(bySeconds: -60), from: "Z", to: "A", account: nil, method: "RDP",
                technique: nil, confidence: 1, evidence: [])
        ]
        builder.given(.scopeDerived(assessment: scope))

        guard case .impossible(let why) = builder.refusal(of: since(CaseBuilder.compromise), by: "ann") else {
            Issue.record("a date was moved past the evidence")
            return
        }
        #expect(why.hasPrefix("evidence of \(CaseBuilder.compromise.advanced(bySeconds: -60)) shows the intruder on A"))
        #expect(builder.refusal(of: since(builder.context.now), by: "ann") != nil)
        #expect(builder.refusal(of: since(typed), by: "ann") != nil)
    }
}
