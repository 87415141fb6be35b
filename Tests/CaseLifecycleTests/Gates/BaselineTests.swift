import Testing
import Vocabulary

@testable import CaseLifecycle

@Suite("GATE-BASELINE")
struct BaselineTests {
    private let gate = "GATE-BASELINE"

    @Test("a system without a comparison is not known to be clean")
    func missingReport() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])
        try builder.run(builder.compare("A"), by: "dora")

        #expect(
            builder.missing(gate, Step(.resume)) == [
                "the proof that B is back at its baseline: "
                    + "cordon recover verify B --case C-1 --baseline FILE --observed FILE"
            ])
        #expect(builder.incident.responseState(of: .system("A")) == .verified)
        #expect(builder.incident.responseState(of: .system("B")) == .recovered)
    }

    @Test(
        "a kind that was not compared makes a system not verifiable, without any difference",
        arguments: BaselineKind.allCases)
    func missingKind(kind: BaselineKind) throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A") { $0.observed.kinds[kind] = nil }, by: "dora")

        #expect(builder.incident.baselineVerdict(of: "A") == .notVerifiable)
        #expect(
            builder.missing(gate, Step(.resume)).map { $0.hasPrefix("A is not verifiable without \(kind.rawValue)") }
                == [true])
        #expect(builder.incident.responseState(of: .system("A")) == .recovered)
    }

    @Test("a kind of which both sides hold nothing was not compared")
    func emptyKind() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(
            builder.compare("A") {
                $0.baseline.kinds[.files] = [:]
                $0.observed.kinds[.files] = [:]
            }, by: "dora")

        #expect(builder.incident.baselineVerdict(of: "A") == .notVerifiable)
        #expect(
            builder.refusal(
                of: try builder.compare("A") {
                    $0.baseline.kinds = [:]
                    $0.observed.kinds = [:]
                }) != nil)
    }

    @Test("the same words of one person about several systems are told of, other words are not")
    func sameWords() throws {
        var builder = try CaseBuilder.recovered(["A", "B", "C"])
        func look(_ name: String, _ how: String) throws {
            try builder.run(
                builder.compare(name) {
                    $0.observed.kinds[.network] = nil
                    $0.observed.kinds[.indicators] = nil
                    $0.byHand = [.network, .indicators].map { .init(kind: $0, matches: true, how: how) }
                }, by: "dora")
        }
        func warnings() -> [String] {
            builder.warnings(of: .baseline, for: .resume).filter { $0.contains("by hand") }
        }
        try look("A", "ports scanned from outside, 22 open")
        try look("B", "netstat of B, two lines")
        try look("C", "netstat of C, three lines")
        #expect(warnings() == [])

        try look("B", "ports scanned from outside, 22 open")

        #expect(
            warnings() == [
                "network, indicators of 2 systems by hand, in the same words of dora: ports scanned from outside, 22 open"
            ])
        try look("A", "ports of A scanned anew")
        #expect(warnings() == [])
    }

    @Test("every difference is named and keeps the system from work")
    func drift() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(
            builder.compare("A") {
                $0.observed.kinds[.files] = ["/bin/sh": "99", "/etc/passwd": "22", "/tmp/x": "44"]
            }, by: "dora")

        #expect(builder.incident.baselineVerdict(of: "A") == .drift)
        #expect(
            builder.missing(gate, Step(.resume)).map { String($0.prefix(54)) } == [
                "/bin/sh on A as the baseline has it (files, changed): ",
                "/tmp/x on A as the baseline has it (files, added): res",
                "/var/log/syslog/1 on A as the baseline has it (files, ",
            ])
    }

    @Test("a baseline from after the first compromise is none; a first compromise that moves back re-opens the gate")
    func tooLate() throws {
        var builder = try CaseBuilder.recovered(["A"])
        #expect(builder.refusal(of: try builder.compare("A") { $0.takenAt = CaseBuilder.compromise }) != nil)
        try builder.run(builder.compare("A"), by: "dora")
        let earlier = CaseBuilder.beforeCompromise.advanced(bySeconds: -1)

        try builder.run(.recovery(.dateCompromise(system: "A", at: earlier, reason: "an older beacon")))

        #expect(builder.missing(gate, Step(.resume)).map { $0.hasPrefix("a baseline of A from before") } == [true])
    }

    @Test("a baseline made today with an old date is found out by what it holds, and by the date it had before")
    func backDated() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.knowTool("evil.exe", hash: "SHA256=99")
        try builder.run(builder.compare("A"), by: "dora")

        let named = builder.refusal(
            of: try builder.compare("A") { $0.baseline.kinds[.files] = ["/opt/evil.exe": "55"] })
        let hashed = builder.refusal(of: try builder.compare("A") { $0.baseline.kinds[.files] = ["/opt/good": "99"] })
        let dated = builder.refusal(
            of: try builder.compare("A") { $0.takenAt = CaseBuilder.beforeCompromise.advanced(bySeconds: -9) })

        for refusal in [named, hashed] {
            guard case .impossible(let why) = refusal else {
                Issue.record("a baseline with the intruder in it was taken")
                return
            }
            #expect(why.hasPrefix("the baseline holds what the intruder brought"))
        }
        #expect(dated == .impossible("this baseline was entered as of \(CaseBuilder.beforeCompromise) before"))
    }

    @Test("a report of another host, or of a sister host, or from before the restore shows nothing of this one")
    func replayed() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])
        let hash = try builder.hash("c")
        try builder.run(builder.compare("A") { $0.observedHash = hash }, by: "dora")

        #expect(
            builder.refusal(of: try builder.compare("B") { $0.observedHost = "A" })
                == .impossible("the observation is of A, not of B"))
        #expect(builder.refusal(of: try builder.compare("B") { $0.observedHost = "SISTER" }) != nil)
        #expect(builder.refusal(of: try builder.compare("B") { $0.observedHash = hash }) != nil)
        #expect(builder.refusal(of: try builder.compare("B") { $0.observedAt = Staff.start }) != nil)
        #expect(
            builder.refusal(of: try builder.compare("B") { $0.observedAt = $0.observedAt.advanced(bySeconds: 60) })
                != nil)
        builder.wait(hours: 1)
        try builder.run(builder.restore("A"), by: "carl")
        // The same file once more, with a new time: it was already shown before the second restore.
        builder.wait(hours: 1)
        #expect(builder.refusal(of: try builder.compare("A") { $0.observedHash = hash }) != nil)
    }

    @Test("an ignore list explains, and is shown; it hides neither the intruder nor the system")
    func ignoreList() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.knowTool("evil.exe", hash: "SHA256=99")
        try builder.run(.scope(.nameCommandChannel(address: "198.51.100.7", reason: "beacon")))
        func ignoring(_ kind: BaselineKind, _ key: String, _ reason: String = "changes daily") throws -> CaseRefusal? {
            builder.refusal(
                of: try builder.compare("A") {
                    $0.ignoring = [IgnoreRule(kind: kind, key: key, reason: reason)]
                    $0.observed.kinds[.files]?["/var/log/Evil.exe"] = "55"
                    $0.observed.kinds[.files]?["/var/cache/x"] = "99"
                    $0.observed.kinds[.network]?["1/tcp"] = "connects to 198.51.100.7:443"
                })
        }

        #expect(try ignoring(.files, "C:\\Temp\\evil.exe") != nil)
        #expect(try ignoring(.files, "/var/log/Evil.exe") != nil)
        #expect(try ignoring(.files, "/var/log/") != nil)
        #expect(try ignoring(.files, "/var/cache/x") != nil)
        #expect(try ignoring(.network, "1/tcp") != nil)
        #expect(try ignoring(.files, "/") != nil)
        #expect(try ignoring(.files, "/var/") != nil)
        for folder in ["C:/", "C:/Windows/", "/./var/", "//"] { #expect(try ignoring(.files, folder) != nil) }
        #expect(try ignoring(.files, "/var/www/", "n/a") != nil)
        try builder.run(
            builder.compare("A") {
                $0.ignoring = [IgnoreRule(kind: .files, key: "/var/log/", reason: "logs grow")]
                $0.observed.kinds[.files]?["/var/log/syslog/1"] = "34"
            }, by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
        #expect(builder.incident.recovery.comparison(of: "A")?.comparison.hidden.count == 1)
    }

    @Test(
        "what starts, logs on, listens or runs is never ignored; its owner accepts it as a difference, with a second person",
        arguments: [
            (.autostarts, "Updater"), (.accounts, "eve"), (.policy, "1.2"), (.network, "4444/tcp"), (.packages, "nc"),
            (.files, "/var/cache/app/x.so"), (.files, "/srv/web/.ssh/authorized_keys"),
            (.files, "C:\\Users\\Public\\u.exe"), (.indicators, "rule 7"),
        ] as [(BaselineKind, String)])
    func neverIgnored(kind: BaselineKind, key: String) throws {
        var builder = try CaseBuilder.recovered(["A"])
        func compared(ignoring: Bool) throws -> CaseCommand {
            try builder.compare("A") {
                $0.observed.kinds[kind]?[key] = "55"
                if ignoring { $0.ignoring = [IgnoreRule(kind: kind, key: key, reason: "it changes daily")] }
            }
        }

        guard case .impossible = builder.refusal(of: try compared(ignoring: true), by: "dora") else {
            Issue.record("\(key) was ignored")
            return
        }
        try builder.run(compared(ignoring: false), by: "dora")
        try builder.run(
            .propose(gate, .system("A"), item: key, due: builder.context.now.advanced(bySeconds: 60)), by: "ann")
        #expect(builder.missing(gate, Step(.resume)).count == 1)
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "olga")
        #expect(builder.missing(gate, Step(.resume)).isEmpty)
    }

    @Test("a program that is added below an ignored folder is no everyday change")
    func programInFolder() throws {
        var builder = try CaseBuilder.recovered(["A"])
        func added(_ path: String) throws -> CaseCommand {
            try builder.compare("A") {
                $0.ignoring = [IgnoreRule(kind: .files, key: "/var/log/", reason: "logs grow")]
                $0.observed.kinds[.files]?[path] = "55"
            }
        }

        #expect(builder.refusal(of: try added("/var/log/bin/ls"), by: "dora") != nil)
        #expect(builder.refusal(of: try added("/var/log/x.sh"), by: "dora") != nil)
        try builder.run(added("/var/log/syslog/2"), by: "dora")
    }

    @Test(
        "a baseline and its observation are never the same file, nor of the same moment, whichever way they are given")
    func sameFile() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])
        let (baseline, observed) = (try builder.hash("c"), try builder.hash("d"))
        try builder.dateBaseline(baseline)

        #expect(
            builder.refusal(
                of: try builder.compare("A") {
                    $0.baselineHash = baseline
                    $0.observedHash = baseline
                }, by: "dora")
                == .impossible(
                    "the observation is a file that was entered as a baseline: observe A as it is now"))
        #expect(builder.refusal(of: try builder.compare("A") { $0.observedAt = $0.takenAt }, by: "dora") != nil)
        try builder.run(
            builder.compare("A") {
                $0.baselineHash = baseline
                $0.observedHash = observed
            }, by: "dora")
        #expect(builder.refusal(of: try builder.compare("B") { $0.observedHash = baseline }, by: "dora") != nil)
        #expect(builder.refusal(of: try builder.compare("B") { $0.baselineHash = observed }, by: "dora") != nil)
    }

    @Test("a system is observed after it was restored, not at that moment and not in time to come")
    func observedAfter() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let restored = try #require(builder.incident.recovery.restorations["A"]?.stamp.time)

        for seconds in [-1, 0, 3601] as [Int64] {
            let moment = restored.advanced(bySeconds: seconds)
            #expect(builder.refusal(of: try builder.compare("A") { $0.observedAt = moment }, by: "dora") != nil)
        }
        try builder.run(builder.compare("A") { $0.observedAt = restored.advanced(bySeconds: 1) }, by: "dora")
    }

    @Test("who restored or cleaned a system compares nothing of it by hand")
    func ownHands() throws {
        var builder = try CaseBuilder.recovered(["A"])
        func compared() throws -> CaseCommand {
            try builder.compare("A") {
                $0.observed.kinds[.policy] = nil
                $0.byHand = [.init(kind: .policy, matches: true, how: "CIS benchmark run by hand")]
            }
        }

        guard case .secondPersonNeeded = builder.refusal(of: try compared(), by: "carl") else {
            Issue.record("carl judged his own work")
            return
        }
        try builder.run(compared(), by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }

    @Test("what makes an intruder come back is clean by hand when two people looked, each in words of their own")
    func secondLook() throws {
        var builder = try CaseBuilder.recovered(["A"])
        func compared(_ how: String) throws -> CaseCommand {
            try builder.compare("A") {
                $0.observed.kinds[.autostarts] = nil
                $0.observed.kinds[.accounts] = nil
                $0.byHand = [.autostarts, .accounts].map { .init(kind: $0, matches: true, how: how) }
            }
        }
        try builder.run(compared("autoruns, line by line"), by: "dora")

        #expect(builder.incident.baselineVerdict(of: "A") == .notVerifiable)
        #expect(builder.incident.responseState(of: .system("A")) == .recovered)
        #expect(
            builder.missing(gate, Step(.resume)) == [
                "a second person's look at autostarts,accounts of A, compared by hand by dora alone: cordon recover verify A "
                    + "--case C-1 --baseline FILE --observed FILE --kinds autostarts,accounts --verdict verified --how TEXT; "
                    + "or files of them"
            ])
        builder.wait(hours: 1)
        try builder.run(compared("looked once more"), by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .notVerifiable)
        guard case .impossible(let why) = builder.refusal(of: try compared("Looked once more."), by: "bob") else {
            Issue.record("copied words were taken for a second look")
            return
        }
        #expect(why.hasPrefix("what is said of autostarts, accounts of A is what dora said, word for word"))
        try builder.run(compared("the run keys and the SAM"), by: "ann")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
        #expect(builder.incident.responseState(of: .system("A")) == .verified)
    }

    @Test("the age of a baseline that does not say it is the word of another person than who compares or restored")
    func dating() throws {
        var builder = try CaseBuilder.recovered(["A"])
        let hash = try builder.hash("d")
        func compared() throws -> CaseCommand {
            try builder.compare("A") { ($0.isDated, $0.baselineHash) = (false, hash) }
        }
        func date(_ moment: Timestamp, _ reason: String = "from the catalogue of the backups") -> CaseCommand {
            .recovery(.dateBaseline(sha256: hash, at: moment, reason: reason))
        }

        #expect(
            missing(of: builder.refusal(of: try compared(), by: "dora")).hasSuffix(
                "cordon recover baseline C-1 FILE --taken-at TIME --reason TEXT"))
        #expect(builder.refusal(of: date(CaseBuilder.beforeCompromise, "n/a"), by: "bob") != nil)
        #expect(builder.refusal(of: date(builder.context.now.advanced(bySeconds: 1)), by: "bob") != nil)
        #expect(builder.refusal(of: date(.earliest), by: "bob") != nil)
        var carls = builder
        try carls.run(date(CaseBuilder.beforeCompromise), by: "carl")
        #expect(carls.refusal(of: try compared(), by: "dora") != nil, "carl restored it")
        try carls.run(date(CaseBuilder.beforeCompromise), by: "bob")
        try carls.run(compared(), by: "dora")
        #expect(carls.incident.baselineVerdict(of: "A") == .verified, "bob says so, too")
        try builder.run(date(CaseBuilder.beforeCompromise), by: "bob")
        #expect(builder.refusal(of: date(CaseBuilder.beforeCompromise.advanced(bySeconds: -1)), by: "ann") != nil)
        #expect(try builder.run(date(CaseBuilder.beforeCompromise), by: "bob") == [])

        guard case .secondPersonNeeded = builder.refusal(of: try compared(), by: "bob") else {
            Issue.record("bob compared with a baseline that he dated")
            return
        }
        try builder.run(compared(), by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }

    @Test("a file that names no system is that of none, until another person than who compares says whose it is")
    func attributed() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])
        let (baseline, observation) = (try builder.hash("b"), try builder.hash("d"))
        func compared(_ name: String = "A") throws -> CaseCommand {
            try builder.compare(name) {
                ($0.baselineHost, $0.observedHost, $0.observedHash) = (nil, nil, observation)
            }
        }
        func attribute(_ file: EvidenceID, _ reason: String = "the ticket of who collected it") -> CaseCommand {
            .recovery(.attributeSnapshot(sha256: file, systems: ["A"], reason: reason))
        }

        #expect(missing(of: builder.refusal(of: try compared(), by: "dora")).hasPrefix("whose state the baseline is"))
        #expect(builder.refusal(of: attribute(baseline, "n/a"), by: "bob") != nil)
        try builder.run(attribute(baseline), by: "bob")
        #expect(
            missing(of: builder.refusal(of: try compared(), by: "dora")).hasSuffix(
                "cordon recover snapshot C-1 FILE --of A --reason TEXT"))
        try builder.run(attribute(observation), by: "bob")
        #expect(try builder.run(attribute(observation), by: "ann").isEmpty)

        guard case .secondPersonNeeded = builder.refusal(of: try compared(), by: "bob") else {
            Issue.record("bob compared with files that he gave to the system")
            return
        }
        #expect(builder.refusal(of: try compared("B"), by: "dora") != nil, "it was said to be of A alone")
        try builder.run(compared(), by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }

    @Test("a baseline of another host is no baseline of this one, whatever is said of it")
    func sisterBaseline() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])
        for host in ["B", "GOLD"] {
            try builder.run(
                .recovery(
                    .attributeSnapshot(sha256: builder.hash("b"), systems: ["A"], reason: "they are built alike")),
                by: "bob")
            #expect(
                builder.refusal(of: try builder.compare("A") { $0.baselineHost = host }, by: "dora")
                    == .impossible("the baseline is of \(host), not of A"))
        }
    }

    private func missing(of refusal: CaseRefusal?) -> String {
        if case .missing(let texts) = refusal { texts.joined(separator: "; ") } else { "" }
    }

    @Test("what the intruder brought is found where nothing differs, too")
    func indicatorOnSystem() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A") { $0.observed.kinds[.indicators] = ["rule 7": "hit"] }, by: "dora")

        #expect(builder.incident.baselineVerdict(of: "A") == .drift)
    }

    @Test("new evidence about the system, or a new indicator, asks for a new comparison")
    func stale() throws {
        var builder = try CaseBuilder.recovered(["A", "B"])
        for name in ["A", "B"] { try builder.run(builder.compare(name), by: "dora") }
        var scope = builder.incident.scope
        scope.systems[0].records += 1
        try builder.run(.recordScope(scope))
        #expect(builder.missing(gate, Step(.resume)).map { String($0.prefix(21)) } == ["a new comparison of A"])

        try builder.run(.scope(.nameCommandChannel(address: "198.51.100.7", reason: "beacon")))

        #expect(builder.missing(gate, Step(.resume)).count == 2)
    }

    @Test("a later comparison that differs takes the word back")
    func laterDrift() throws {
        var builder = try CaseBuilder.recovered(["A"])
        try builder.run(builder.compare("A"), by: "dora")
        builder.wait(hours: 1)

        let events = try builder.run(builder.compare("A") { $0.observed.kinds[.accounts]?["eve"] = "0" }, by: "dora")

        #expect(events.last == .responseChanged(targets: [.system("A")], to: .recovered))
    }

    @Test("what was compared by hand counts with how it was done, and only as what it says")
    func byHand() throws {
        var builder = try CaseBuilder.recovered(["A"])
        func compared(_ matches: Bool, _ how: String) throws -> CaseCommand {
            try builder.compare("A") {
                $0.observed.kinds[.policy] = nil
                $0.byHand = [.init(kind: .policy, matches: matches, how: how)]
            }
        }

        #expect(builder.refusal(of: try compared(true, "n/a")) != nil)
        try builder.run(compared(false, "CIS check 1.1 fails"), by: "dora")
        #expect(builder.incident.baselineVerdict(of: "A") == .drift)
        builder.wait(hours: 1)
        try builder.run(compared(true, "CIS benchmark run by hand"))
        #expect(builder.incident.baselineVerdict(of: "A") == .verified)
    }

    @Test("the owner lets one difference pass; another value of the same thing is another difference")
    func explained() throws {
        var builder = try CaseBuilder.recovered(["A"])
        func drift(_ value: String) throws -> CaseCommand {
            try builder.compare("A") { $0.observed.kinds[.files]?["/etc/motd"] = value }
        }
        try builder.run(drift("77"), by: "dora")
        try builder.run(
            .propose(gate, .system("A"), item: "/etc/motd", due: builder.context.now.advanced(bySeconds: 60)), by: "ann"
        )
        #expect(builder.refusal(of: .override(.approve(OverrideID(number: 1))), by: "bob") != nil)
        try builder.run(.override(.approve(OverrideID(number: 1))), by: "olga")
        #expect(builder.missing(gate, Step(.resume)).isEmpty)
        builder.wait(hours: 1)

        try builder.run(drift("78"), by: "dora")

        #expect(builder.missing(gate, Step(.resume)).count == 1)
    }

    @Test("ten thousand systems are put before the gate in one go, each by name")
    func scale() throws {
        var scope = ScopeAssessment()
        scope.systems = (0..<10_000).map { number in
            var system = SystemAssessment(name: "H\(number)", presence: .collected)
            system.verdict = .confirmed
            system.records = 1
            return system
        }
        var builder = try CaseBuilder.opened()
        try builder.run(.recordScope(scope))

        #expect(builder.missing(gate, Step(.resume)).count == 10_000)
    }
}

extension CaseBuilder {
    /// The evidence shows a program of the intruder, on a system that the case does not hold.
    mutating func knowTool(_ name: String, hash: String) throws(CaseRefusal) {
        var scope = incident.scope
        scope.tools = [ToolSighting(name: name, kind: .malware, hashes: [hash], hosts: [], evidence: [])]
        try run(.recordScope(scope))
    }
}
