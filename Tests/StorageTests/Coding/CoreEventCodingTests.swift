import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("The stored form of events of the cycle")
struct CoreEventCodingTests {
    @Test("every event is stored in the form that was released, and read back as it was", arguments: events)
    func golden(event: CaseEvent, stored: String) throws {
        let coding = CaseEventCoding()

        #expect(String(decoding: try coding.bytes(event), as: UTF8.self) == stored)
        #expect(try coding.caseEvent(Array(stored.utf8)) == event)
    }

    @Test("thresholds that were added later have their defaults in what was stored before")
    func olderPolicy() throws {
        let event = try CaseEventCoding().caseEvent(
            Array(#"{"policyAdopted":{"policy":{"scope-growth-limit":3,"unheard-of":1}}}"#.utf8))

        var policy = Policy()
        policy.scopeGrowthLimit = 3
        #expect(event == .policyAdopted(policy: policy))
    }

    private static let verdict = GateVerdict(
        gate: "GATE-CLOSE", outcome: .overridden, overrides: [OverrideID(number: 1)], warnings: ["w"],
        organisationVersion: 7)
    private static let verdictText =
        #"{"gate":"GATE-CLOSE","organisationVersion":7,"outcome":"overridden","overrides":["O-1"],"warnings":["w"]}"#

    private static let events: [(CaseEvent, String)] = [
        (.clockSet(seconds: -3600), #"{"clockSet":{"seconds":-3600}}"#),
        (.clockPutBack(shows: .earliest), #"{"clockPutBack":{"shows":"1601-01-01T00:00:00.0000000Z"}}"#),
        (
            .loopedBack(kind: .newHost, to: .analysis, reason: "r", targets: [.system("A"), .account("b")]),
            #"{"loopedBack":{"kind":"newHost","reason":"r","targets":[{"kind":"system","name":"A"},"#
                + #"{"kind":"account","name":"b"}],"to":"analysis"}}"#
        ),
        (.reopeningWithdrawn(reason: "r"), #"{"reopeningWithdrawn":{"reason":"r"}}"#),
        (
            .gatesPassed(step: "restore", target: .system("A"), gates: [verdict]),
            #"{"gatesPassed":{"gates":[\#(verdictText)],"step":"restore","target":{"kind":"system","name":"A"}}}"#
        ),
        (
            .impactAssessed(
                assessment: ImpactAssessment(
                    functionalNow: .none, functionalIfNotContained: .high,
                    information: [.proprietaryBreach, .integrityLoss, .privacyBreach], recoverability: .notRecoverable,
                    reason: "r")),
            #"{"impactAssessed":{"assessment":{"functionalIfNotContained":"high","functionalNow":"none","#
                + #""information":["integrityLoss","privacyBreach","proprietaryBreach"],"reason":"r","#
                + #""recoverability":"notRecoverable"}}}"#
        ),
        (
            .responseChanged(targets: [.system("A")], to: .isolating),
            #"{"responseChanged":{"targets":[{"kind":"system","name":"A"}],"to":"isolating"}}"#
        ),
        (
            .closed(closing: Closing(vector: .lossOrTheft, outcome: .handedOver, resolution: "x", reason: "r")),
            #"{"closed":{"closing":{"outcome":"handedOver","reason":"r","resolution":"x","vector":"lossOrTheft"}}}"#
        ),
        (
            .scope(
                event: .judged(
                    target: .system("A"), verdict: .outOfScope, reason: "r",
                    seen: EvidenceFingerprint(version: 4, files: 1, records: 2, mentions: 3))),
            #"{"scope":{"event":{"judged":{"reason":"r","seen":{"files":1,"mentions":3,"records":2,"version":4},"#
                + #""target":{"kind":"system","name":"A"},"verdict":"outOfScope"}}}}"#
        ),
        (
            .scope(event: .enrolled(target: .account("b"), tier: 1, owner: nil)),
            #"{"scope":{"event":{"enrolled":{"target":{"kind":"account","name":"b"},"tier":1}}}}"#
        ),
        (
            .scope(event: .tierRaised(system: "A", tier: 0)),
            #"{"scope":{"event":{"tierRaised":{"system":"A","tier":0}}}}"#
        ),
        (
            .scope(event: .ownerNamed(system: "A", owner: "Dana")),
            #"{"scope":{"event":{"ownerNamed":{"owner":"Dana","system":"A"}}}}"#
        ),
        (
            .scope(event: .ownerConfirmed(system: "A", owner: "Dana")),
            #"{"scope":{"event":{"ownerConfirmed":{"owner":"Dana","system":"A"}}}}"#
        ),
        (
            .scope(event: .commandChannelNamed(address: "198.51.100.7", reason: "r")),
            #"{"scope":{"event":{"commandChannelNamed":{"address":"198.51.100.7","reason":"r"}}}}"#
        ),
        (
            .scope(
                event: .setApart(
                    other: CaseID(number: 2), names: [.system("A"), .account("b")], reason: "r")),
            #"{"scope":{"event":{"setApart":{"names":[{"kind":"system","name":"A"},{"kind":"account","name":"b"}],"#
                + #""other":"C-2","reason":"r"}}}}"#
        ),
        (
            .override(
                event: .proposed(
                    proposal: .init(
                        id: OverrideID(number: 1), gate: "GATE-CLOSE", missing: [MissingFact("task T-1", "t")],
                        category: .harmOfWaiting, reason: "r", leftOut: ["X"], duration: .temporary, debtOwner: "carl",
                        debtDue: .minute(5)))),
            #"{"override":{"event":{"proposed":{"proposal":{"category":"harmOfWaiting","#
                + #""debtDue":"2026-03-01T10:05:00.1234567Z","debtOwner":"carl","duration":"temporary","#
                + #""gate":"GATE-CLOSE","id":"O-1","leftOut":["X"],"missing":[{"subject":"task T-1","text":"t"}],"#
                + #""reason":"r"}}}}}"#
        ),
        (
            .override(event: .approved(id: OverrideID(number: 1))),
            #"{"override":{"event":{"approved":{"id":"O-1"}}}}"#
        ),
        (
            .override(
                event: .debtIncurred(
                    id: DebtID(number: 2), gate: "GATE-CLOSE", override: OverrideID(number: 1), text: "t",
                    owner: "carl", due: .minute(5))),
            #"{"override":{"event":{"debtIncurred":{"due":"2026-03-01T10:05:00.1234567Z","gate":"GATE-CLOSE","#
                + #""id":"D-2","override":"O-1","owner":"carl","text":"t"}}}}"#
        ),
        (
            .override(event: .debtSettled(id: DebtID(number: 2), reason: "r")),
            #"{"override":{"event":{"debtSettled":{"id":"D-2","reason":"r"}}}}"#
        ),
        (
            .override(event: .debtAccepted(id: DebtID(number: 2), reason: "r")),
            #"{"override":{"event":{"debtAccepted":{"id":"D-2","reason":"r"}}}}"#
        ),
        (
            .override(event: .debtTakenOver(id: DebtID(number: 2), owner: "bob")),
            #"{"override":{"event":{"debtTakenOver":{"id":"D-2","owner":"bob"}}}}"#
        ),
        (
            .task(event: .opened(id: TaskID(number: 1), text: "t", owner: "carl", due: .minute(5))),
            #"{"task":{"event":{"opened":{"due":"2026-03-01T10:05:00.1234567Z","id":"T-1","owner":"carl","text":"t"}}}}"#
        ),
        (
            .task(event: .done(id: TaskID(number: 1), outcome: "o")),
            #"{"task":{"event":{"done":{"id":"T-1","outcome":"o"}}}}"#
        ),
        (
            .task(
                event: .entryAdded(
                    entry: LogEntry(kind: .communication, text: "t", happenedAt: .minute(5), parties: ["p"]))),
            #"{"task":{"event":{"entryAdded":{"entry":{"happenedAt":"2026-03-01T10:05:00.1234567Z","#
                + #""kind":"communication","parties":["p"],"text":"t"}}}}}"#
        ),
    ]
}
