import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-RECOVERY-START")
struct RecoveryStartTests {
    private let gate = "GATE-RECOVERY-START"

    @Test("recovery begins when each written criterion is said to hold, with what shows it")
    func each() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        #expect(builder.missing(gate, Step(.recover)).map { $0.hasPrefix("the criteria for the start") } == [true])
        try builder.run(.recovery(.writeStartCriteria(["no re-entry", "capacity"])))
        try builder.run(.meetStartCriterion(2, "two hosts are free"))

        #expect(
            builder.missing(gate, Step(.recover)) == [
                "what shows that this holds: no re-entry: cordon recover start C-1 --meet 1 --answer TEXT"
            ])
        #expect(builder.missing(gate, Step(.restore, target: .system("A"))).count == 1)
        try builder.run(.meetStartCriterion(1, "the sinkhole is silent"))
        #expect(builder.missing(gate, Step(.recover)).isEmpty)
    }

    @Test("empty criteria are none, and neither are answers that only repeat them")
    func empty() throws {
        var builder = try CaseBuilder.eradicated(["A"])
        for criteria in [[], [""], ["."], ["capacity", "n/a"], ["capacity", "capacity"]] {
            #expect(builder.refusal(of: .recovery(.writeStartCriteria(criteria))) != nil)
        }
        try builder.run(.recovery(.writeStartCriteria(["capacity"])))
        for answer in ["", " ", "tbd", "capacity"] {
            #expect(builder.refusal(of: .meetStartCriterion(1, answer)) != nil)
        }
        #expect(builder.refusal(of: .meetStartCriterion(2, "two hosts are free")) == .unknownItem("criterion 2"))
        #expect(builder.refusal(of: .meetStartCriterion(0, "two hosts are free")) == .unknownItem("criterion 0"))
    }

    @Test("criteria that are edited after the fact hold no longer, and nothing is restored until they do again")
    func edited() throws {
        var builder = try CaseBuilder.recovering(["A"])
        try builder.registerAsset()

        try builder.run(.recovery(.writeStartCriteria(["no re-entry was seen"])), by: "ann")

        #expect(unmet(builder.refusal(of: try builder.restore("A"), by: "carl")) == [gate])
        #expect(builder.incident.reopenedGates(in: builder.context).map(\.id).contains(gate))
    }

    @Test("what was said to hold is asked again after the case went back")
    func wentBack() throws {
        var builder = try CaseBuilder.recovering(["A"])

        try builder.run(.cell("A", 1, .failed(observed: "the task is there", at: nil)), by: "dora")

        #expect(builder.missing(gate, Step(.recover)).count == 2)
    }

    @Test("nothing is written for a case that was not declared")
    func undeclared() throws {
        var builder = try CaseBuilder.opened()

        #expect(unmet(builder.refusal(of: .recovery(.writeStartCriteria(["capacity"])))) == ["GATE-DECLARE"])
    }

    @Test("what showed that a criterion held before recovery is not written anew once anything is restored")
    func answeredAfterwards() throws {
        var builder = try CaseBuilder.recovering(["A"])
        let other = CaseCommand.meetStartCriterion(1, "it did not hold, as it turns out")
        #expect(builder.refusal(of: other) == nil)
        try builder.registerAsset()
        try builder.run(builder.restore("A"), by: "carl")

        guard case .impossible(let why) = builder.refusal(of: other) else {
            Issue.record("the start of recovery was justified anew")
            return
        }
        #expect(why.hasPrefix("recovery has begun, with A"))
    }
}
