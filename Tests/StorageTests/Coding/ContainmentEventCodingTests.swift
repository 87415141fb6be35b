import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("The stored form of events of containment")
struct ContainmentEventCodingTests {
    @Test("every event is stored in the form that was released, and read back as it was", arguments: events)
    func golden(event: ContainmentEvent, stored: String) throws {
        let coding = CaseEventCoding()
        let text = #"{"containment":{"event":\#(stored)}}"#

        #expect(String(decoding: try coding.bytes(.containment(event: event)), as: UTF8.self) == text)
        #expect(try coding.caseEvent(Array(text.utf8)) == .containment(event: event))
    }

    private static let moment = Timestamp.minute(3)
    private static let momentText = "2026-03-01T10:03:00.1234567Z"
    private static let measure = MeasureID(number: 1)
    private static let a = #"{"kind":"system","name":"A"}"#
    private static let b = #"{"kind":"account","name":"b"}"#

    private static let events: [(ContainmentEvent, String)] = [
        (
            .channelNamed(
                details: PlanningChannel.Details(
                    name: "n", kind: .meetingRoom, dependsOn: ["d"], participants: ["p"], testedAt: moment)),
            #"{"channelNamed":{"details":{"dependsOn":["d"],"kind":"meetingRoom","name":"n","participants":["p"],"#
                + #""testedAt":"\#(momentText)"}}}"#
        ),
        (.channelTested(outcome: "o", at: moment), #"{"channelTested":{"at":"\#(momentText)","outcome":"o"}}"#),
        (.channelAcknowledged(person: "p"), #"{"channelAcknowledged":{"person":"p"}}"#),
        (
            .delayDecided(reason: "r", hardStop: moment),
            #"{"delayDecided":{"hardStop":"\#(momentText)","reason":"r"}}"#
        ),
        (.delaySigned, #"{"delaySigned":{}}"#),
        (
            .memberReadied(
                target: .system("A"), plan: PlanID(number: 1), revision: 7, reachable: "r", privilege: "p",
                rollback: "b"),
            #"{"memberReadied":{"plan":"P-1","privilege":"p","reachable":"r","revision":7,"rollback":"b","target":\#(a)}}"#
        ),
        (
            .ordered(
                number: 1, plan: PlanID(number: 1), revision: 7, targets: [.system("A"), .account("b")], leftOut: [],
                emergency: nil),
            #"{"ordered":{"leftOut":[],"number":1,"plan":"P-1","revision":7,"targets":[\#(a),\#(b)]}}"#
        ),
        (
            .ordered(
                number: 2, plan: nil, revision: nil, targets: [.system("A")], leftOut: [.account("b")],
                emergency: ContainmentOrder.Emergency(kind: .actorAlerted, impact: ["F-1"], reason: "r")),
            #"{"ordered":{"emergency":{"impact":["F-1"],"kind":"actorAlerted","reason":"r"},"leftOut":[\#(b)],"#
                + #""number":2,"targets":[\#(a)]}}"#
        ),
        (
            .ordered(
                number: 3, plan: nil, revision: nil, targets: [.system("A")], leftOut: [],
                emergency: ContainmentOrder.Emergency(
                    kind: .actorAlerted, impact: ["F-1"], reason: "r", leftOutReason: "l", unjudged: [.account("b")])),
            #"{"ordered":{"emergency":{"impact":["F-1"],"kind":"actorAlerted","leftOutReason":"l","reason":"r","#
                + #""unjudged":[\#(b)]},"leftOut":[],"number":3,"targets":[\#(a)]}}"#
        ),
        (
            .measuresPlaced(
                measures: [
                    Measure.Placement(
                        id: measure, kind: .isolateHost, order: 1, duration: .temporary, due: moment,
                        permanenceReason: nil)
                ]),
            #"{"measuresPlaced":{"measures":[{"due":"\#(momentText)","duration":"temporary","id":"M-1","#
                + #""kind":"isolateHost","order":1}]}}"#
        ),
        (.emergencyConfirmed(order: 2), #"{"emergencyConfirmed":{"order":2}}"#),
        (
            .observed(target: .system("A"), result: .partial, observed: "o", from: "f", happenedAt: moment),
            #"{"observed":{"from":"f","happenedAt":"\#(momentText)","observed":"o","result":"partial","target":\#(a)}}"#
        ),
        (
            .rolledBack(targets: [.system("A")], action: ActionKey(plan: PlanID(number: 1), number: 3), reason: "r"),
            #"{"rolledBack":{"action":{"number":3,"plan":"P-1"},"reason":"r","targets":[\#(a)]}}"#
        ),
        (
            .measurePostponed(id: measure, until: moment, reason: "r"),
            #"{"measurePostponed":{"id":"M-1","reason":"r","until":"\#(momentText)"}}"#
        ),
        (
            .measureRemoved(id: measure, check: "c", happenedAt: moment),
            #"{"measureRemoved":{"check":"c","happenedAt":"\#(momentText)","id":"M-1"}}"#
        ),
        (.permanenceProposed(id: measure, reason: "r"), #"{"permanenceProposed":{"id":"M-1","reason":"r"}}"#),
        (.permanenceApproved(id: measure), #"{"permanenceApproved":{"id":"M-1"}}"#),
    ]
}
