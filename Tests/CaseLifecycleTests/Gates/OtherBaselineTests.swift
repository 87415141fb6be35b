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

    @Test("where a system differed from one baseline, who restored it brings no other, and another person no older one")
    func otherDate() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A", drifted), by: "dora")
        let newer = CaseBuilder.beforeCompromise.advanced(bySeconds: 86_400)
        let older = CaseBuilder.beforeCompromise.advanced(bySeconds: -86_400)
        let files = [newer: try builder.hash("d"), older: try builder.hash("f")]
        builder.wait(hours: 1)
        func compared(_ moment: Timestamp) throws -> CaseCommand {
            try builder.compare("A") {
                drifted(&$0)
                $0.baseline.kinds[.autostarts] = ["cron": "/tmp/evil"]
                $0.baselineHash = files[moment]
                $0.takenAt = moment
            }
        }

        guard case .secondPersonNeeded = builder.refusal(of: try compared(newer), by: "carl") else {
            Issue.record("carl chose a baseline that fits")
            return
        }
        guard case .missing = builder.refusal(of: try compared(newer), by: "dora") else {
            Issue.record("a baseline called itself newer, and nobody else did")
            return
        }
        for (moment, file) in files { try builder.dateBaseline(file, at: moment, by: "bob") }
        for name in ["dora", "ann", "carl"] {
            guard case .impossible(let why) = builder.refusal(of: try compared(older), by: name) else {
                Issue.record("an older baseline was chosen because it fits")
                return
            }
            let known = CaseBuilder.beforeCompromise
            #expect(why.hasPrefix("A was compared with a newer baseline from before the first compromise, bbb"))
            #expect(why.contains(" of \(known), and the newest counts: compare with that one"))
        }
        var since = builder
        guard case .missing(let what) = builder.refusal(of: try compared(newer), by: "dora") else {
            Issue.record("one person's word made a difference fit")
            return
        }
        #expect(what[0].hasPrefix("the word of a second person, who neither compares A nor restored or cleaned it"))
        #expect(what[0].contains("it came after A was seen to differ, and bob alone says so"))
        try builder.dateBaseline(try #require(files[newer]), at: newer, by: "carl")
        #expect(builder.refusal(of: try compared(newer), by: "dora") != nil, "carl restored it")
        try builder.dateBaseline(try #require(files[newer]), at: newer, by: "ann")
        try builder.run(compared(newer), by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
        #expect(
            builder.warnings(of: try #require(Gate.named("GATE-BASELINE")), for: .resume) == [
                "A is proven by a baseline that came after it was seen to differ, \(try #require(files[newer])), and that "
                    + "has: cron (autostarts, changed)"
            ])
        builder.roster(.personJoined(person: "ann", into: "bob"))
        #expect(
            builder.missing("GATE-BASELINE", Step(.resume)).map {
                $0.hasPrefix("the word on when the baseline of A")
            } == [true])
        // What turns out to be from after the compromise is no baseline, and an older one is.
        let earlier = CaseBuilder.beforeCompromise.advanced(bySeconds: -1)
        try since.run(.recovery(.dateCompromise(system: "A", at: earlier, reason: "an older beacon")), by: "ann")
        try since.dateBaseline(try #require(files[older]), at: older, by: "eve")
        try since.run(compared(older), by: "dora")
        #expect(since.incident.baselineVerdict(of: "A") == .verified)
    }

    @Test("the observation that showed the difference, with another date, is no baseline, whoever vouches for it")
    func redated() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let (seen, made) = (try builder.hash("d"), try builder.hash("f"))
        try builder.run(
            builder.compare("A") {
                drifted(&$0)
                $0.observedHash = seen
            }, by: "dora")
        let newer = CaseBuilder.beforeCompromise.advanced(bySeconds: 86_400)
        for name in ["bob", "ann"] { try builder.dateBaseline(made, at: newer, by: name) }

        let refused = builder.refusal(
            of: try builder.compare("A") {
                drifted(&$0)
                ($0.observedHash, $0.baselineHash, $0.takenAt) = (seen, made, newer)
                $0.baseline.kinds[.autostarts] = ["cron": "/tmp/evil"]
            }, by: "dora")

        guard case .impossible(let why) = refused else {
            Issue.record("an observation was dated back")
            return
        }
        #expect(why.hasPrefix("this baseline came after A was seen to differ, and but for its date it is what was"))
    }

    @Test("a baseline that was spoken of before the difference was seen needs no further word")
    func knownBefore() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let (newer, file) = (CaseBuilder.beforeCompromise.advanced(bySeconds: 86_400), try builder.hash("d"))
        try builder.dateBaseline(file, at: newer, by: "bob")
        try builder.run(builder.compare("A", drifted), by: "dora")
        builder.wait(hours: 1)

        try builder.run(
            builder.compare("A") {
                drifted(&$0)
                ($0.baselineHash, $0.takenAt) = (file, newer)
                $0.baseline.kinds[.autostarts] = ["cron": "/tmp/evil"]
            }, by: "dora")

        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
        #expect(builder.missing("GATE-BASELINE", Step(.resume)).isEmpty)
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
