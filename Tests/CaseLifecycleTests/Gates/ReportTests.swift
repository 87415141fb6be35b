import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-REPORT")
struct ReportTests {
    @Test("cause, hours and report are missed at once, each with the command that supplies it")
    func missing() throws {
        #expect(
            try CaseBuilder.underReview().missed("GATE-REPORT") == [
                "the cause, or why it cannot be determined: cordon case cause C-1 --help",
                "the hours that people worked: cordon cost add C-1 labour --help; or why they cannot be recorded: "
                    + "cordon cost no-labour C-1 --reason TEXT",
                "the final report: cordon report C-1 --final --output FILE",
            ])
    }

    @Test("the final report is written by a lead or deputy, of a case under review whose cause is stated")
    func finalising() throws {
        var builder = try CaseBuilder.underReview()
        #expect(unmet(builder.refusal(of: Review.report, by: "ann")) == ["GATE-CAUSE"])
        try builder.run(Review.cause())
        #expect(builder.refusal(of: Review.report, by: "carl") != nil)
        #expect(builder.refusal(of: .review(.finaliseReport(sha256: "abc", format: "html")), by: "ann") != nil)

        let written = builder.incident.version
        try builder.run(Review.report, by: "bob")

        #expect(builder.incident.review.report?.version == written)
        #expect(builder.incident.review.report?.cause == "upload of a web shell")

        var early = try CaseBuilder.opened().analysed()
        #expect(
            early.refusal(of: Review.report, by: "ann")
                == .wrongState(.analysis, needs: "a case under review: cordon case advance C-1"))
    }

    @Test("a report keeps the figures of its moment")
    func figures() throws {
        let euro = try #require(Currency("EUR"))
        var builder = try CaseBuilder.underReview()
        try builder.run(Review.cause())
        let rate = Price.hourly(rate: Money(minorUnits: 5000, currency: euro), benefits: 0)
        try builder.run(.cost(.add(Review.row(5400, price: rate), replaces: [])))
        try builder.run(Review.report, by: "ann")

        let report = try #require(builder.incident.review.report)
        #expect(report.costs.map(\.gross.description) == ["75.00 EUR"])
        #expect(report.seconds == 5400 && !report.isMajor)
    }

    @Test("more money back than was lost is said with the sum, in each currency by itself")
    func moreThanLost() throws {
        let (euro, dollar) = (try #require(Currency("EUR")), try #require(Currency("USD")))
        var builder = try CaseBuilder.underReview()
        let gate = try #require(Gate.named("GATE-REPORT"))
        func recovery(_ units: Int, _ currency: Currency, _ certainty: CostRow.Certainty = .actual) -> CaseCommand {
            let amount = Money(minorUnits: units, currency: currency)
            return .cost(
                .add(
                    CostRow(
                        item: .recovery(from: "the insurer"), price: .amount(lowest: amount, highest: amount),
                        certainty: certainty,
                        pricedOn: Staff.start, source: "letter of the insurer"), replaces: []))
        }
        func said() -> [String] {
            builder.warnings(of: gate, for: .close).filter { $0.contains("back") }
        }
        let rate = Price.hourly(rate: Money(minorUnits: 5000, currency: euro), benefits: 0)
        try builder.run(.cost(.add(Review.row(7200, price: rate), replaces: [])))
        try builder.run(recovery(10_000, euro))
        #expect(said() == [])

        try builder.run(recovery(1, euro))
        try builder.run(recovery(500, dollar))
        #expect(
            said() == [
                "more came back (100.01 EUR) than is known to be lost (100.00 EUR): the net is -0.01 EUR",
                "more came back (5.00 USD) than is known to be lost (0.00 USD): the net is -5.00 USD",
            ])
        try builder.run(recovery(10_001, euro, .estimate))
        #expect(said().last == "K-5 expects more back (100.01 EUR) than was lost (100.00 EUR)")
    }

    @Test("a report of facts that have changed since is no final one, until there is another")
    func changed() throws {
        func afterReport(_ change: (inout CaseBuilder) throws -> Void) throws -> [String] {
            var builder = try CaseBuilder.underReview().reviewed()
            #expect(builder.missed("GATE-REPORT").isEmpty)
            try change(&builder)
            let missing = builder.missed("GATE-REPORT")
            try builder.run(Review.report, by: "ann")
            #expect(builder.missed("GATE-REPORT").isEmpty)
            return missing
        }
        func since(_ what: String) -> [String] {
            [
                "a final report of \(what) as it is now, which has changed since: "
                    + "cordon report C-1 --final --output FILE"
            ]
        }

        #expect(try afterReport { try $0.run(Review.labour()) } == since("the cost"))
        #expect(
            try afterReport { try $0.run(.cost(.noLabour(reason: "the time sheets were lost"))) } == since("the cost"))
        #expect(try afterReport { try $0.run(Review.cause()) } == since("the cause"))
        #expect(
            try afterReport {
                try $0.run(.scope(.judge(.system("DB"), verdict: .cleared, reason: "clean")), by: "bob")
            } == since("the scope"))
        #expect(try afterReport { try $0.run(.assessImpact(.high)) } == since("the impact"))
    }

    @Test("a case is closed on the report of all that was recorded: whatever comes after it asks for another")
    func later() throws {
        let system = ScopeCommand.enrol(.system("NEW"), tier: 1, owner: nil)
        let changes: [CaseCommand] = [
            .note(text: "thanks to all"), .scope(system),
            .review(.answer(.sharing, text: "we would tell the partners sooner", conformance: nil)),
            .task(.log(LogEntry(kind: .fact, text: "the tape came back", happenedAt: nil, parties: []))),
            Review.action(due: Staff.start.advanced(bySeconds: 400 * 86_400)),
        ]
        for change in changes {
            var builder = try CaseBuilder.underReview().reviewed()
            let reported = builder.incident.version
            try builder.run(change)
            let events = builder.incident.version - reported
            #expect(
                builder.missed("GATE-REPORT") == [
                    "a final report of the timeline (\(events) event\(events == 1 ? "" : "s") after the report) as it is now, "
                        + "which has changed since: cordon report C-1 --final --output FILE"
                ])

            try builder.run(Review.report, by: "ann")
            #expect(builder.missed("GATE-REPORT").isEmpty)
        }
    }

    @Test("an override covers a price that is outstanding, and neither a missing cause nor a missing report")
    func overriding() throws {
        var builder = try CaseBuilder.underReview()
        #expect(try builder.overridable("GATE-REPORT") == ["cost"])

        try builder.run(Review.labour())
        #expect(try builder.overridable("GATE-REPORT") == [])
    }

    @Test("hours of nobody, or of no length, are none; why there are none may be said")
    func hours() throws {
        var builder = try CaseBuilder.underReview().reviewed()
        #expect(builder.refusal(of: Review.labour(0)) != nil)
        #expect(builder.refusal(of: Review.labour(-3600)) != nil)
        #expect(builder.refusal(of: Review.labour(person: " ")) != nil)
        try builder.run(.cost(.withdraw(CostID(number: 1), reason: "a mistake")))
        #expect(builder.missed("GATE-REPORT").contains { $0.hasPrefix("the hours that people worked") })

        #expect(builder.refusal(of: .cost(.noLabour(reason: "n/a"))) != nil)
        try builder.run(.cost(.noLabour(reason: "the works council does not allow it")))
        #expect(!builder.missed("GATE-REPORT").contains { $0.hasPrefix("the hours that people worked") })
    }
}

extension ImpactAssessment {
    /// As bad as it can be.
    static let high = ImpactAssessment(
        functionalNow: .high, functionalIfNotContained: .high, information: [.privacyBreach],
        recoverability: .notRecoverable, reason: "all is lost")
    /// Hardly anything.
    static let low = ImpactAssessment(
        functionalNow: .low, functionalIfNotContained: .low, information: [], recoverability: .regular,
        reason: "one workstation")
}
