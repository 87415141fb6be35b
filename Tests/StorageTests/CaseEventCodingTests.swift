import CaseLifecycle
import Foundation
import Testing
import Vocabulary

@testable import Storage

@Suite("The stored form of events")
struct CaseEventCodingTests {
    @Test("every event is stored in the form that was released, and read back as it was")
    func golden() throws {
        let coding = CaseEventCoding()
        for (event, stored) in try Self.events() {
            let text = String(decoding: try coding.bytes(event), as: UTF8.self)
            #expect(text == stored)
            #expect(try coding.caseEvent(Array(stored.utf8)) == event)
        }
        for (event, stored) in Self.organisationEvents {
            #expect(String(decoding: try coding.bytes(event), as: UTF8.self) == stored)
            #expect(try coding.organisationEvent(Array(stored.utf8)) == event)
        }
    }

    @Test(
        "what is no event is damage, not a trap",
        arguments: ["", "{}", "[]", "{\"opened\":{}}", "{\"unheard\":{\"a\":1}}"])
    func damaged(text: String) {
        #expect { try CaseEventCoding().caseEvent(Array(text.utf8)) } throws: {
            ($0 as? StorageError)?.code == .damaged
        }
    }

    private static let organisationEvents: [(OrganisationEvent, String)] = [
        (.storeCreated(store: "ab12"), #"{"storeCreated":{"store":"ab12"}}"#),
        (.settingChanged(name: "a", value: "b"), #"{"settingChanged":{"name":"a","value":"b"}}"#),
        (.exerciseBegun(start: .minute(0)), #"{"exerciseBegun":{"start":"2026-03-01T10:00:00.1234567Z"}}"#),
        (.exerciseClockMoved(seconds: 3600), #"{"exerciseClockMoved":{"seconds":3600}}"#),
    ]

    private static func events() throws -> [(CaseEvent, String)] {
        let one = String(repeating: "1", count: 64)
        let finding = FindingID(number: 1)
        let sighting = try Sample.sighting("WEB", minute: 5)
        let sightingText =
            #"{"count":1,"evidence":["\#(one)#5"],"first":"2026-03-01T10:05:00.1234567Z","host":"WEB","#
            + #""last":"2026-03-01T10:05:00.1234567Z","rule":{"id":"4b1e","level":"high","source":"rules/a.yml","#
            + #""tags":["attack.t1021.006"],"title":"Remote \"service\""}}"#
        return [
            (.opened(title: "a/b \"ü\"\n"), #"{"opened":{"title":"a/b \"ü\"\n"}}"#),
            (
                .evidenceSealed(evidence: try Sample.sealed(1)),
                #"{"evidenceSealed":{"evidence":{"bytes":1,"id":"\#(one)","name":"../Security 1.evtx","origin":"/in/1"}}}"#
            ),
            (
                .evidenceMetAgain(evidence: try Sample.sealed(1).id, place: EvidencePlace(try Sample.sealed(1))),
                #"{"evidenceMetAgain":{"evidence":"\#(one)","place":{"name":"../Security 1.evtx","origin":"/in/1"}}}"#
            ),
            (
                .evidenceMissed(files: [MissedFile(origin: "/in/2", reason: "no permission")]),
                #"{"evidenceMissed":{"files":[{"origin":"/in/2","reason":"no permission"}]}}"#
            ),
            (
                .evidenceRead(reading: try Sample.reading(1, records: 9)),
                #"{"evidenceRead":{"reading":{"evidence":"\#(one)","format":"evtx","issueCount":1,"issues":"#
                    + #"[{"detail":"chunk 1","kind":"badChecksum","offset":4096}],"records":9}}}"#
            ),
            (
                .evidenceRead(
                    reading: EvidenceReading(
                        evidence: try Sample.sealed(1).id, format: .evtx, records: 9, issueCount: 0, issues: [],
                        computers: ["WS1"])),
                #"{"evidenceRead":{"reading":{"computers":["WS1"],"evidence":"\#(one)","format":"evtx","issueCount":0,"#
                    + #""issues":[],"records":9}}}"#
            ),
            (
                .evidenceRead(
                    reading: EvidenceReading(
                        evidence: try Sample.sealed(1).id, format: .evtx, records: 9, issueCount: 0, issues: [],
                        writers: [LogWriter(host: "WS1", records: 8)])),
                #"{"evidenceRead":{"reading":{"evidence":"\#(one)","format":"evtx","issueCount":0,"issues":[],"records":9,"#
                    + #""writers":[{"host":"WS1","records":8}]}}}"#
            ),
            (
                .entriesRead(
                    container: try Sample.sealed(1).id,
                    entries: [
                        EvidenceEntry(
                            name: "a/b.evtx", bytes: 7, reading: try Sample.reading(1, records: 9),
                            problem: ParseIssue(.limit, offset: 5, "too much")),
                        EvidenceEntry(name: "c", bytes: 0, reading: nil, problem: nil),
                    ]),
                #"{"entriesRead":{"container":"\#(one)","entries":[{"bytes":7,"name":"a/b.evtx","problem":"#
                    + #"{"detail":"too much","kind":"limit","offset":5},"reading":{"evidence":"\#(one)","format":"evtx","#
                    + #""issueCount":1,"issues":[{"detail":"chunk 1","kind":"badChecksum","offset":4096}],"records":9}},"#
                    + #"{"bytes":0,"name":"c"}]}}"#
            ),
            (
                .findingRecorded(finding: Finding(id: finding, sighting: sighting)),
                #"{"findingRecorded":{"finding":{"id":"F-1","sighting":\#(sightingText)}}}"#
            ),
            (
                .findingExtended(finding: finding, sighting: sighting),
                #"{"findingExtended":{"finding":"F-1","sighting":\#(sightingText)}}"#
            ),
            (.scopeDerived(assessment: try scope()), scopeText(one)),
            (.leadAssigned(person: "Ann"), #"{"leadAssigned":{"person":"Ann"}}"#),
            (.declared(criterion: "theft"), #"{"declared":{"criterion":"theft"}}"#),
            (
                .stateEntered(state: .declared, gates: [GateVerdict(gate: "GATE-LEAD", outcome: .passed)]),
                #"{"stateEntered":{"gates":[{"gate":"GATE-LEAD","outcome":"passed"}],"state":"declared"}}"#
            ),
            (.returned(to: .analysis, reason: "more"), #"{"returned":{"reason":"more","to":"analysis"}}"#),
            (.systemConfirmed(system: "WEB", reason: "seen"), #"{"systemConfirmed":{"reason":"seen","system":"WEB"}}"#),
            (
                .systemCleared(system: "DB", reason: "clean", seen: 4),
                #"{"systemCleared":{"reason":"clean","seen":4,"system":"DB"}}"#
            ),
            (.noteAdded(text: "n"), #"{"noteAdded":{"text":"n"}}"#),
        ]
    }

    private static func scope() throws -> ScopeAssessment {
        let reference = EvidenceReference(evidence: try .sample(1), record: 3)
        var scope = try Sample.scope([("WEB", .probable, 0.75), ("DB", .possible, 0.5)])
        scope.systems[0].aliases = ["WEB.corp"]
        scope.systems[0].addresses = ["10.0.0.1"]
        scope.systems[0].firstCompromise = .minute(1)
        scope.systems[0].reachedFrom = "MAIL"
        scope.systems[0].method = "RDP"
        scope.systems[0].evidence = [reference]
        scope.accounts = [AccountAssessment(name: "svc", status: .used, confidence: 1, evidence: [reference])]
        scope.patientZero = [
            RootCandidate(
                host: "WEB", confidence: 0.25, enteredFrom: "192.0.2.1", time: .minute(1), reasons: ["first"],
                evidence: [reference])
        ]
        scope.tools = [
            ToolSighting(name: "x.exe", kind: .malware, hashes: ["SHA256=AA"], hosts: ["WEB"], evidence: [reference])
        ]
        let technique = try #require(TechniqueID("T1021.006"))
        scope.techniques = [TechniqueSighting(id: technique, first: .minute(7), hosts: ["DB"], evidence: [reference])]
        scope.leads = [Lead(question: "q", collect: "c", host: nil, value: 0.125)]
        return scope
    }

    private static func scopeText(_ one: String) -> String {
        [
            #"{"scopeDerived":{"assessment":{"accounts":[{"confidence":1,"evidence":["\#(one)#3"],"name":"svc","status":"used"}],"#,
            #""filesCovered":0,"leads":[{"collect":"c","question":"q","value":0.125}],"#,
            #""movements":[{"account":"svc","confidence":0.5,"evidence":["\#(one)#3"],"from":"WEB","method":"WinRM","#,
            #""technique":"T1021.006","time":"2026-03-01T10:07:00.1234567Z","to":"DB"}],"#,
            #""patientZero":[{"confidence":0.25,"enteredFrom":"192.0.2.1","evidence":["\#(one)#3"],"host":"WEB","#,
            #""reasons":["first"],"time":"2026-03-01T10:01:00.1234567Z"}],"#,
            #""systems":[{"addresses":["10.0.0.1"],"aliases":["WEB.corp"],"confidence":0.75,"evidence":["\#(one)#3"],"#,
            #""firstCompromise":"2026-03-01T10:01:00.1234567Z","mentions":0,"method":"RDP","name":"WEB","presence":"collected","#,
            #""reachedFrom":"MAIL","records":0,"verdict":"probable"},{"addresses":[],"aliases":[],"confidence":0.5,"evidence":[],"#,
            #""mentions":0,"name":"DB","presence":"collected","records":0,"verdict":"possible"}],"#,
            #""techniques":[{"evidence":["\#(one)#3"],"first":"2026-03-01T10:07:00.1234567Z","hosts":["DB"],"id":"T1021.006"}],"#,
            #""tools":[{"evidence":["\#(one)#3"],"hashes":["SHA256=AA"],"hosts":["WEB"],"kind":"malware","name":"x.exe"}]}}}"#,
        ].joined()
    }
}
