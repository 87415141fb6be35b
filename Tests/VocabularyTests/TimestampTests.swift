import Testing
import Vocabulary

@Suite("Moments")
struct TimestampTests {
    @Test(
        "a moment counts 100 ns steps since 1601, as FILETIME does",
        arguments: [
            ("1601-01-01T00:00:00.0000000Z", 0),
            ("1601-01-01T00:00:00.0000001Z", 1),
            ("1970-01-01T00:00:00.0000000Z", 116_444_736_000_000_000),
            ("2000-02-29T12:00:00.0000000Z", 125_962_992_000_000_000),
            ("2026-03-01T10:00:00.1234567Z", 134_168_328_001_234_567),
            ("2038-01-19T03:14:08.0000000Z", 137_919_572_480_000_000),
            ("9999-12-31T23:59:59.9999999Z", 2_650_467_743_999_999_999),
        ])
    func knownMoments(text: String, ticks: Int64) throws {
        let moment = try #require(Timestamp(ticks: ticks))

        #expect(moment.text(digits: 7) == text)
        #expect(Timestamp(iso8601: text) == moment)
    }

    @Test("steps outside of the years 1601 to 9999 are no moment", arguments: [-1, .min, Timestamp.lastTick + 1, .max])
    func outOfRange(ticks: Int64) {
        #expect(Timestamp(ticks: ticks) == nil)
    }

    @Test(
        "seconds since 1970 are read with their nanoseconds, of which whole 100 ns are kept",
        arguments: [
            (0, 0, "1970-01-01T00:00:00.0000000Z"),
            (-1, 0, "1969-12-31T23:59:59.0000000Z"),
            (1_772_359_200, 123_456_799, "2026-03-01T10:00:00.1234567Z"),
            (2_147_483_648, 999_999_999, "2038-01-19T03:14:08.9999999Z"),
            (-11_644_473_600, 0, "1601-01-01T00:00:00.0000000Z"),
            (253_402_300_799, 999_999_999, "9999-12-31T23:59:59.9999999Z"),
        ])
    func unixTime(seconds: Int64, nanoseconds: Int64, text: String) throws {
        let moment = try #require(Timestamp(unixSeconds: seconds, nanoseconds: nanoseconds))

        #expect(moment.text(digits: 7) == text)
        #expect(moment.unixSeconds == seconds)
    }

    @Test(
        "seconds that name no representable moment are refused, whatever their size",
        arguments: [
            (-11_644_473_601, 0), (253_402_300_800, 0), (.max, 0), (.min, 0), (0, -1), (0, 1_000_000_000),
            (922_337_203_685, 0), (Int64.max / 10_000_000, 999_999_999),
        ] as [(Int64, Int64)])
    func unixTimeOutOfRange(seconds: Int64, nanoseconds: Int64) {
        #expect(Timestamp(unixSeconds: seconds, nanoseconds: nanoseconds) == nil)
    }

    @Test("seconds since 1970 are rounded down before 1970, too")
    func unixSecondsRoundDown() throws {
        #expect(try moment("1969-12-31T23:59:59.9999999Z").unixSeconds == -1)
        #expect(try moment("1969-12-31T23:59:58.0000001Z").unixSeconds == -2)
        #expect(try moment("1970-01-01T00:00:00.9999999Z").unixSeconds == 0)
    }

    @Test("moving a moment stops at the ends of the range")
    func advancing() throws {
        let moment = try moment("2026-03-01T10:00:00.5Z")
        let last = try #require(Timestamp(ticks: Timestamp.lastTick))

        #expect(moment.advanced(bySeconds: 86_400).description == "2026-03-02T10:00:00.500000Z")
        #expect(moment.advanced(bySeconds: -36_001).description == "2026-02-28T23:59:59.500000Z")
        #expect(moment.advanced(bySeconds: .max) == last)
        #expect(moment.advanced(bySeconds: .min) == .earliest)
        #expect(last.advanced(bySeconds: 1) == last)
        #expect(Timestamp.earliest.advanced(bySeconds: -1) == .earliest)
    }

    @Test("moments are ordered by time, and their distance is told in seconds")
    func order() throws {
        let early = try moment("2026-03-01T10:00:00.25Z")
        let late = try moment("2026-03-01T10:00:01Z")

        #expect([late, early].sorted() == [early, late])
        #expect(late.seconds(since: early) == 0.75)
        #expect(early.seconds(since: late) == -0.75)
    }

    private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(iso8601: text)) }
}
