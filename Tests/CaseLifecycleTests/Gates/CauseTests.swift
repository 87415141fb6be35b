import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-CAUSE")
struct CauseTests {
    @Test("no case is closed and no final report written without a cause; containment only warns")
    func required() throws {
        let builder = try CaseBuilder.underReview()

        let missing = [
            "the cause and patient zero, or why they cannot be determined: cordon case cause C-1 --help"
        ]
        #expect(builder.missed("GATE-CAUSE") == missing)
        #expect(builder.missed("GATE-CAUSE", for: .finaliseReport) == missing)
        #expect(builder.missed("GATE-CAUSE", for: .contain).isEmpty)
    }

    @Test("a cause with patient zero, evidence and three other explanations is enough")
    func stated() throws {
        var builder = try CaseBuilder.underReview()

        try builder.run(Review.cause())

        #expect(builder.missed("GATE-CAUSE").isEmpty)
        #expect(builder.incident.review.cause?.text == "upload of a web shell")
    }

    @Test(
        "what says nothing is no cause",
        arguments: [
            Review.statement(text: "."), Review.statement(text: "n/a"), Review.statement(text: " "),
            Review.statement(evidence: []), Review.statement(alternatives: []),
            Review.statement(alternatives: Array(Review.alternatives.prefix(2))),
            Review.statement(alternatives: Array(repeating: Review.alternatives[0], count: 3)),
            Review.statement(alternatives: [], whyFewer: "-"),
            CauseStatement(vector: .web, text: "a web shell", roots: [], alternatives: Review.alternatives),
        ])
    func says(cause: CauseStatement) throws {
        var builder = try CaseBuilder.underReview()

        guard case .missing = builder.refusal(of: .review(.stateCause(cause))) else {
            Issue.record("not refused for what is missing")
            return
        }
    }

    @Test("fewer explanations need a reason")
    func fewer() throws {
        var builder = try CaseBuilder.underReview()

        try builder.run(
            .review(.stateCause(Review.statement(alternatives: [], whyFewer: "the shell's upload is on record"))))

        #expect(builder.missed("GATE-CAUSE").isEmpty)
    }

    @Test("evidence of another case is none")
    func foreignEvidence() throws {
        var builder = try CaseBuilder.underReview()
        let foreign = try #require(Support(String(repeating: "f", count: 64) + "#0"))

        #expect(
            builder.refusal(of: .review(.stateCause(Review.statement(evidence: [foreign]))))
                == .unknownItem("evidence \(foreign)"))
        #expect(
            builder.refusal(of: .review(.stateCause(Review.statement(evidence: [.finding(FindingID(number: 9))]))))
                == .unknownItem("evidence F-9"))
    }

    @Test("a record is evidence only where the file that the case holds has that many, and its custody is whole")
    func records() throws {
        var builder = try CaseBuilder.underReview()
        let id = try #require(EvidenceID(hex: String(repeating: "b", count: 64)))
        try builder.run(.sealEvidence(SealedEvidence(id: id, name: "a.evtx", origin: "/a", bytes: 7, host: "web")))
        try builder.run(
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 5, issueCount: 0, issues: [])))
        func cause(_ record: Int) -> CaseCommand {
            .review(
                .stateCause(
                    Review.statement(evidence: [.record(EvidenceReference(evidence: id, record: record))])))
        }

        #expect(builder.refusal(of: cause(5)) == .unknownItem("evidence \(id)#5"))
        #expect(unmet(builder.refusal(of: cause(4))) == ["GATE-CUSTODY"])
    }

    @Test("evidence of a cause tells of patient zero or of the way into it, and not of another system")
    func bearing() throws {
        var builder = try CaseBuilder.underReview([("DB", .confirmed), ("PROXY", .unknown), ("WEB", .confirmed)])
        let ids = try ["1", "2", "3"].map { try #require(EvidenceID(hex: String(repeating: $0, count: 64))) }
        for (id, host) in zip(ids, ["DB", "PROXY", nil]) {
            try builder.run(
                .sealEvidence(SealedEvidence(id: id, name: "a.evtx", origin: "/a", bytes: 7, host: host)))
            try builder.run(
                .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 5, issueCount: 0, issues: [])))
        }
        func record(_ file: Int, _ number: Int = 0) -> Support {
            .record(EvidenceReference(evidence: ids[file], record: number))
        }
        func isForeign(_ evidence: Support...) -> Bool {
            guard
                case .impossible(let text) = builder.refusal(
                    of: .review(.stateCause(Review.statement(evidence: evidence))))
            else { return false }
            return text.contains("does not bear on WEB")
        }

        #expect(isForeign(.finding(FindingID(number: 2))))
        for file in ids.indices { #expect(isForeign(record(file)) && isForeign(Review.finding, record(file))) }
        // What was derived says that the intruder came by the proxy, and that the file of many hosts tells of WEB.
        var scope = builder.incident.scope
        scope.filesCovered = 3
        scope.patientZero = [
            RootCandidate(
                host: "WEB", confidence: 0.9, enteredFrom: "203.0.113.7", time: nil, reasons: ["upload"],
                evidence: [
                    EvidenceReference(evidence: ids[1], record: 1), EvidenceReference(evidence: ids[2], record: 1),
                ])
        ]
        try builder.run(.recordScope(scope))
        #expect(isForeign(record(0, 1)) && isForeign(record(1, 2)))
        #expect(!isForeign(record(1, 1)) && !isForeign(record(2, 2)))
    }

    @Test("a compromise has a possible date: neither of ages ago nor of times to come")
    func since() throws {
        var builder = try CaseBuilder.underReview()

        for text in ["1601-01-01T00:00:00Z", "1989-01-01T00:00:00Z", "2012-01-01T00:00:00Z", "9999-01-01T00:00:00Z"] {
            let time = try #require(Timestamp(iso8601: text))
            #expect(builder.refusal(of: .review(.stateCause(Review.statement(since: time)))) != nil, "\(text)")
        }
        #expect(builder.incident.earliestCompromise == Review.at(hour: 9))
    }

    @Test("other explanations differ from one another and from the cause, and each has a reason of its own")
    func explanations() throws {
        var builder = try CaseBuilder.underReview()
        let others = Review.alternatives
        func with(_ text: String, _ reason: String) -> [CauseStatement.Alternative] {
            others.prefix(2) + [.init(text: text, reason: reason)]
        }

        for alternatives in [
            with("aa", "bb"), with("insider", "n/a"), with("insider", "Insider!"), with("insider", others[0].reason),
            with("Stolen Password", "it was not stolen"), with(others[0].reason, "it is what it is"),
            with("insider", "Upload of a web shell"), with("upload of a web shell.", "no other way"),
            with("insider", "-"), others + [.init(text: "TBD", reason: "not looked at")],
        ] {
            guard
                case .missing = builder.refusal(of: .review(.stateCause(Review.statement(alternatives: alternatives))))
            else {
                Issue.record("\(alternatives.map(\.text))")
                continue
            }
        }
        try builder.run(
            .review(.stateCause(Review.statement(alternatives: with("insider", "nobody was in the house")))))
    }

    @Test("patient zero is a confirmed system of the case", arguments: ["NOWHERE", "APP"])
    func confirmed(name: String) throws {
        var builder = try CaseBuilder.underReview([("APP", .possible), ("WEB", .confirmed)])

        #expect(builder.refusal(of: Review.cause(name)) != nil)
    }

    @Test("patient zero is not what was compromised later")
    func laterSystem() throws {
        var builder = try CaseBuilder.underReview()

        let later = CaseCommand.review(
            .stateCause(Review.statement("DB", evidence: [.finding(FindingID(number: 2))])))
        guard case .missing(let missing) = builder.refusal(of: later) else {
            Issue.record("not refused")
            return
        }
        #expect(missing.contains { $0.contains("WEB was compromised at") })
    }

    @Test("the intruder does not go on from a system before it was compromised")
    func hopBefore() throws {
        var builder = try CaseBuilder.underReview()
        var scope = builder.incident.scope
        scope.movements.append(Review.movement(from: "WEB", to: "DB", hour: 8))
        try builder.run(.recordScope(scope))

        guard case .missing(let missing) = builder.refusal(of: Review.cause()) else {
            Issue.record("not refused")
            return
        }
        #expect(missing.count == 1 && missing[0].contains("a time for WEB that is not after"))
        // Somebody who knows since when says so; not later than the evidence has it, and not in times to come.
        func since(_ time: Timestamp) -> CaseCommand { .review(.stateCause(Review.statement(since: time))) }
        #expect(builder.refusal(of: since(Review.at(hour: 11))) != nil)
        #expect(builder.refusal(of: since(builder.now.advanced(bySeconds: 1))) != nil)
        try builder.run(since(Review.at(hour: 7)))
    }

    private func twoRoots(
        _ second: String, reason: String = "stolen password of the supplier", finding: Int = 2
    ) -> CaseCommand {
        .review(
            .stateCause(
                CauseStatement(
                    vector: .web, text: "two ways in",
                    roots: [
                        .init(system: "WEB", reason: "upload of a web shell", evidence: [Review.finding]),
                        .init(
                            system: second, reason: reason, evidence: [.finding(FindingID(number: finding))]),
                    ], alternatives: Review.alternatives)))
    }

    @Test("two patient zeros are two ways in, each with its reason and evidence")
    func twoPatientZeros() throws {
        var builder = try CaseBuilder.underReview([("MAIL", .confirmed), ("WEB", .confirmed)])
        try builder.run(.recordFindings([sighting("MAIL", rule: "S")]))

        #expect(builder.refusal(of: twoRoots("WEB")) != nil)
        #expect(builder.refusal(of: twoRoots("MAIL", reason: "Upload of a web shell!")) != nil)
        #expect(builder.refusal(of: twoRoots("MAIL", finding: 1)) != nil)
        try builder.run(twoRoots("MAIL", finding: 3))
        #expect(builder.missed("GATE-CAUSE").isEmpty)
    }

    @Test("a system that was reached from one patient zero is no other")
    func reached() throws {
        var builder = try CaseBuilder.underReview()

        guard case .missing(let missing) = builder.refusal(of: twoRoots("DB")) else {
            Issue.record("not refused")
            return
        }
        #expect(missing.contains { $0.hasPrefix("a root of its own for DB") })
    }

    @Test("what is found later re-opens the gate: patient zero is cleared, or another system was earlier")
    func reopens() throws {
        var builder = try CaseBuilder.underReview().reviewed()
        #expect(builder.missed("GATE-CAUSE").isEmpty)

        var scope = builder.incident.scope
        var early = SystemAssessment(name: "APP", presence: .collected)
        early.verdict = .confirmed
        early.firstCompromise = Review.at(hour: 5)
        scope.systems.append(early)
        try builder.run(.recordScope(scope))
        #expect(
            builder.missed("GATE-CAUSE").map { $0.prefix(47) } == ["a patient zero that was first: APP was compromi"])

        try builder.run(.scope(.judge(.system("WEB"), verdict: .cleared, reason: "a scanner of ours")), by: "bob")
        #expect(
            builder.missed("GATE-CAUSE").map { $0.prefix(46) } == ["a patient zero that is confirmed: WEB is clear"])
    }

    @Test("that a cause cannot be determined needs a reason and the evidence that is missing, by name")
    func undeterminable() throws {
        var builder = try CaseBuilder.underReview()
        func giveUp(_ reason: String, _ missing: [String]) -> CaseCommand {
            .review(.causeUndeterminable(reason: reason, missing: missing))
        }

        #expect(builder.refusal(of: giveUp(".", ["logs"])) != nil)
        #expect(builder.refusal(of: giveUp("the disk was wiped", [])) != nil)
        #expect(builder.refusal(of: giveUp("the disk was wiped", ["n/a", " "])) != nil)
        try builder.run(giveUp("the disk was wiped", ["disk of WEB before 1 March"]))
        #expect(builder.missed("GATE-CAUSE").isEmpty)
    }

    @Test("what was said before stays, and only people say it")
    func history() throws {
        var builder = try CaseBuilder.underReview()
        try builder.run(.review(.causeUndeterminable(reason: "wiped", missing: ["disk"])))
        try builder.run(Review.cause())

        #expect(
            builder.incident.review.causes.map(\.text) == [
                "not determinable: wiped; missing: disk", "upload of a web shell",
            ])
        #expect(builder.refusal(of: Review.cause(), by: "robot") != nil)
    }

    @Test("what speaks against another explanation is said in more than a word")
    func explained() throws {
        var builder = try CaseBuilder.underReview()
        for reason in ["b", "logs", "a b c", "no"] {
            let alternatives = ["insider", "phishing", "stolen password"].map {
                CauseStatement.Alternative(text: $0, reason: "\(reason)")
            }
            guard
                case .missing = builder.refusal(of: .review(.stateCause(Review.statement(alternatives: alternatives))))
            else {
                Issue.record("\(reason)")
                continue
            }
        }
    }

    @Test("a cause that rests on nothing of the first system stands as a warning")
    func evidenceElsewhere() throws {
        var builder = try CaseBuilder.underReview()
        let log = try builder.seal(77)
        try builder.read(log, 50, writers: ["DB": 50])
        try builder.identify(log)
        var scope = builder.incident.scope
        for index in scope.systems.indices where scope.systems[index].name == "WEB" {
            scope.systems[index].evidence = [EvidenceReference(evidence: log, record: 3)]
        }
        builder.given(.scopeDerived(assessment: scope))
        let gate = try #require(Gate.named("GATE-CAUSE"))
        let record = Support.record(EvidenceReference(evidence: log, record: 3))
        try builder.run(.review(.stateCause(Review.statement(evidence: [record]))))

        #expect(builder.warnings(of: gate, for: .close) == ["no evidence of the cause is of WEB, but of DB"])
    }

    @Test("that a cause cannot be determined holds no longer than until the evidence has a first system")
    func determinable() throws {
        var builder = try CaseBuilder.underReview()
        try builder.run(.review(.causeUndeterminable(reason: "wiped", missing: ["disk of WEB"])))
        #expect(builder.missed("GATE-CAUSE").isEmpty)

        var scope = builder.incident.scope
        scope.patientZero = [
            RootCandidate(host: "WEB", confidence: 0.95, enteredFrom: nil, time: nil, reasons: ["upload"], evidence: [])
        ]
        try builder.run(.recordScope(scope))

        #expect(builder.missed("GATE-CAUSE").map { $0.contains("by now the evidence has WEB as the first") } == [true])
        try builder.run(Review.cause())
        #expect(builder.missed("GATE-CAUSE").isEmpty)
    }

    @Test("a system that the intruder came to from another is not made the first by a date that somebody types")
    func lateHop() throws {
        var builder = try CaseBuilder.underReview()
        func cause(_ support: Support, since: Timestamp? = Review.at(hour: 1)) -> CaseCommand {
            .review(.stateCause(Review.statement("DB", since: since, evidence: [support])))
        }
        guard case .missing(let missing) = builder.refusal(of: cause(.finding(FindingID(number: 2)))) else {
            Issue.record("not refused")
            return
        }
        #expect(missing.map { $0.hasPrefix("a first system that the intruder did not come to from another") } == [true])

        // Something of the time before shows it; of a record of which nobody knows the time somebody says it.
        var early = try sighting("DB", rule: "S")
        early = FindingSighting(
            rule: early.rule, host: "DB", count: 1, first: Review.at(hour: 2), last: nil, evidence: early.evidence)
        try builder.run(.recordFindings([early]))
        try builder.run(cause(.finding(FindingID(number: 3))))
        let gate = try #require(Gate.named("GATE-CAUSE"))
        #expect(builder.missed("GATE-CAUSE").isEmpty && builder.warnings(of: gate, for: .close) == [])
        let log = try builder.seal(77)
        try builder.read(log, 50, writers: ["DB": 50])
        try builder.identify(log, as: "DB")
        let record = Support.record(EvidenceReference(evidence: log, record: 3))
        #expect(builder.refusal(of: cause(record, since: nil)) != nil)
        try builder.run(cause(record))
        #expect(
            builder.warnings(of: gate, for: .close).map { $0.hasPrefix("that DB was the first is said of it") } == [
                true
            ])
    }

    @Test("what another system wrote bears on a cause by the word of somebody else than who states it")
    func said() throws {
        var builder = try CaseBuilder.underReview()
        builder.actor = "carl"
        let log = try builder.seal(77)
        try builder.read(log, 50, writers: ["DB": 50])
        try builder.identify(log, as: "WEB")
        let record = Support.record(EvidenceReference(evidence: log, record: 3))
        let cause = CaseCommand.review(.stateCause(Review.statement(evidence: [record])))

        guard case .impossible(let text) = builder.refusal(of: cause, by: "carl") else {
            Issue.record("not refused")
            return
        }
        #expect(text.contains("does not bear on WEB"))
        try builder.run(cause, by: "ann")
    }

    @Test("that the evidence has another system as the first is told beside the cause")
    func otherRoot() throws {
        var builder = try CaseBuilder.underReview([("MAIL", .confirmed), ("WEB", .confirmed)])
        try builder.run(Review.cause())
        var scope = builder.incident.scope
        scope.patientZero = [
            RootCandidate(host: "MAIL", confidence: 0.95, enteredFrom: nil, time: nil, reasons: ["link"], evidence: [])
        ]
        try builder.run(.recordScope(scope))

        #expect(
            builder.warnings(of: try #require(Gate.named("GATE-CAUSE")), for: .close).contains(
                "the evidence has MAIL as the first system, and not WEB"))
    }
}
