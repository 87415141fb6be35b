import CaseLifecycle
import Testing
import Vocabulary

@Suite("Times that people give")
struct MomentTests {
    @Test(
        "what has happened is neither of ages ago nor of times to come",
        arguments: ["1601-01-01T00:00:00Z", "1989-12-31T00:00:00Z", "9999-12-31T00:00:00Z", "2026-03-04T00:00:00Z"])
    func happened(text: String) throws {
        let moment = try #require(Timestamp(iso8601: text))
        var builder = try CaseBuilder.eradicating(["A"])
        builder.now = builder.context.now
        try builder.run(.scope(.enrol(.account("svc"), tier: 2, owner: nil)))
        // Three days have passed since the beginning; the last of these times lies before some of what is asked.
        let late = moment > Staff.start && moment < builder.now ? builder.now.advanced(bySeconds: 1) : moment
        let row = { (start: Timestamp, pricedOn: Timestamp) in
            CaseCommand.cost(
                .add(
                    CostRow(
                        item: .downtime(
                            service: "shop", start: start, end: start.advanced(bySeconds: 3600), users: 1), price: nil,
                        certainty: .estimate, pricedOn: pricedOn, source: "outage log"), replaces: []))
        }
        let terms = NotificationDuty.Terms(
            regime: "GDPR article 33", kind: .aware, limit: .hours(count: 72), recipients: ["BfDI"], content: [])
        let refused: [CaseCommand] = [
            .task(.log(LogEntry(kind: .fact, text: "the alarm rang", happenedAt: late, parties: []))),
            .notification(.start(terms, at: late)), row(late, Staff.start), row(Staff.start, late),
            .recovery(.reappeared(targets: [.system("A")], observed: "a beacon", at: late)),
            .recovery(.dateCompromise(system: "A", at: late, reason: "an old file")),
            .recovery(.resetCredential(account: "svc", act: .reset, observed: "the old one fails", at: late)),
            .recovery(.renew(.krbtgt, observed: "the key has changed", at: late)),
            .cell("A", 1, .failed(observed: "still there", at: late)),
            .containment(
                .nameChannel(
                    PlanningChannel.Details(
                        name: "bridge", kind: .phone, dependsOn: ["telephone network"], participants: ["ann", "bob"],
                        testedAt: late))),
            .containment(.testChannel(outcome: "all were heard", happenedAt: late)),
        ]

        for command in refused { #expect(builder.refusal(of: command, by: "ann") != nil, "\(command)") }
    }

    @Test(
        "nothing is due in the past, or later than anybody plans",
        arguments: ["1601-01-01T00:00:00Z", "2026-03-02T08:00:00Z", "2032-01-01T00:00:00Z", "9999-12-31T00:00:00Z"])
    func due(text: String) throws {
        let moment = try #require(Timestamp(iso8601: text))
        var builder = try CaseBuilder.opened()

        #expect(builder.refusal(of: .task(.open(text: "image A", owner: "dora", due: moment))) != nil)
        try builder.run(.task(.open(text: "image A", owner: "dora", due: Staff.start.advanced(bySeconds: 86_400))))
    }

    @Test(
        "work that is estimated lies in a time that people plan for",
        arguments: ["1601-01-01T00:00:00Z", "9999-01-01T00:00:00Z"])
    func estimated(text: String) throws {
        let start = try #require(Timestamp(iso8601: text))
        var builder = try CaseBuilder.opened()
        let row = CostRow(
            item: .labour(person: "carl", role: "analyst", stage: .analysis, start: start, seconds: 60), price: nil,
            certainty: .estimate, pricedOn: Staff.start, source: "plan")

        #expect(builder.refusal(of: .cost(.add(row, replaces: []))) != nil)
    }
}
