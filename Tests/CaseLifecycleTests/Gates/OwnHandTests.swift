import CaseLifecycle
import Testing
import Vocabulary

@Suite("What somebody says of own work")
struct OwnHandTests {
    private let measure = MeasureID(number: 1)

    private func remove(at moment: Timestamp? = nil) -> CaseCommand {
        .containment(.remove(measure, check: "flows are normal", happenedAt: moment))
    }

    @Test("who removed a cause does not make a system eradicated by looking at it, and it stays contained")
    func eradicated() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        let seen = RecoveryCommand.CellAct.verified(observed: "not found", at: nil, evidence: [])
        try builder.run(.cell("A", 1, .done(what: "removed it", destroysTraces: false)), by: "carl")
        try builder.run(.cell("A", 1, seen), by: "carl")

        #expect(builder.incident.responseState(of: .system("A")) == .contained)
        #expect(builder.refusal(of: remove(), by: "carl") != nil)
        #expect(builder.missing("GATE-ERADICATION-GRID", Step(.recover)).count == 1)

        try builder.run(.cell("A", 1, seen), by: "dora")
        #expect(builder.incident.responseState(of: .system("A")) == .eradicated)
        #expect(builder.missing("GATE-ERADICATION-GRID", Step(.recover)).isEmpty)
        try builder.run(remove(), by: "carl")
    }

    @Test("where nobody else could look, own work counts")
    func alone() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        try builder.run(.custody(.offer(.all, to: "carl", location: "safe 2", reason: nil)), by: "ann")
        try builder.run(.custody(.accept(TransferID(number: 1))), by: "carl")
        builder.roster(.personDisabled(person: "ann"), .personDisabled(person: "bob"), .personDisabled(person: "dora"))
        try builder.run(.cell("A", 1, .done(what: "removed it", destroysTraces: false)), by: "carl")
        try builder.run(.cell("A", 1, .verified(observed: "not found", at: nil, evidence: [])), by: "carl")

        #expect(builder.incident.responseState(of: .system("A")) == .eradicated)
    }

    @Test("a measure did not come out before what it contained was eradicated, whenever that is entered")
    func before() throws {
        var builder = try CaseBuilder.eradicating(["A"])
        let early = builder.context.now
        builder.wait(hours: 2)
        try builder.eradicate([.system("A")])
        let clean = builder.context.now
        builder.wait(hours: 2)

        #expect(builder.refusal(of: remove(at: early), by: "carl") != nil)
        try builder.run(remove(at: clean), by: "carl")
    }

    @Test(
        "who looked at a system, took out what contained it, keeps its image or reset accounts is not its owner's voice",
        arguments: ["looked", "took", "kept", "reset"])
    func owner(hand: String) throws {
        var builder = try CaseBuilder.readyToContain(["A"])
        builder.hire("hank")
        builder.organisation.apply(.people(event: .roleGranted(person: "hank", role: .handler)), Staff.before)
        try builder.run(.advance, by: "ann")
        builder.wait(hours: 1)
        if hand == "looked" { try builder.run(builder.saw("A"), by: "hank") }
        builder.wait(hours: 1)
        try builder.run(builder.saw("A"), by: "dora")
        builder.actor = "ann"
        try builder.preserve([.system("A")])
        try builder.own("A", by: "hank")
        builder.actor = "ann"
        try builder.run(
            .recovery(.dateCompromise(system: "A", at: CaseBuilder.compromise, reason: "first beacon")))
        try builder.run(.nameCause(.malware, "beacon"))
        try builder.run(.advance, by: "ann")
        try builder.eradicate([.system("A")])
        if hand == "took" { try builder.run(remove(), by: "hank") }
        try builder.planRecovery()
        try builder.meetStartCriteria()
        try builder.run(.advance, by: "ann")
        try builder.dateBaseline(builder.hash("b"))
        try builder.run(
            .registerAsset("nightly", builder.hash("a"), takenAt: CaseBuilder.beforeCompromise),
            by: hand == "kept" ? "hank" : "carl")
        try builder.run(.verifyAsset(1, builder.hash("a")), by: "dora")
        try builder.run(builder.restore("A"), by: "carl")
        if hand == "reset" {
            try builder.run(.recordScope(accounted(builder)))
            try builder.run(
                .recovery(.resetCredential(account: "svc", act: .reset, observed: "the old one is refused", at: nil)),
                by: "hank")
        }

        let refused = builder.refusal(of: .recovery(.confirmAsOwner(system: "A", tested: "ordered a book")), by: "hank")
        guard case .impossible(let text) = refused else {
            Issue.record("a responder spoke for the owner: \(String(describing: refused))")
            return
        }
        #expect(text.hasPrefix("hank ") && text.contains("cannot confirm for the owner"))
        #expect(text.contains("--gate GATE-OWNER --system A --left-out A "))
    }

    private func accounted(_ builder: CaseBuilder) -> ScopeAssessment {
        var scope = builder.incident.scope
        scope.accounts = [AccountAssessment(name: "svc", status: .used, confidence: 0.8, evidence: [])]
        return scope
    }
}
