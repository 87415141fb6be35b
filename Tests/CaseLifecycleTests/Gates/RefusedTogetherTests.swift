import CaseLifecycle
import Testing
import Vocabulary

@Suite("Refusals of what concerns many systems")
struct RefusedTogetherTests {
    @Test("what many systems lack is refused at once, and what all of them lack alike is said once")
    func allAtOnce() throws {
        var builder = try CaseBuilder.contained(["A", "B", "C"])
        try builder.preserve([.system("A"), .system("C")])
        try builder.run(.nameCause(.malware, "beacon"), by: "ann")
        builder.given(.stateEntered(state: .eradication, gates: []))
        let all = ["A", "B", "C"].map(Target.system)
        let done = CaseCommand.cells(all, CauseID(number: 1), .done(what: "rebuilt", destroysTraces: true))

        #expect(missing(builder.refusal(of: done, by: "carl")).count == 1)
        var bare = try CaseBuilder.contained(["A", "B", "C"])
        try bare.run(.nameCause(.malware, "beacon"), by: "ann")
        bare.given(.stateEntered(state: .eradication, gates: []))
        let refused = bare.refusal(of: done, by: "carl")
        #expect(unmet(refused) == ["GATE-EVIDENCE"] && missing(refused).count == 3)

        var recovering = try CaseBuilder.recovering(["A", "B"])
        try recovering.registerAsset()
        for name in ["A", "B"] { try recovering.run(recovering.restore(name), by: "carl") }
        let earlier = CaseBuilder.beforeCompromise.advanced(bySeconds: -3600)
        try recovering.run(
            .recovery(.dateCompromise(system: "A", at: earlier, reason: "an older beacon")), by: "ann")
        #expect(recovering.missing("GATE-RESTORE-ASSET", Step(.resume)).count == 1)
    }
}
