import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-EVIDENCE: actions of plans")
struct EvidenceOfActionTests {
    private static let key = ActionKey(plan: PlanID(number: 1), number: 2)

    private static func text(_ kind: PlanAction.Kind, _ destroys: Bool? = nil) -> PlanActionText {
        var text = PlanActionText()
        (text.kind, text.target, text.text, text.destroysTraces) = (kind, .system("A"), "wipe the disk", destroys)
        (text.precondition, text.verification) = ("it is isolated", "it starts from the new image")
        text.rollback = "none: it is built anew"
        return text
    }

    /// A drafted containment plan for one system.
    private func drafted() throws -> CaseBuilder {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed().settled()
        try builder.nameChannel()
        try builder.run(.plan(.draft(.containment, including: [], owner: nil)), by: "carl")
        return builder
    }

    /// A system that was contained by a plan with one more action on it.
    private func contained(_ kind: PlanAction.Kind, _ destroys: Bool? = nil) throws -> CaseBuilder {
        var builder = try drafted()
        try builder.run(.plan(.addAction(Self.key.plan, Self.text(kind, destroys))), by: "carl")
        for measure in try #require(builder.incident.plans[Self.key.plan]).measureKinds {
            try builder.run(.containment(.setStrategy(builder.strategy(measure), plan: nil)), by: "carl")
        }
        try builder.run(.plan(.approve(Self.key.plan)), by: "bob")
        try builder.prepareAll()
        try builder.run(.advance, by: "ann")
        builder.wait(hours: 2)
        return builder
    }

    private func done(at moment: Timestamp? = nil) -> CaseCommand {
        .plan(.recordResult(Self.key, .done, observed: "the disk was wiped", happenedAt: moment))
    }

    @Test("what destroys traces by its nature is done once evidence is preserved, in a containment plan, too")
    func byNature() throws {
        var builder = try contained(.removeCauses)
        #expect(unmet(builder.refusal(of: done(), by: "carl")) == ["GATE-EVIDENCE"])

        try builder.preserve([.system("A")])
        try builder.run(done(), by: "carl")

        #expect(builder.incident.custody.losses[.system("A")]?.first == builder.now)
        #expect(try builder.conformance().deviations.allSatisfy { $0.rule != "EVIDENCE-BEFORE-ERADICATE" })
    }

    @Test("an action that was written before its kind was known to destroy traces does so all the same")
    func writtenBefore() {
        let actions = PlanAction.Kind.allCases.map {
            PlanAction(
                number: 1, kind: $0, target: nil, address: nil, text: "t", owner: "o", precondition: "p",
                verification: "v", rollback: "r", destroysTraces: false)
        }
        #expect(actions.filter(\.destroysTraces).map(\.kind) == [.removeCauses, .restoreSystem])
    }

    @Test("nobody says of an action that it destroys no traces where its kind does; of another act it has to be said")
    func said() throws {
        var builder = try drafted()
        func add(_ kind: PlanAction.Kind, _ destroys: Bool?) -> CaseCommand {
            .plan(.addAction(Self.key.plan, Self.text(kind, destroys)))
        }

        #expect(
            builder.refusal(of: add(.removeCauses, false), by: "carl")
                == .impossible("removeCauses destroys traces by its nature: leave --no-destroys-traces out"))
        #expect(
            builder.refusal(of: add(.other, nil), by: "carl")
                == .missing(["whether it destroys traces of the intruder: --destroys-traces or --no-destroys-traces"]))
        try builder.run(add(.other, false), by: "carl")
        try builder.run(add(.other, true), by: "carl")
        #expect(builder.incident.plans[Self.key.plan]?.actions.map(\.destroysTraces) == [false, false, true])
        var rewritten = PlanActionText()
        rewritten.text = "wipe it after all"
        #expect(builder.refusal(of: .plan(.changeAction(Self.key, rewritten)), by: "carl") != nil)
    }

    @Test("what was sealed after an action destroyed the traces does not make good what was not preserved")
    func sealedAfter() throws {
        var builder = try contained(.removeCauses)
        let wiped = builder.now
        builder.wait(hours: 1)
        let late = try builder.seal(2, by: "carl")
        try builder.identify(late)
        try builder.read(late, 1, writers: ["A": 1])
        builder.wait(hours: 1)
        // It was recorded by a release that asked for no evidence, and late.
        builder.given(
            .plan(
                event: .resultRecorded(
                    action: Self.key, outcome: .done, observed: "the disk was wiped", happenedAt: wiped)))

        let refused = builder.refusal(
            of: .custody(.preserve(.system("A"), kind: .logs, evidence: late.hex, acquired: nil)), by: "dora")
        guard case .impossible(let why) = refused else {
            Issue.record("a line from after the wipe was taken for what was wiped")
            return
        }
        #expect(why.hasPrefix("traces of A were destroyed at \(wiped)"))
        #expect(builder.missing("GATE-EVIDENCE", .eradicate).count == 1)
    }
}
