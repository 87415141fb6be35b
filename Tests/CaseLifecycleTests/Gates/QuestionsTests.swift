import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-QUESTIONS")
struct QuestionsTests {
    private func majorCase() throws -> CaseBuilder {
        var builder = try CaseBuilder.underReview()
        try builder.run(.assessImpact(.high))
        return builder
    }

    @Test("a major incident has nine answers and a meeting; all that is missing is said at once")
    func major() throws {
        let missing = try majorCase().missed("GATE-QUESTIONS")

        #expect(missing.count == 10)
        #expect(missing[2].hasPrefix("the answer to question 3, What information was needed sooner?: cordon lessons"))
        #expect(try majorCase().reviewed().missed("GATE-QUESTIONS").isEmpty)
    }

    @Test("any other incident may be closed without, and says so")
    func minor() throws {
        #expect(try CaseBuilder.underReview().missed("GATE-QUESTIONS").isEmpty)
    }

    @Test("an incident that was once major stays so")
    func downgraded() throws {
        var builder = try majorCase()
        try builder.run(.assessImpact(.low))

        #expect(builder.missed("GATE-QUESTIONS").count == 10)
    }

    @Test("what costs as much as a major incident is one", arguments: [(9_999_999, 0), (10_000_000, 10)])
    func costly(cents: Int, count: Int) throws {
        let money = Money(minorUnits: cents, currency: try #require(Currency("EUR")))
        var builder = try CaseBuilder.underReview()
        let row = CostRow(
            item: .assetReplacement(asset: "the plant"), price: .amount(lowest: money, highest: money),
            certainty: .actual, pricedOn: Staff.start, source: "invoice")
        try builder.run(.cost(.add(row, replaces: [])))

        #expect(builder.missed("GATE-QUESTIONS").count == count)
    }

    @Test(
        "an answer answers",
        arguments: ["", " ", ".", "n/a", "TBD", "what information was needed sooner", "found out about the first"])
    func blank(text: String) throws {
        var builder = try majorCase()
        try builder.run(.review(.answer(.whatHappened, text: "Found out about the first.", conformance: nil)))

        #expect(builder.refusal(of: .review(.answer(.neededSooner, text: text, conformance: nil))) != nil)
        #expect(builder.missed("GATE-QUESTIONS").count == 9)
    }

    @Test("an answer that was only taken over from what was suggested is marked")
    func suggested() throws {
        var builder = try majorCase()
        let suggestion = try #require(builder.incident.suggestion(for: .whatHappened))
        try builder.run(.review(.answer(.whatHappened, text: suggestion + " ", conformance: nil)))
        try builder.run(.review(.answer(.performance, text: "All gates passed.", conformance: "all gates passed")))

        #expect(builder.incident.review.answer(to: .whatHappened)?.isSuggestion == true)
        #expect(builder.incident.review.answer(to: .performance)?.isSuggestion == true)
        let line = try #require(suggestion.split(separator: "\n").first)
        try builder.run(.review(.answer(.whatHappened, text: "They came first", conformance: nil)))
        try builder.run(.review(.answer(.whatHappened, text: "\(line).", conformance: nil)))
        #expect(builder.incident.review.answer(to: .whatHappened)?.isSuggestion == true, "a part of it")
        try builder.run(.review(.answer(.whatHappened, text: "They came by the web server", conformance: nil)))
        #expect(builder.incident.review.answer(to: .whatHappened)?.isSuggestion == false)
    }

    @Test("what the case says of itself is suggested: its course, what came late, its signs")
    func suggestions() throws {
        let incident = try majorCase().incident

        #expect(
            incident.suggestion(for: .whatHappened)?.split(separator: "\n").first
                == "2026-03-01T17:00:00Z WEB compromised")
        #expect(incident.suggestion(for: .indicators) == "rule: R")
        #expect(incident.suggestion(for: .sharing) == nil)
        #expect(incident.suggestion(for: .performance, conformance: "followed") == "followed")
    }

    @Test("a meeting has been held, by two people of the roster at least, and what was agreed was passed on")
    func meeting() throws {
        var builder = try majorCase()
        let now = builder.now
        let refused = [
            Review.meeting(at: now.advanced(bySeconds: 1)), Review.meeting(at: Staff.start.advanced(bySeconds: -1)),
            Review.meeting(at: now, attendees: []), Review.meeting(at: now, attendees: ["ann", "ann"]),
            Review.meeting(at: now, attendees: ["ann", "nobody"]),
            Review.meeting(at: now, attendees: ["ann", "robot"]),
            Review.meeting(at: now, agreements: "-"), Review.meeting(at: now, circulatedTo: []),
            Review.meeting(at: now, circulatedTo: [" "]),
        ]
        for command in refused { #expect(builder.refusal(of: command) != nil) }

        #expect(builder.missed("GATE-QUESTIONS").count == 10)
        try builder.run(Review.meeting(at: now))
        #expect(builder.missed("GATE-QUESTIONS").count == 9)
    }

    @Test("a meeting before the review or long after it is not the one; only its date can be overridden")
    func meetingDate() throws {
        var builder = try majorCase()
        for question in ReviewQuestion.allCases { try builder.run(Review.answer(question)) }
        try builder.run(Review.meeting(at: Staff.start.advanced(bySeconds: 3600)))
        builder.wait(hours: 15 * 24)
        try builder.run(Review.meeting(at: builder.now))

        #expect(builder.missed("GATE-QUESTIONS").count == 1)
        #expect(try builder.overridable("GATE-QUESTIONS") == ["meeting"])
        var unanswered = try majorCase()
        #expect(try unanswered.overridable("GATE-QUESTIONS") == ["meeting"])
    }

    @Test("programs do not answer for people")
    func robot() throws {
        var builder = try majorCase()

        #expect(builder.refusal(of: Review.answer(.sharing), by: "robot") != nil)
        #expect(builder.refusal(of: Review.meeting(at: builder.now), by: "robot") != nil)
    }

    @Test("a meeting of one person under two accounts was none")
    func meetingOfOne() throws {
        var builder = try majorCase()
        try builder.run(Review.meeting(at: builder.now))
        func isMissing(_ builder: CaseBuilder) -> Bool {
            builder.missed("GATE-QUESTIONS").contains { $0.hasPrefix("a review meeting of two") }
        }
        #expect(!isMissing(builder))

        builder.roster(.personJoined(person: "bob", into: "ann"))

        #expect(isMissing(builder))
    }

    private func hasMeeting(_ builder: CaseBuilder) -> Bool {
        !builder.missed("GATE-QUESTIONS").contains { $0.hasPrefix("a review meeting") }
    }

    @Test("to take the case back and forth gives no new days for the meeting, and hides none that passed")
    func backAndForth() throws {
        var builder = try majorCase()
        func late() throws -> Bool {
            try builder.conformance().deviations.contains { $0.text.hasPrefix("no review meeting was held by") }
        }
        builder.wait(hours: 20 * 24)
        #expect(try late())
        try builder.run(.returnTo(.recovery, reason: "one more look"), by: "ann")
        #expect(try late())
        builder.given(.stateEntered(state: .review, gates: []))
        #expect(try late())
        builder.wait(hours: 1)

        try builder.run(Review.meeting(at: builder.now), by: "bob")

        #expect(!hasMeeting(builder))
    }

    @Test("the days in which a case was taken back from its review do not count")
    func takenBack() throws {
        var builder = try majorCase()
        builder.wait(hours: 5 * 24)
        try builder.run(.returnTo(.recovery, reason: "one more look"), by: "ann")
        builder.wait(hours: 20 * 24)
        builder.given(.stateEntered(state: .review, gates: []))
        builder.wait(hours: 5 * 24)

        try builder.run(Review.meeting(at: builder.now), by: "bob")

        #expect(hasMeeting(builder))
        #expect(try !builder.conformance().deviations.contains { $0.text.contains("review meeting") })
    }
}
