import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("The stored form of events of plans")
struct PlanEventCodingTests {
    @Test("every event is stored in the form that was released, and read back as it was", arguments: events)
    func golden(event: PlanEvent, stored: String) throws {
        let coding = CaseEventCoding()
        let text = #"{"plan":{"event":\#(stored)}}"#

        #expect(String(decoding: try coding.bytes(.plan(event: event)), as: UTF8.self) == text)
        #expect(try coding.caseEvent(Array(text.utf8)) == .plan(event: event))
    }

    private static let plan = PlanID(number: 1)
    private static let moment = Timestamp.minute(3)
    private static let momentText = "2026-03-01T10:03:00.1234567Z"

    private static let onSystem = PlanAction(
        number: 1, kind: .isolateHost, target: .system("A"), address: nil, text: "t", owner: "o", precondition: "p",
        verification: "v", rollback: "r", destroysTraces: true)
    private static let onSystemText =
        #"{"destroysTraces":true,"kind":"isolateHost","number":1,"owner":"o","precondition":"p","rollback":"r","#
        + #""target":{"kind":"system","name":"A"},"text":"t","verification":"v"}"#
    private static let onAddress = PlanAction(
        number: 2, kind: .blockAddress, target: nil, address: "192.0.2.1", text: "t", owner: "o", precondition: "p",
        verification: "v", rollback: "r", destroysTraces: false)
    private static let onAddressText =
        #"{"address":"192.0.2.1","destroysTraces":false,"kind":"blockAddress","number":2,"owner":"o","#
        + #""precondition":"p","rollback":"r","text":"t","verification":"v"}"#

    private static let strategy = Strategy(
        measure: .isolateHost,
        criteria: Strategy.Criteria(
            damage: "d", evidence: "e", availability: "a", resources: "r", effectiveness: "f", duration: "l"),
        effectiveness: .partial, sideEffects: "s", duration: .temporary, removalDue: moment, permanenceReason: nil)
    private static let criteriaText =
        #"{"availability":"a","damage":"d","duration":"l","effectiveness":"f","evidence":"e","resources":"r"}"#
    private static let strategyText =
        #"{"criteria":\#(criteriaText),"duration":"temporary","effectiveness":"partial","measure":"isolateHost","#
        + #""removalDue":"\#(momentText)","sideEffects":"s"}"#

    private static let events: [(PlanEvent, String)] = [
        (
            .drafted(
                id: plan, kind: .containment, targets: [.system("A"), .account("b")], actions: [onSystem, onAddress],
                strategies: [strategy]),
            #"{"drafted":{"actions":[\#(onSystemText),\#(onAddressText)],"id":"P-1","kind":"containment","#
                + #""strategies":[\#(strategyText)],"targets":[{"kind":"system","name":"A"},"#
                + #"{"kind":"account","name":"b"}]}}"#
        ),
        (
            .actionAdded(id: plan, action: onAddress),
            #"{"actionAdded":{"action":\#(onAddressText),"id":"P-1"}}"#
        ),
        (
            .actionChanged(id: plan, action: onSystem),
            #"{"actionChanged":{"action":\#(onSystemText),"id":"P-1"}}"#
        ),
        (
            .actionRemoved(id: plan, number: 2, reason: "r"),
            #"{"actionRemoved":{"id":"P-1","number":2,"reason":"r"}}"#
        ),
        (
            .strategySet(
                id: plan,
                strategy: Strategy(
                    measure: .other, criteria: strategy.criteria, effectiveness: .full, sideEffects: "s",
                    duration: .permanent, removalDue: nil, permanenceReason: "p")),
            #"{"strategySet":{"id":"P-1","strategy":{"criteria":\#(criteriaText),"duration":"permanent","#
                + #""effectiveness":"full","measure":"other","permanenceReason":"p","sideEffects":"s"}}}"#
        ),
        (
            .approved(id: plan, revision: 7, evidenceFiles: 2),
            #"{"approved":{"evidenceFiles":2,"id":"P-1","revision":7}}"#
        ),
        (.withdrawn(id: plan, reason: "r"), #"{"withdrawn":{"id":"P-1","reason":"r"}}"#),
        (
            .resultRecorded(
                action: ActionKey(plan: plan, number: 3), outcome: .notApplicable, observed: "o", happenedAt: moment),
            #"{"resultRecorded":{"action":{"number":3,"plan":"P-1"},"happenedAt":"\#(momentText)","observed":"o","#
                + #""outcome":"notApplicable"}}"#
        ),
    ]
}
