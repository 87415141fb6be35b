import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("The stored form of events of review, cost and notification")
struct ReviewEventCodingTests {
    @Test("every event is stored in the form that was released, and read back as it was")
    func golden() throws {
        let coding = CaseEventCoding()
        for (event, stored) in try Self.review() + Self.costs() + Self.notifications {
            #expect(String(decoding: try coding.bytes(event), as: UTF8.self) == stored)
            #expect(try coding.caseEvent(Array(stored.utf8)) == event)
        }
    }

    private static let time = Timestamp.minute(1)
    private static let timeText = "2026-03-01T10:01:00.1234567Z"
    private static let action = ActionID(number: 1)
    private static let duty = DutyID(number: 1)
    private static let row = CostID(number: 2)

    private static func review() throws -> [(CaseEvent, String)] {
        let record = Support.record(EvidenceReference(evidence: try .sample(1), record: 3))
        let cause = CauseStatement(
            vector: .web, text: "t",
            roots: [
                .init(system: "WEB", since: time, reason: "r", evidence: [.finding(FindingID(number: 1)), record])
            ],
            alternatives: [.init(text: "a", reason: "b")], whyFewerAlternatives: "w")
        let meeting = ReviewMeeting(heldAt: time, attendees: ["ann", "bob"], agreements: "a", circulatedTo: ["c"])
        let one = String(repeating: "1", count: 64)
        return [
            (
                .review(event: .causeStated(cause: cause, files: 2)),
                #"{"review":{"event":{"causeStated":{"cause":{"alternatives":[{"reason":"b","text":"a"}],"roots":[{"#
                    + #""evidence":["F-1","\#(one)#3"],"reason":"r","since":"\#(timeText)","system":"WEB"}],"#
                    + #""text":"t","vector":"web","whyFewerAlternatives":"w"},"files":2}}}}"#
            ),
            (
                .review(event: .causeUndeterminable(reason: "r", missing: ["m"], files: 2)),
                #"{"review":{"event":{"causeUndeterminable":{"files":2,"missing":["m"],"reason":"r"}}}}"#
            ),
            (
                .review(event: .questionAnswered(question: .neededSooner, text: "t", isSuggestion: true)),
                #"{"review":{"event":{"questionAnswered":{"isSuggestion":true,"question":3,"text":"t"}}}}"#
            ),
            (
                .review(event: .meetingHeld(meeting: meeting)),
                #"{"review":{"event":{"meetingHeld":{"meeting":{"agreements":"a","attendees":["ann","bob"],"#
                    + #""circulatedTo":["c"],"heldAt":"\#(timeText)"}}}}}"#
            ),
            (
                .review(event: .actionAdded(id: action, text: "t", owner: "carl", due: time, lane: .detection)),
                #"{"review":{"event":{"actionAdded":{"due":"\#(timeText)","id":"A-1","lane":"detection","#
                    + #""owner":"carl","text":"t"}}}}"#
            ),
            (
                .review(event: .actionAssigned(id: action, owner: "dora", due: time, reason: "r")),
                #"{"review":{"event":{"actionAssigned":{"due":"\#(timeText)","id":"A-1","owner":"dora","reason":"r"}}}}"#
            ),
            (
                .review(event: .actionDone(id: action, outcome: "o")),
                #"{"review":{"event":{"actionDone":{"id":"A-1","outcome":"o"}}}}"#
            ),
            (
                .review(event: .noActionNeeded(reason: "r")),
                #"{"review":{"event":{"noActionNeeded":{"reason":"r"}}}}"#
            ),
        ]
    }

    @Test("a final report is read back from the form that was released")
    func finalReport() throws {
        let stored =
            #"{"review":{"event":{"reportFinalised":{"report":{"cause":"c","costs":[{"gross":{"currency":"EUR","#
            + #""minorUnits":5},"lowest":{"currency":"EUR","minorUnits":5},"net":{"currency":"EUR","minorUnits":4},"#
            + #""recovered":{"currency":"EUR","minorUnits":1}}],"facts":{"causes":1,"costs":2,"impacts":3,"#
            + #""loopBacks":4},"format":"html","isMajor":true,"seconds":60,"sha256":"ab","version":7}}}}}"#
        let event = try CaseEventCoding().caseEvent(Array(stored.utf8))

        #expect(String(decoding: try CaseEventCoding().bytes(event), as: UTF8.self) == stored)
        guard case .review(.reportFinalised(let report)) = event else {
            Issue.record("not a final report")
            return
        }
        #expect(report.version == 7 && report.costs.first?.net.minorUnits == 4 && report.costs.first?.highest == nil)
    }

    private static func costs() throws -> [(CaseEvent, String)] {
        let euro = try #require(Currency("EUR"))
        let money = Money(minorUnits: 5, currency: euro)
        func recorded(_ item: CostItem, _ price: Price?) -> CaseEvent {
            .cost(
                event: .recorded(
                    id: row,
                    row: CostRow(item: item, price: price, certainty: .actual, pricedOn: time, source: "s", text: "t"),
                    replaces: [CostID(number: 1)]))
        }
        func text(_ item: String, _ price: String, _ variety: String) -> String {
            #"{"cost":{"event":{"recorded":{"id":"K-2","replaces":["K-1"],"row":{"certainty":"actual","item":"#
                + item + price + #""pricedOn":"\#(timeText)","source":"s","text":"t","variety":"\#(variety)"}}}}}"#
        }
        let fixed =
            #","price":{"amount":{"highest":{"currency":"EUR","minorUnits":5},"#
            + #""lowest":{"currency":"EUR","minorUnits":5}}},"#
        let amount = Price.amount(lowest: money, highest: money)
        return [
            (
                recorded(
                    .labour(person: "carl", role: "a", stage: .analysis, start: time, seconds: 60),
                    .hourly(rate: money, benefits: 2800)),
                text(
                    #"{"labour":{"person":"carl","role":"a","seconds":60,"stage":"analysis","start":"\#(timeText)"}}"#,
                    #","price":{"hourly":{"benefits":2800,"rate":{"currency":"EUR","minorUnits":5}}},"#,
                    "responseAndRecovery")
            ),
            (
                recorded(.external(vendor: "v", invoice: "i", stage: .recovery), amount),
                text(
                    #"{"external":{"invoice":"i","stage":"recovery","vendor":"v"}}"#, fixed, "responseAndRecovery")
            ),
            (
                recorded(.assetReplacement(asset: "a"), .amount(lowest: money, highest: nil)),
                text(
                    #"{"assetReplacement":{"asset":"a"}}"#,
                    #","price":{"amount":{"lowest":{"currency":"EUR","minorUnits":5}}},"#, "assetAndFraud")
            ),
            (
                recorded(.downtime(service: "s", start: time, end: time, users: 3), nil),
                text(
                    #"{"downtime":{"end":"\#(timeText)","service":"s","start":"\#(timeText)","users":3}}"#, ",",
                    "businessDisruption")
            ),
            (
                recorded(.notificationLegal(duty: "N-1"), amount),
                text(#"{"notificationLegal":{"duty":"N-1"}}"#, fixed, "legalAndRegulatory")
            ),
            (
                recorded(.fine(authority: "a", state: .appealed), amount),
                text(#"{"fine":{"authority":"a","state":"appealed"}}"#, fixed, "legalAndRegulatory")
            ),
            (
                recorded(.ransomDemand(party: "p"), amount),
                text(#"{"ransomDemand":{"party":"p"}}"#, fixed, "assetAndFraud")
            ),
            (
                recorded(.ransomPayment(party: "p"), amount),
                text(#"{"ransomPayment":{"party":"p"}}"#, fixed, "assetAndFraud")
            ),
            (recorded(.recovery(from: "p"), amount), text(#"{"recovery":{"from":"p"}}"#, fixed, "other")),
            (
                .cost(event: .withdrawn(id: row, reason: "r")),
                #"{"cost":{"event":{"withdrawn":{"id":"K-2","reason":"r"}}}}"#
            ),
            (
                .cost(event: .estimated(lowest: money, highest: money, reason: "r")),
                #"{"cost":{"event":{"estimated":{"highest":{"currency":"EUR","minorUnits":5},"#
                    + #""lowest":{"currency":"EUR","minorUnits":5},"reason":"r"}}}}"#
            ),
            (
                .cost(event: .labourNotRecordable(reason: "r")),
                #"{"cost":{"event":{"labourNotRecordable":{"reason":"r"}}}}"#
            ),
        ]
    }

    private static var notifications: [(CaseEvent, String)] {
        func started(_ limit: ClockLimit) -> CaseEvent {
            .notification(
                event: .clockStarted(
                    id: duty,
                    terms: .init(regime: "g", kind: .aware, limit: limit, recipients: ["b"], content: ["c"]), at: time))
        }
        func text(_ limit: String) -> String {
            #"{"notification":{"event":{"clockStarted":{"at":"\#(timeText)","id":"N-1","terms":{"content":["c"],"#
                + #""kind":"aware","limit":\#(limit),"recipients":["b"],"regime":"g"}}}}}"#
        }
        return [
            (started(.hours(count: 72)), text(#"{"hours":{"count":72}}"#)),
            (
                started(.calendarDays(count: 3, offsetInMinutes: 60)),
                text(#"{"calendarDays":{"count":3,"offsetInMinutes":60}}"#)
            ),
            (started(.due(at: time)), text(#"{"due":{"at":"\#(timeText)"}}"#)),
            (
                .notification(event: .clockMoved(id: duty, to: time, reason: "r")),
                #"{"notification":{"event":{"clockMoved":{"id":"N-1","reason":"r","to":"\#(timeText)"}}}}"#
            ),
            (
                .notification(event: .sent(id: duty, recipient: "b", at: time, reference: "r", lateReason: "l")),
                #"{"notification":{"event":{"sent":{"at":"\#(timeText)","id":"N-1","lateReason":"l","recipient":"b","#
                    + #""reference":"r"}}}}"#
            ),
            (
                .notification(event: .acknowledged(id: duty, recipient: "b", reference: "r")),
                #"{"notification":{"event":{"acknowledged":{"id":"N-1","recipient":"b","reference":"r"}}}}"#
            ),
            (
                .notification(event: .released(id: duty, kind: .notRequired, reason: "r")),
                #"{"notification":{"event":{"released":{"id":"N-1","kind":"notRequired","reason":"r"}}}}"#
            ),
            (
                .notification(event: .noDutyFound(reason: "r")),
                #"{"notification":{"event":{"noDutyFound":{"reason":"r"}}}}"#
            ),
        ]
    }
}
