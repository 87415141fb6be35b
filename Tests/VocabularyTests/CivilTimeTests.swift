import Testing
import Vocabulary

@Suite("Civil times")
struct CivilTimeTests {
    @Test("random civil times come back from the moments they name")
    func roundTrip() throws {
        var random = SeededRandom(seed: 1)
        for _ in 0..<20_000 {
            let civil = Self.random(with: &random)
            let moment = try #require(civil.moment())

            #expect(CivilTime(moment) == civil)
            #expect(Timestamp(iso8601: moment.text(digits: 7)) == moment)
        }
    }

    @Test("every day from 1601 to 9999 is the one that counting the days of each month gives")
    func everyDay() throws {
        var day: Int64 = 0
        for year in 1601...9999 {
            let isLeap = year.isMultiple(of: 400) || year.isMultiple(of: 4) && !year.isMultiple(of: 100)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in lengths.enumerated() {
                // First and last of a month: a wrong length, era or leap day moves one of them.
                for date in [1, length] {
                    let civil = CivilTime(year: year, month: month + 1, day: date)
                    let ticks = (day + Int64(date) - 1) * 86_400 * Timestamp.ticksPerSecond
                    guard civil.moment()?.ticks == ticks, let moment = Timestamp(ticks: ticks),
                        CivilTime(moment) == civil
                    else {
                        Issue.record("\(year)-\(month + 1)-\(date) is not day \(day + Int64(date) - 1)")
                        return
                    }
                }
                if CivilTime(year: year, month: month + 1, day: length + 1).moment() != nil {
                    Issue.record("\(year)-\(month + 1) has more than \(length) days")
                    return
                }
                day += Int64(length)
            }
        }
        #expect(day == 3_067_671)
    }

    @Test("a zone moves the moment against its own direction")
    func zones() throws {
        let civil = CivilTime(year: 2026, month: 3, day: 1, hour: 10)

        #expect(civil.moment(offsetInMinutes: 840)?.description == "2026-02-28T20:00:00.000000Z")
        #expect(civil.moment(offsetInMinutes: -720)?.description == "2026-03-01T22:00:00.000000Z")
        #expect(civil.moment(offsetInMinutes: 1439)?.description == "2026-02-28T10:01:00.000000Z")
        #expect(civil.moment(offsetInMinutes: 1440) == nil)
        #expect(civil.moment(offsetInMinutes: -1440) == nil)
    }

    @Test(
        "a part out of range names no moment",
        arguments: [
            CivilTime(year: 1600, month: 12, day: 31), CivilTime(year: 10_000, month: 1, day: 1),
            CivilTime(year: 2026, month: 0, day: 1), CivilTime(year: 2026, month: 13, day: 1),
            CivilTime(year: 2026, month: 1, day: 0), CivilTime(year: 2026, month: 1, day: 32),
            CivilTime(year: 2026, month: 1, day: 1, hour: 24), CivilTime(year: 2026, month: 1, day: 1, hour: -1),
            CivilTime(year: 2026, month: 1, day: 1, minute: 60), CivilTime(year: 2026, month: 1, day: 1, second: 61),
            CivilTime(year: 2026, month: 1, day: 1, fraction: 10_000_000),
            CivilTime(year: 2026, month: 1, day: 1, fraction: -1), CivilTime(year: .max, month: .max, day: .max),
            CivilTime(year: .min, month: .min, day: .min, hour: .min, minute: .min, second: .min, fraction: .min),
        ])
    func outOfRange(civil: CivilTime) {
        #expect(civil.moment() == nil)
    }

    private static func random(with random: inout SeededRandom) -> CivilTime {
        CivilTime(
            year: .random(in: 1601...9999, using: &random), month: .random(in: 1...12, using: &random),
            day: .random(in: 1...28, using: &random), hour: .random(in: 0...23, using: &random),
            minute: .random(in: 0...59, using: &random), second: .random(in: 0...59, using: &random),
            fraction: .random(in: 0...9_999_999, using: &random))
    }
}
