import CaseLifecycle
import Testing
import Vocabulary

@Suite("The limit of a duty to notify")
struct ClockLimitTests {
    @Test(
        "hours are elapsed hours, whatever clocks, weekends and holidays do",
        arguments: [
            // Clocks go forward, and back, within the 72 hours.
            ("2026-03-27T15:00+01:00", 72, "2026-03-30T14:00Z"), ("2026-10-23T15:00+02:00", 72, "2026-10-26T13:00Z"),
            // Over a weekend.
            ("2026-05-15T18:00Z", 72, "2026-05-18T18:00Z"),
            // Into the hour that is missing, and into the one that comes twice.
            ("2026-03-28T02:30+01:00", 24, "2026-03-29T01:30Z"), ("2026-10-24T02:30+02:00", 24, "2026-10-25T00:30Z"),
            // The ends of the world.
            ("2026-03-01T00:00+14:00", 1, "2026-02-28T11:00Z"), ("2026-03-01T00:00-12:00", 1, "2026-03-01T13:00Z"),
        ])
    func hours(start: String, count: Int, due: String) throws {
        let begun = try #require(Timestamp(iso8601: start))

        #expect(ClockLimit.hours(count: count).due(from: begun) == Timestamp(iso8601: due))
    }

    @Test("a time without its zone is no start") func noZone() {
        #expect(Timestamp(iso8601: "2026-03-01T00:00") == nil)
    }

    @Test(
        "the day of the start is day 0, and the limit the end of the last day where the days are counted",
        arguments: [
            ("2026-02-27T10:00Z", 3, 0, "2026-03-02T23:59:59.9999999Z"),
            ("2026-02-27T23:30Z", 3, 60, "2026-03-03T22:59:59.9999999Z"),
            ("2026-01-02T12:00Z", 60, 0, "2026-03-03T23:59:59.9999999Z"),
            ("2028-02-28T12:00Z", 1, -300, "2028-03-01T04:59:59.9999999Z"),
        ])
    func days(start: String, count: Int, offset: Int, due: String) throws {
        let begun = try #require(Timestamp(iso8601: start))

        #expect(
            ClockLimit.calendarDays(count: count, offsetInMinutes: offset).due(from: begun) == Timestamp(iso8601: due))
    }
}
