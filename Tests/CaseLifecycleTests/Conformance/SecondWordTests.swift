import CaseLifecycle
import Testing
import Vocabulary

@Suite("What takes a second word was not said twice by one person")
struct SecondWordTests {
    /// What is found once two accounts turned out to be one person's.
    private func told(_ builder: CaseBuilder, _ name: String, into other: String) throws -> [Deviation] {
        let join = RecordedOrganisationEvent(
            version: 100, sequence: Int.max - 1, stamp: Staff.before,
            event: .people(event: .personJoined(person: name, into: other)))
        return try #require(
            Conformance.check(
                builder.incident.id, events: builder.events, organisation: Staff.recorded + [join],
                at: builder.context.now)
        ).deviations.filter { $0.rule == "TWO-PERSONS" }
    }

    @Test("putting containment off is not signed by who decided it")
    func delays() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed)]).analysed()
        let until = builder.context.now.advanced(bySeconds: 86_400)
        try builder.run(.containment(.delay(reason: "the second way in is unknown", until: until)), by: "ann")
        try builder.run(.containment(.signDelay), by: "lou")
        let found = try told(builder, "lou", into: "ann").filter { $0.gate == "GATE-DELAY" }

        #expect(
            found.map(\.text) == ["containment was put off, and that was signed, by one person, ann"])
        #expect(found.map(\.versions.count) == [2])
        #expect(try told(builder, "dora", into: "carl") == [])
    }

    @Test("what the evidence confirms is not left out by one person alone")
    func exclusions() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .confirmed)])
        for person in ["ann", "bob"] {
            try builder.run(
                .scope(.judge(.system("B"), verdict: .cleared, reason: "a test that we ordered")), by: person)
        }
        let found = try told(builder, "bob", into: "ann").filter { $0.gate == "GATE-CLEARANCE" }

        #expect(found.map(\.text) == ["B, which the evidence confirms, was left out by one person, ann"])
        #expect(found.map(\.versions.count) == [2])
        #expect(try told(builder, "dora", into: "carl") == [])
    }

    @Test("a duty to notify is not let go by who recorded it")
    func releases() throws {
        var builder = try CaseBuilder.underReview()
        let terms = NotificationDuty.Terms(
            regime: "GDPR article 33", kind: .aware, limit: .hours(count: 72), recipients: ["BfDI"],
            content: ["nature"])
        try builder.run(.notification(.start(terms, at: Staff.start)), by: "ann")
        try builder.run(
            .notification(.release(DutyID(number: 1), .waived, reason: "the regulator knows")), by: "lou")
        let found = try told(builder, "lou", into: "ann").filter { $0.gate == "GATE-NOTIFY" }

        #expect(found.map(\.text) == ["\(DutyID(number: 1)) was recorded and let go by one person, ann"])
        #expect(found.map(\.versions.count) == [2])
    }
}
