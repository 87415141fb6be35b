import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("The stored form of events of people")
struct PeopleEventCodingTests {
    @Test("every event of the organisation is stored in the form that was released", arguments: organisationEvents)
    func organisation(event: OrganisationEvent, stored: String) throws {
        let coding = CaseEventCoding()

        #expect(String(decoding: try coding.bytes(event), as: UTF8.self) == stored)
        #expect(try coding.organisationEvent(Array(stored.utf8)) == event)
    }

    @Test("every event of a case is stored in the form that was released", arguments: caseEvents)
    func ofCase(event: CaseEvent, stored: String) throws {
        let coding = CaseEventCoding()

        #expect(String(decoding: try coding.bytes(event), as: UTF8.self) == stored)
        #expect(try coding.caseEvent(Array(stored.utf8)) == event)
    }

    private static let from = Timestamp.minute(5)
    private static let until = Timestamp.minute(7)
    private static let fromText = "2026-03-01T10:05:00.1234567Z"
    private static let untilText = "2026-03-01T10:07:00.1234567Z"

    private static let spans = [
        UncoveredSpan(duty: .preparation, from: from, until: until),
        UncoveredSpan(duty: .detection, from: from, until: nil),
    ]
    private static let spansText =
        #"[{"duty":"preparation","from":"\#(fromText)","until":"\#(untilText)"},"#
        + #"{"duty":"detection","from":"\#(fromText)"}]"#

    private static let organisationEvents: [(OrganisationEvent, String)] =
        [
            (.exerciseBegun(start: from), #"{"exerciseBegun":{"start":"\#(fromText)"}}"#),
            (.storeRestored(events: 7), #"{"storeRestored":{"events":7}}"#),
            (.exerciseClockMoved(seconds: 172_800), #"{"exerciseClockMoved":{"seconds":172800}}"#),
            (
                .policyChanged(name: "staffing-hours", value: 48),
                #"{"policyChanged":{"name":"staffing-hours","value":48}}"#
            ),
            (
                .actionsInherited(actions: [
                    InheritedAction(
                        caseID: CaseID(number: 1), action: ActionID(number: 2), text: "t", owner: "ann", due: until,
                        lane: .detection)
                ]),
                #"{"actionsInherited":{"actions":[{"action":"A-2","caseID":"C-1","due":"\#(untilText)","lane":"detection","#
                    + #""owner":"ann","text":"t"}]}}"#
            ),
            (
                .inheritedActionDone(caseID: CaseID(number: 1), action: ActionID(number: 2), outcome: "o"),
                #"{"inheritedActionDone":{"action":"A-2","caseID":"C-1","outcome":"o"}}"#
            ),
            (
                .inheritedActionAssigned(
                    caseID: CaseID(number: 1), action: ActionID(number: 2), owner: "bob", due: until, reason: "r"),
                #"{"inheritedActionAssigned":{"action":"A-2","caseID":"C-1","due":"\#(untilText)","owner":"bob","reason":"r"}}"#
            ),
        ] + people.map { (.people(event: $0), #"{"people":{"event":\#($1)}}"#) }
        + staffing.map { (.staffing(event: $0), #"{"staffing":{"event":\#($1)}}"#) }

    private static let people: [(PeopleEvent, String)] = [
        (
            .personAdded(name: "Ann", kind: .service, accounts: ["a", "b"], title: "t", phone: "p"),
            #"{"personAdded":{"accounts":["a","b"],"kind":"service","name":"Ann","phone":"p","title":"t"}}"#
        ),
        (.accountAdded(person: "Ann", account: "c"), #"{"accountAdded":{"account":"c","person":"Ann"}}"#),
        (.roleGranted(person: "Ann", role: .lead), #"{"roleGranted":{"person":"Ann","role":"lead"}}"#),
        (.roleTaken(person: "Ann", role: .legal), #"{"roleTaken":{"person":"Ann","role":"legal"}}"#),
        (.personDisabled(person: "Ann"), #"{"personDisabled":{"person":"Ann"}}"#),
        (.personEnabled(person: "Ann"), #"{"personEnabled":{"person":"Ann"}}"#),
        (.personJoined(person: "Zed", into: "Ann"), #"{"personJoined":{"into":"Ann","person":"Zed"}}"#),
        (
            .dutyAssigned(person: "Ann", duty: .preparation, from: from, until: until),
            #"{"dutyAssigned":{"duty":"preparation","from":"\#(fromText)","person":"Ann","until":"\#(untilText)"}}"#
        ),
        (
            .dutyAssigned(person: "Ann", duty: .response, from: from, until: nil),
            #"{"dutyAssigned":{"duty":"response","from":"\#(fromText)","person":"Ann"}}"#
        ),
        (.dutyEnded(person: "Ann", at: until), #"{"dutyEnded":{"at":"\#(untilText)","person":"Ann"}}"#),
    ]

    private static let staffing: [(StaffingEvent, String)] = [
        (
            .overrideProposed(
                id: OverrideID(number: 1), person: "Ann", spans: spans, category: .harmOfWaiting, reason: "r"),
            #"{"overrideProposed":{"category":"harmOfWaiting","id":"O-1","person":"Ann","reason":"r","#
                + #""spans":\#(spansText)}}"#
        ),
        (.overrideApproved(id: OverrideID(number: 1)), #"{"overrideApproved":{"id":"O-1"}}"#),
        (
            .debtIncurred(id: DebtID(number: 1), override: OverrideID(number: 1), spans: spans, owner: "Ann"),
            #"{"debtIncurred":{"id":"D-1","override":"O-1","owner":"Ann","spans":\#(spansText)}}"#
        ),
        (.debtSettled(id: DebtID(number: 1), reason: "r"), #"{"debtSettled":{"id":"D-1","reason":"r"}}"#),
        (.debtAccepted(id: DebtID(number: 1), reason: "r"), #"{"debtAccepted":{"id":"D-1","reason":"r"}}"#),
    ]

    private static let caseEvents: [(CaseEvent, String)] = [
        (
            .people(
                event: .offered(
                    offer: .init(
                        id: HandoverID(number: 1), kind: .lead, from: "Ann", to: "Bob", text: "t", version: 4,
                        tasks: [TaskID(number: 1)], debts: [DebtID(number: 2)], clocks: [DutyID(number: 3)]))),
            #"{"people":{"event":{"offered":{"offer":{"clocks":["N-3"],"debts":["D-2"],"from":"Ann","id":"H-1","#
                + #""kind":"lead","tasks":["T-1"],"text":"t","to":"Bob","version":4}}}}}"#
        ),
        (
            .people(event: .accepted(id: HandoverID(number: 1))),
            #"{"people":{"event":{"accepted":{"id":"H-1"}}}}"#
        ),
        (
            .task(event: .reassigned(id: TaskID(number: 1), owner: "Bob")),
            #"{"task":{"event":{"reassigned":{"id":"T-1","owner":"Bob"}}}}"#
        ),
    ]
}
