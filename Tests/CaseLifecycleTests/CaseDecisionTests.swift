import CaseLifecycle
import Testing
import Vocabulary

@Suite("What a case decides")
struct CaseDecisionTests {
    @Test("a case is opened once, with a title")
    func opening() throws {
        var builder = CaseBuilder()

        #expect(refusal { () throws(CaseRefusal) in try builder.run(.open(title: " \n")) } == .missing(["a title"]))
        #expect(try builder.run(.open(title: "a")) == [.opened(title: "a")])
        #expect(
            refusal { () throws(CaseRefusal) in try builder.run(.open(title: "b")) }
                == .wrongState(.signal, needs: "a case that has not been opened"))
    }

    @Test("nothing can be done to a case that was not opened")
    func unopened() {
        let commands: [CaseCommand] = [
            .note(text: "x"), .advance, .declare(criterion: "c"), .assignLead(person: "p"), .recordFindings([]),
        ]
        var builder = CaseBuilder()

        let refusals = commands.map { builder.refusal(of: $0) }

        #expect(refusals == commands.map { _ in .unknownCase("C-1") })
    }

    @Test("what is already so needs no event")
    func idempotent() throws {
        var builder = try CaseBuilder.opened()
        let id = try #require(EvidenceID(hex: String(repeating: "a", count: 64)))
        var scope = CaseBuilder.scope([("A", .possible)])
        scope.filesCovered = 1
        let commands: [CaseCommand] = [
            .sealEvidence(SealedEvidence(id: id, name: "n", origin: "o", bytes: 1)),
            .recordReading(EvidenceReading(evidence: id, format: .evtx, records: 1, issueCount: 0, issues: [])),
            .recordScope(scope), .assignLead(person: "ann"),
        ]

        let counts = try commands.map { [try builder.run($0).count, try builder.run($0).count] }

        // With the first evidence that a person brings goes who that person is.
        #expect(counts == [[2, 0], [1, 0], [1, 0], [1, 0]])
    }

    @Test("the same bytes from another place, or of another host, are known to have been there, once")
    func metAgain() throws {
        var builder = try CaseBuilder.opened()
        let id = try #require(EvidenceID(hex: String(repeating: "a", count: 64)))
        let places = [(nil, "o"), ("WEBA", "o"), ("WEBB", "o"), (nil, "p"), ("WEBB", "o"), (nil, "o")].map {
            SealedEvidence(id: id, name: "n", origin: $0.1, bytes: 1, host: $0.0)
        }

        let events = try places.map { try builder.run(.sealEvidence($0)).last }

        #expect(
            events.dropFirst() == [
                .evidenceMetAgain(evidence: id, place: EvidencePlace(places[1])),
                .evidenceMetAgain(evidence: id, place: EvidencePlace(places[2])),
                .evidenceMetAgain(evidence: id, place: EvidencePlace(places[3])), nil, nil,
            ])
        #expect(builder.incident.evidence.count == 1)
        #expect(builder.incident.otherPlaces(of: id).map(\.host) == [Optional("WEBA"), "WEBB", nil])
    }

    @Test("what two containers hold, or a container and a folder, is counted once")
    func countedOnce() throws {
        var builder = try CaseBuilder.opened()
        let ids = try ["a", "b", "c"].map { try #require(EvidenceID(hex: String(repeating: $0, count: 64))) }
        for id in ids { try builder.run(.sealEvidence(SealedEvidence(id: id, name: "n", origin: "o", bytes: 1))) }
        #expect(builder.incident.neverRead == 3)
        let log = EvidenceReading(evidence: ids[0], format: .evtx, records: 5, issueCount: 1, issues: [])
        let entry = EvidenceEntry(name: "n", bytes: 1, reading: log, problem: nil)

        try builder.run(.recordReading(log))
        for id in ids.dropFirst() { try builder.run(.recordEntries(id, [entry])) }

        #expect(builder.incident.everyReading.map(\.records) == [5])
        #expect(builder.incident.neverRead == 2)
    }

    @Test("a rule is one finding for each host, and further matches extend it")
    func findings() throws {
        var builder = try CaseBuilder.opened()
        let (a, b, other) = (try sighting("A", count: 2), try sighting("B"), try sighting("A", rule: "S"))

        let first = try builder.run(.recordFindings([a, b, a]))
        let second = try builder.run(.recordFindings([b, other]))

        let ids = (1...3).map(FindingID.init(number:))
        #expect(
            first == [
                .findingRecorded(finding: Finding(id: ids[0], sighting: a)),
                .findingRecorded(finding: Finding(id: ids[1], sighting: b)),
                .findingExtended(finding: ids[0], sighting: a),
            ])
        #expect(
            second == [
                .findingExtended(finding: ids[1], sighting: b),
                .findingRecorded(finding: Finding(id: ids[2], sighting: other)),
            ])
        #expect(builder.incident.findings.map(\.sighting.count) == [4, 2, 1])
    }

    @Test("reasons, persons and texts must be given")
    func required() throws {
        var builder = try CaseBuilder.scoped([("A", .possible)]).analysed()
        let asked: [(CaseCommand, String)] = [
            (.assignLead(person: ""), "the name of the lead"), (.note(text: "\t "), "the text of the note"),
            (.scope(.judge(.system("A"), verdict: .confirmed, reason: "")), "a reason"),
            (.scope(.judge(.system("A"), verdict: .cleared, reason: " ")), "a reason"),
            (.returnTo(.signal, reason: ""), "a reason"),
        ]

        let refusals = asked.map { command, _ in builder.refusal(of: command) }

        #expect(refusals == asked.map { .missing([$0.1]) })
    }

    @Test("a return goes to an earlier state, and only there")
    func returning() throws {
        var builder = try CaseBuilder.scoped([("A", .possible)]).analysed()
        for state in [CaseState.analysis, .containment] {
            #expect(
                refusal { () throws(CaseRefusal) in try builder.run(.returnTo(state, reason: "r")) }
                    == .wrongState(.analysis, needs: "an earlier state to return to"))
        }

        #expect(try builder.run(.returnTo(.declared, reason: "r")) == [.returned(to: .declared, reason: "r")])
        #expect(builder.incident.state == .declared)
    }

    @Test("systems are found by name and alias, whatever the case of the letters; others are refused")
    func systems() throws {
        var builder = try CaseBuilder.opened()
        var scope = CaseBuilder.scope([("WEB", .possible)])
        scope.systems[0].aliases = ["web.corp.example"]
        try builder.run(.recordScope(scope))

        for name in ["web", "WEB.CORP.example"] {
            try builder.run(.scope(.judge(.system(name), verdict: .confirmed, reason: "seen")))
        }

        #expect(builder.incident.systems.mapValues(\.verdict) == ["WEB": .confirmed])
        #expect(
            builder.refusal(of: .scope(.judge(.system("DB"), verdict: .confirmed, reason: "r"))) == .unknownSystem("DB")
        )
        #expect(
            builder.refusal(of: .scope(.judge(.account("x"), verdict: .confirmed, reason: "r"))) == .unknownAccount("x")
        )
    }

    @Test("the same events give the same case")
    func fold() throws {
        var builder = CaseBuilder()
        for command in [
            CaseCommand.open(title: "a"), .recordScope(CaseBuilder.scope([("A", .unknown)])),
            .assignLead(person: "ann"), .declare(criterion: "c"),
            .scope(.judge(.system("A"), verdict: .cleared, reason: "r")), .note(text: "n"), .advance,
        ] { try builder.run(command) }

        var folded = Case(id: builder.incident.id)
        for recorded in builder.events { folded.apply(recorded.event, recorded.stamp) }

        #expect(folded == builder.incident)
        #expect(folded.version == builder.events.count)
    }
}
