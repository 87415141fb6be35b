import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-BASELINE, after a difference was seen")
struct AfterDriftTests {
    private static func recovered() throws -> CaseBuilder {
        var builder = try CaseBuilder.recovered(["A"])
        builder.wait(hours: 1)
        try builder.run(builder.compare("A", drifted), by: "dora")
        return builder
    }

    private static let drifted: @Sendable (inout CaseBuilder.Comparing) -> Void = {
        $0.observed.kinds[.autostarts] = ["cron": "/tmp/evil"]
    }

    @Test("what was observed before, or at that moment, does not show that a difference is gone", arguments: [0, -60])
    func older(seconds: Int64) throws {
        var builder = try Self.recovered()
        let seen = builder.context.now
        builder.wait(hours: 1)

        guard
            case .impossible(let why) = builder.refusal(
                of: try builder.compare("A") { $0.observedAt = seen.advanced(bySeconds: seconds) }, by: "ann")
        else {
            Issue.record("an old observation was taken")
            return
        }
        #expect(why.hasPrefix("A was seen to differ at \(seen), and this observation is of"))
        try builder.run(builder.compare("A"), by: "ann")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }

    @Test("a file that was entered before the difference was seen is not newer for being said to be")
    func enteredBefore() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let file = try builder.hash("d")
        func seen() throws -> CaseCommand { try builder.compare("A") { $0.observedHash = file } }
        try builder.run(seen(), by: "dora")
        builder.wait(hours: 1)
        try builder.run(builder.compare("A", Self.drifted), by: "dora")
        builder.wait(hours: 1)

        #expect(builder.refusal(of: try seen(), by: "dora") != nil)
    }

    @Test("a comparison that says less does not make a difference forgotten")
    func forgotten() throws {
        var builder = try Self.recovered()
        let seen = builder.context.now
        builder.wait(hours: 1)
        try builder.run(builder.compare("A") { $0.observed.kinds[.autostarts] = nil }, by: "ann")
        #expect(builder.incident.baselineVerdict(of: "A") == .notVerifiable)

        #expect(builder.refusal(of: try builder.compare("A") { $0.observedAt = seen }, by: "ann") != nil)
    }

    @Test("what is cleaned after a difference was seen is observed after it, too")
    func cleaned() throws {
        var builder = try Self.recovered()
        let seen = builder.context.now
        builder.wait(hours: 1)
        builder.given(
            .recovery(
                event: .cellDone(
                    target: .system("A"), cause: CauseID(number: 1), what: "removed the task", destroysTraces: false)))

        #expect(builder.refusal(of: try builder.compare("A") { $0.observedAt = seen }, by: "dora") != nil)
    }

    @Test("what files showed to differ is not settled by hand, whoever looks; after a restoration it is open again")
    func byHand() throws {
        var builder = try Self.recovered()
        func compared(_ how: String) throws -> CaseCommand {
            try builder.compare("A") {
                $0.observed.kinds[.autostarts] = nil
                $0.byHand = [.init(kind: .autostarts, matches: true, how: how)]
            }
        }
        builder.wait(hours: 1)
        for name in ["ann", "bob"] {
            guard case .impossible(let why) = builder.refusal(of: try compared("read by \(name)"), by: name) else {
                Issue.record("a word outweighed a file")
                return
            }
            #expect(why.hasPrefix("files showed that A differs in autostarts"))
        }
        try builder.run(builder.restore("A"), by: "carl")
        builder.wait(hours: 1)
        for name in ["ann", "bob"] { try builder.run(compared("read by \(name)"), by: name) }
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }

    @Test("what was seen may be explained by what changes daily, without another observation")
    func explained() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let file = try builder.hash("d")
        func compared(ignoring rules: [IgnoreRule]) throws -> CaseCommand {
            try builder.compare("A") {
                $0.observed.kinds[.files]?["/var/log/syslog/1"] = "34"
                $0.observedHash = file
                $0.ignoring = rules
            }
        }
        try builder.run(compared(ignoring: []), by: "dora")

        try builder.run(
            compared(ignoring: [IgnoreRule(kind: .files, key: "/var/log/", reason: "logs grow")]), by: "dora")

        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }

    @Test("who restored a system does not find it clean, as long as somebody else could; what differs anybody tells")
    func ownWork() throws {
        var builder = try CaseBuilder.recovered(["A"])
        guard case .secondPersonNeeded = builder.refusal(of: try builder.compare("A"), by: "carl") else {
            Issue.record("carl judged his own work")
            return
        }
        var alone = builder
        for name in ["ann", "bob", "dora"] { alone.roster(.personDisabled(person: name)) }
        try alone.run(alone.compare("A"), by: "carl")
        #expect(alone.missing("GATE-BASELINE", Step(.resume)).isEmpty)
        #expect(
            alone.warnings(of: try #require(Gate.named("GATE-BASELINE")), for: .resume) == [
                "carl alone compared systems that the same person restored or cleaned"
            ])
        try builder.run(builder.compare("A", Self.drifted), by: "carl")
        #expect(builder.incident.baselineVerdict(of: "A") == .drift)
    }

    @Test("who compared and turns out to be who restored has shown nothing")
    func joined() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A"), by: "dora")
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).isEmpty)

        builder.roster(.personJoined(person: "dora", into: "carl"))

        #expect(
            builder.missing("GATE-BASELINE", Step(.resume)).map { String($0.prefix(57)) } == [
                "the comparison of A by somebody other than carl, who rest"
            ])
    }

    @Test("a baseline that says itself of when it is needs the word of a second person, who did not restore the system")
    func ownDate() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let made = try builder.hash("d")
        func compared() throws -> CaseCommand { try builder.compare("A") { $0.baselineHash = made } }
        guard case .missing(let what) = builder.refusal(of: try compared(), by: "dora") else {
            Issue.record("a file vouched for itself")
            return
        }
        #expect(what[0].hasSuffix("cordon recover baseline C-1 FILE --taken-at TIME --reason TEXT"))

        for name in ["dora", "carl"] {
            try builder.dateBaseline(made, by: name)
            #expect(builder.refusal(of: try compared(), by: "dora") != nil)
        }
        try builder.dateBaseline(made, by: "bob")
        try builder.run(compared(), by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }
}
