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

    @Test("who said of when a baseline is and turns out to be who restored or compared has said nothing")
    func daterJoined() throws {
        for other in ["carl", "dora"] {
            var builder = try CaseBuilder.readyToResume(["A"])
            #expect(builder.missing("GATE-BASELINE", Step(.resume)).isEmpty)

            builder.roster(.personJoined(person: "eve", into: other))

            let missing = builder.missing("GATE-BASELINE", Step(.resume))
            #expect(missing.count == 1 && missing[0].hasPrefix("the word on when the baseline of A, bbb"))
            try builder.dateBaseline(builder.hash("b"), by: "bob")
            #expect(builder.missing("GATE-BASELINE", Step(.resume)).isEmpty)
        }
    }

    @Test("who said whose state a file is and turns out to be who compared has said nothing")
    func attributionJoined() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let baseline = try builder.hash("b")
        try builder.run(
            .recovery(.attributeSnapshot(sha256: baseline, systems: ["A"], reason: "read on its disk")), by: "bob")
        try builder.run(builder.compare("A") { $0.baselineHost = nil }, by: "dora")
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).isEmpty)

        builder.roster(.personJoined(person: "bob", into: "dora"))

        #expect(
            builder.missing("GATE-BASELINE", Step(.resume)).map {
                $0.hasPrefix("the comparison of A by somebody other")
            }
                == [true])
        builder.wait(hours: 1)
        try builder.run(builder.compare("A") { $0.baselineHost = nil }, by: "ann")
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).isEmpty)
    }

    @Test("what is gone without anything done is told with the verdict, and its owner looks after that")
    func goneByItself() throws {
        var builder = try Self.recovered()
        let gate = try #require(Gate.named("GATE-BASELINE"))
        let warning = "what differed on A was gone without anything done: cron (autostarts, changed)"
        try builder.run(.recovery(.confirmAsOwner(system: "A", tested: "ordered a book")), by: "olga")
        for _ in 0..<2 {
            builder.wait(hours: 1)
            try builder.run(builder.compare("A"), by: "dora")
            #expect(builder.warnings(of: gate, for: .resume) == [warning])
        }
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).isEmpty)
        #expect(builder.missing("GATE-OWNER", Step(.resume)).count == 1)
        try builder.run(.recovery(.confirmAsOwner(system: "A", tested: "ordered a book")), by: "olga")
        #expect(builder.missing("GATE-OWNER", Step(.resume)).isEmpty)

        try builder.run(builder.restore("A"), by: "carl")
        builder.wait(hours: 1)
        try builder.run(builder.compare("A"), by: "dora")
        #expect(builder.warnings(of: gate, for: .resume).isEmpty)
    }

    @Test("what went while something else still differed, and was explained, is told, too")
    func goneInBetween() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let file = try builder.hash("d")
        func compared(
            observed: EvidenceID? = nil, ignoring rules: [IgnoreRule] = [], alsoDrifted: Bool = false
        ) throws -> CaseCommand {
            try builder.compare("A") {
                if alsoDrifted { Self.drifted(&$0) }
                $0.observed.kinds[.files]?["/var/log/syslog/1"] = "34"
                $0.observedHash = observed
                $0.ignoring = rules
            }
        }
        try builder.run(compared(alsoDrifted: true), by: "dora")
        builder.wait(hours: 1)
        try builder.run(compared(observed: file), by: "dora")
        try builder.run(
            compared(observed: file, ignoring: [IgnoreRule(kind: .files, key: "/var/log/", reason: "logs grow")]),
            by: "dora")

        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
        #expect(
            builder.warnings(of: try #require(Gate.named("GATE-BASELINE")), for: .resume).filter {
                $0.hasPrefix("what differed")
            } == ["what differed on A was gone without anything done: cron (autostarts, changed)"])
    }

    @Test("what was removed, or changes daily, did not go by itself")
    func goneForReason() throws {
        let gate = try #require(Gate.named("GATE-BASELINE"))
        var removed = try Self.recovered()
        removed.given(
            .recovery(
                event: .cellDone(
                    target: .system("A"), cause: CauseID(number: 1), what: "removed the task", destroysTraces: false)))
        removed.wait(hours: 1)
        try removed.run(removed.compare("A"), by: "ann")
        #expect(!removed.warnings(of: gate, for: .resume).contains { $0.hasPrefix("what differed") })

        var daily = try CaseBuilder.recovered(["A"])
        func grown() -> (inout CaseBuilder.Comparing) -> Void {
            { $0.observed.kinds[.files]?["/var/log/syslog/1"] = "34" }
        }
        try daily.run(daily.compare("A", grown()), by: "dora")
        daily.wait(hours: 1)
        try daily.run(
            daily.compare("A") {
                grown()(&$0)
                $0.ignoring = [IgnoreRule(kind: .files, key: "/var/log/", reason: "logs grow")]
            }, by: "dora")
        #expect(!daily.warnings(of: gate, for: .resume).contains { $0.hasPrefix("what differed") })
    }
}
