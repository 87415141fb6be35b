import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-BASELINE, more than one baseline")
struct OtherBaselineTests {
    private let drifted: (inout CaseBuilder.Comparing) -> Void = {
        $0.observed.kinds[.autostarts] = ["cron": "/tmp/evil"]
    }

    @Test("another baseline of the same date that says something else is refused, whoever brings it")
    func sameDate() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A", drifted), by: "dora")
        let other = try builder.hash("d")

        let refused = builder.refusal(
            of: try builder.compare("A") {
                drifted(&$0)
                $0.baseline.kinds[.autostarts] = ["cron": "/tmp/evil"]
                $0.baselineHash = other
            }, by: "ann")

        guard case .impossible(let why) = refused else {
            Issue.record("a baseline was made to fit")
            return
        }
        #expect(why.hasPrefix("A was compared with another baseline of \(CaseBuilder.beforeCompromise)"))
    }

    @Test("where a system differed from one baseline, who restored it brings no other")
    func olderDate() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A", drifted), by: "dora")
        let other = try builder.hash("d")
        let older = CaseBuilder.beforeCompromise.advanced(bySeconds: -86_400)
        builder.wait(hours: 1)
        func compared() throws -> CaseCommand {
            try builder.compare("A") {
                drifted(&$0)
                $0.baseline.kinds[.autostarts] = ["cron": "/tmp/evil"]
                $0.baselineHash = other
                $0.takenAt = older
            }
        }

        guard case .secondPersonNeeded = builder.refusal(of: try compared(), by: "carl") else {
            Issue.record("carl chose a baseline that fits")
            return
        }
        guard case .missing = builder.refusal(of: try compared(), by: "dora") else {
            Issue.record("a baseline called itself older, and nobody else did")
            return
        }
        try builder.dateBaseline(other, at: older, by: "bob")
        try builder.run(compared(), by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }

    @Test("two lists of checksums of a system on which nothing differs are equal, and that is what is wanted")
    func equalLists() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let list = try builder.hash("d")
        try builder.run(
            .recovery(.dateBaseline(sha256: list, at: CaseBuilder.beforeCompromise, reason: "printed on paper")),
            by: "bob")
        try builder.run(
            .recovery(.attributeSnapshot(sha256: list, systems: ["A"], reason: "read on its disk")), by: "bob")
        func compared(_ isDated: Bool) throws -> CaseCommand {
            try builder.compare("A") {
                $0.isDated = isDated
                $0.baselineHost = nil
                $0.observedHost = nil
                $0.baselineHash = list
                $0.observedHash = list
            }
        }

        #expect(builder.refusal(of: try compared(true), by: "dora") != nil)
        try builder.run(compared(false), by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
        builder.wait(hours: 1)
        try builder.run(compared(false), by: "dora")
    }

    @Test("the command of a second look names all that was looked at by hand, since it takes the place of all")
    func secondLookOfAll() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let kinds: [BaselineKind] = [.autostarts, .accounts, .network]
        func compared(_ how: String) throws -> CaseCommand {
            try builder.compare("A") {
                for kind in kinds { $0.observed.kinds[kind] = nil }
                $0.byHand = kinds.map { .init(kind: $0, matches: true, how: how) }
            }
        }
        try builder.run(compared("autoruns, line by line"), by: "dora")

        let missing = builder.missing("GATE-BASELINE", Step(.resume))
        #expect(missing.count == 1 && missing[0].contains("--kinds autostarts,accounts,network --verdict verified"))
        try builder.run(compared("the run keys, the SAM and netstat"), by: "ann")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }
}
