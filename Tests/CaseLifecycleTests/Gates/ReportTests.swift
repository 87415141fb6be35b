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
