import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("The stored form of events of custody")
struct CustodyEventCodingTests {
    @Test("every event is stored in the form that was released, and read back as it was")
    func golden() throws {
        let coding = CaseEventCoding()
        for (event, stored) in try Self.events() {
            #expect(String(decoding: try coding.bytes(.custody(event: event)), as: UTF8.self) == stored)
            #expect(try coding.caseEvent(Array(stored.utf8)) == .custody(event: event))
        }
    }

    private static func events() throws -> [(CustodyEvent, String)] {
        let id = try EvidenceID.sample(1)
        let one = id.hex
        let when = try #require(ZonedTime(iso8601: "2026-03-01T11:00:00+01:00"))
        let transfer = TransferID(number: 1)
        func text(_ name: String, _ body: String) -> String { #"{"custody":{"event":{"\#(name)":{\#(body)}}}}"# }
        let time = #"{"offsetInMinutes":60,"time":"2026-03-01T10:00:00.0000000Z"}"#
        return [
            (
                .handlerRecorded(
                    handler: .alice,
                    details: HandlerDetails(name: .known(values: ["Al"]), title: nil, phone: .unknown(reason: "r"))),
                text(
                    "handlerRecorded",
                    #""details":{"name":{"known":{"values":["Al"]}},"phone":{"unknown":{"reason":"r"}}},"#
                        + #""handler":{"account":"alice"}"#)
            ),
            (
                .identified(evidence: [id], facts: [IdentifyingFact(.macAddresses, .known(values: ["a", "b"]))]),
                text(
                    "identified",
                    #""evidence":["\#(one)"],"facts":[{"field":"macAddresses","stated":{"known":{"values":["a","b"]}}}]"#
                )
            ),
            (
                .handled(evidence: [id], text: "t", location: "l", happened: when),
                text("handled", #""evidence":["\#(one)"],"happened":\#(time),"location":"l","text":"t""#)
            ),
            (
                .transferOffered(id: transfer, evidence: [id], to: "Bo", location: "l", reason: nil),
                text("transferOffered", #""evidence":["\#(one)"],"id":"X-1","location":"l","to":"Bo""#)
            ),
            (.transferAccepted(id: transfer), text("transferAccepted", #""id":"X-1""#)),
            (.transferWithdrawn(id: transfer, reason: "r"), text("transferWithdrawn", #""id":"X-1","reason":"r""#)),
            (
                .checked(intact: [id], damaged: [DamagedEvidence(evidence: id, problem: "p")]),
                text("checked", #""damaged":[{"evidence":"\#(one)","problem":"p"}],"intact":["\#(one)"]"#)
            ),
            (.held(evidence: [id], reason: "r"), text("held", #""evidence":["\#(one)"],"reason":"r""#)),
            (.released(evidence: [id], reason: "r"), text("released", #""evidence":["\#(one)"],"reason":"r""#)),
            (
                .retained(evidence: [id], until: when.time, reason: "r"),
                text("retained", #""evidence":["\#(one)"],"reason":"r","until":"2026-03-01T10:00:00.0000000Z""#)
            ),
            (
                .destructionRequested(evidence: [id], method: "m", reason: "r"),
                text("destructionRequested", #""evidence":["\#(one)"],"method":"m","reason":"r""#)
            ),
            (.destructionConfirmed(evidence: [id]), text("destructionConfirmed", #""evidence":["\#(one)"]"#)),
            (
                .destroyed(evidence: id, keptFor: [CaseID(number: 2)], problem: nil),
                text("destroyed", #""evidence":"\#(one)","keptFor":["C-2"]"#)
            ),
            (
                .preserved(target: .system("A"), kind: .memory, evidence: id, acquired: when),
                text(
                    "preserved",
                    #""acquired":\#(time),"evidence":"\#(one)","kind":"memory","target":{"kind":"system","name":"A"}"#)
            ),
            (
                .preservationWithdrawn(target: .system("A"), evidence: id),
                text("preservationWithdrawn", #""evidence":"\#(one)","target":{"kind":"system","name":"A"}"#)
            ),
        ]
    }
}
