import Foundation
import Testing
import Vocabulary

@Suite("Moments as text")
struct TimestampTextTests {
    @Test(
        "text that states its zone is read",
        arguments: [
            ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00.0000000Z"),
            ("2026-03-01t10:00:00z", "2026-03-01T10:00:00.0000000Z"),
            ("2026-03-01 10:00:00 UTC", "2026-03-01T10:00:00.0000000Z"),
            ("2026-03-01T10:00Z", "2026-03-01T10:00:00.0000000Z"),
            ("2026-03-01 10:00:00,123Z", "2026-03-01T10:00:00.1230000Z"),
            ("2026-03-01T10:00:00.1Z", "2026-03-01T10:00:00.1000000Z"),
            ("2026-03-01T10:00:00.1234567Z", "2026-03-01T10:00:00.1234567Z"),
            ("2026-03-01T10:00:00+14:00", "2026-02-28T20:00:00.0000000Z"),
            ("2026-03-01T10:00:00-12:00", "2026-03-01T22:00:00.0000000Z"),
            ("2026-03-01T10:00:00+23:59", "2026-02-28T10:01:00.0000000Z"),
            ("2026-03-01T10:00:00-23:59", "2026-03-02T09:59:00.0000000Z"),
            ("2026-03-01T10:00:00+05:30", "2026-03-01T04:30:00.0000000Z"),
            ("2026-03-01T10:00:00-00:00", "2026-03-01T10:00:00.0000000Z"),
            ("2026-03-01T10:00:00+0200", "2026-03-01T08:00:00.0000000Z"),
            ("2026-03-01T10:00:00+02", "2026-03-01T08:00:00.0000000Z"),
            ("2026-03-01 10:00:00 +02:00", "2026-03-01T08:00:00.0000000Z"),
            ("1600-12-31T23:00:00-01:00", nil),
            ("1601-01-01T00:59:59+00:59", "1601-01-01T00:00:59.0000000Z"),
        ])
    func reading(text: String, expected: String?) {
        #expect(Timestamp(iso8601: text)?.text(digits: 7) == expected)
    }

    @Test(
        "digits past the seventh are cut, not rounded",
        arguments: [
            ("2026-03-01T10:00:00.12345678Z", "2026-03-01T10:00:00.1234567Z"),
            ("2026-03-01T10:00:00.99999999Z", "2026-03-01T10:00:00.9999999Z"),
            ("2026-03-01T10:00:00.00000009Z", "2026-03-01T10:00:00.0000000Z"),
            (
                "2026-03-01T10:00:00." + String(repeating: "9", count: 400) + "Z", "2026-03-01T10:00:00.9999999Z"
            ),
        ])
    func longFraction(text: String, expected: String) {
        #expect(Timestamp(iso8601: text)?.text(digits: 7) == expected)
    }

    @Test(
        "a leap second is the last step of the second before it, so that order is kept",
        arguments: ["2016-12-31T23:59:60Z", "2016-12-31T23:59:60.5Z", "2017-01-01T00:59:60+01:00"])
    func leapSecond(text: String) throws {
        let leap = try #require(Timestamp(iso8601: text))

        #expect(leap.text(digits: 7) == "2016-12-31T23:59:59.9999999Z")
        #expect(leap < (try #require(Timestamp(iso8601: "2017-01-01T00:00:00Z"))))
    }

    @Test(
        "text that names no moment is refused",
        arguments: [
            "", "Z", "now", "2026", "2026-03", "2026-03-01T", "2026-03-01T10", "2026-03-01T10Z", "2026-03-01T10:0Z",
            "2026-03-01T10:00:Z", "2026-03-01T10:00:00.Z", "2026-03-01T10:00:00,Z", "2026-3-1T10:00:00Z",
            "26-03-01T10:00:00Z", "12026-03-01T10:00:00Z", "+2026-03-01T10:00:00Z", "-2026-03-01T10:00:00Z",
            "2026/03/01T10:00:00Z", "2026-03-01_10:00:00Z", " 2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z ",
            "2026-03-01T10:00:00ZZ", "2026-03-01T10:00:00UTC+1", "2026-03-01T10:00:00+", "2026-03-01T10:00:00+1",
            "2026-03-01T10:00:00+1:00", "2026-03-01T10:00:00+24:00", "2026-03-01T10:00:00+10:60",
            "2026-03-01T10:00:00+10:00:00", "2026-03-01T10:00:00±02:00", "2026-00-01T10:00:00Z", "2026-13-01T10:00:00Z",
            "2026-03-00T10:00:00Z", "2026-03-32T10:00:00Z", "2026-02-29T10:00:00Z", "1900-02-29T10:00:00Z",
            "2100-02-29T10:00:00Z", "2026-04-31T10:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T10:60:00Z",
            "2026-03-01T10:00:61Z", "1600-12-31T23:59:59Z", "1601-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
            "0000-01-01T00:00:00Z", "２０２６-03-01T10:00:00Z", "2026-03-01T10:00:00Z\0",
        ])
    func malformed(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test(
        "text without a zone is a civil time and no moment",
        arguments: ["2026-03-01", "2026-03-01T10:00", "2026-03-01T10:00:00", "2026-03-01 10:00:00,5"])
    func missingOffset(text: String) throws {
        let reading = try #require(CivilTime.read(text))

        #expect(reading.offsetInMinutes == nil)
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test("a civil time is read with the zone that it states")
    func civilReading() throws {
        let reading = try #require(CivilTime.read("2026-03-01T10:20:30.1234567-03:30"))

        #expect(
            reading.civil
                == CivilTime(year: 2026, month: 3, day: 1, hour: 10, minute: 20, second: 30, fraction: 1_234_567))
        #expect(reading.offsetInMinutes == -210)
    }

    @Test(
        "a moment is written with as many digits as are asked for, cut and not rounded",
        arguments: [
            (-1, "2026-03-01T09:08:07Z"), (0, "2026-03-01T09:08:07Z"), (1, "2026-03-01T09:08:07.9Z"),
            (3, "2026-03-01T09:08:07.999Z"), (6, "2026-03-01T09:08:07.999999Z"), (7, "2026-03-01T09:08:07.9999998Z"),
            (8, "2026-03-01T09:08:07.9999998Z"),
        ])
    func digits(digits: Int, expected: String) throws {
        let moment = try #require(Timestamp(iso8601: "2026-03-01T09:08:07.9999998Z"))

        #expect(moment.text(digits: digits) == expected)
    }

    @Test("people are shown six digits, the store keeps seven")
    func coding() throws {
        let moment = try #require(Timestamp(iso8601: "2026-03-01T10:00:00.1234567Z"))
        let stored = try JSONEncoder().encode([moment])

        #expect(moment.description == "2026-03-01T10:00:00.123456Z")
        #expect(String(decoding: stored, as: UTF8.self) == #"["2026-03-01T10:00:00.1234567Z"]"#)
        #expect(try JSONDecoder().decode([Timestamp].self, from: stored) == [moment])
    }

    @Test(
        "a stored moment without a zone is damage", arguments: [#"["2026-03-01T10:00:00"]"#, "[\"\"]", "[134168328]"])
    func decodingFailure(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Timestamp].self, from: Data(json.utf8)) }
    }

    @Test("text is appended behind what the buffer holds")
    func appending() {
        var bytes = Array("at ".utf8)
        Timestamp.earliest.append(to: &bytes, digits: 0)

        #expect(String(decoding: bytes, as: UTF8.self) == "at 1601-01-01T00:00:00Z")
    }
}
