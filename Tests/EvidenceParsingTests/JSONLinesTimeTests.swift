import EvidenceParsing
import Testing
import Vocabulary

@Suite("JSON lines: times")
struct JSONLinesTimeTests {
    private func time(_ line: String) -> String { JSONLinesText.describe(JSONLinesText.parse(line).batch[0].time) }

    @Test(
        "a time is read as its product writes it, and its zone is stated or assumed",
        arguments: [
            (
                #"{"@timestamp":"2026-03-01T10:00:00.123Z"}"#,
                #"2026-03-01T10:00:00.123000Z stated "2026-03-01T10:00:00.123Z""#
            ),
            (#"{"@timestamp":"2026-03-01T10:00:00"}"#, #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00""#),
            (
                #"{"timestamp":"2026-03-01T10:00:00.5+0200"}"#,
                #"2026-03-01T08:00:00.500000Z stated "2026-03-01T10:00:00.5+0200""#
            ),
            (#"{"time":"2026-03-01 10:00:00,5"}"#, #"2026-03-01T10:00:00.500000Z assumed 0 "2026-03-01 10:00:00,5""#),
            (#"{"ts":1772359200.123456}"#, #"2026-03-01T10:00:00.123456Z stated "1772359200.123456""#),
            (#"{"ts":"1772359200123"}"#, #"2026-03-01T10:00:00.123000Z stated "1772359200123""#),
            (#"{"timestamp":1772359200123456}"#, #"2026-03-01T10:00:00.123456Z stated "1772359200123456""#),
            (#"{"time":1772359200123456789}"#, #"2026-03-01T10:00:00.123456Z stated "1772359200123456789""#),
            // A FILETIME, which is no likely count of nanoseconds.
            (#"{"time":132537600000000000}"#, #"2020-12-30T00:00:00.000000Z stated "132537600000000000""#),
            (#"{"time":1009843200000000000}"#, #"2002-01-01T00:00:00.000000Z stated "1009843200000000000""#),
            (#"{"time":"2026-03-01T10:00:00Z "}"#, #"2026-03-01T10:00:00.000000Z stated "2026-03-01T10:00:00Z ""#),
            (#"{"time":"20260301T100000Z"}"#, #"2026-03-01T10:00:00.000000Z stated "20260301T100000Z""#),
            (#"{"time":"20260301T100000.5+0200"}"#, #"2026-03-01T08:00:00.500000Z stated "20260301T100000.5+0200""#),
            (#"{"time":"20260301T100000"}"#, #"2026-03-01T10:00:00.000000Z assumed 0 "20260301T100000""#),
            (
                #"{"TimeCreated":"\/Date(1772359200123)\/"}"#,
                #"2026-03-01T10:00:00.123000Z stated "/Date(1772359200123)/""#
            ),
            (#"{"ID":"1772359200.123:33152"}"#, #"2026-03-01T10:00:00.123000Z stated "1772359200.123:33152""#),
            (
                #"{"t":{"$date":"2026-03-01T10:00:00.9+01:00"}}"#,
                #"2026-03-01T09:00:00.900000Z stated "2026-03-01T10:00:00.9+01:00""#
            ),
            (#"{"TimeGenerated":"2026-03-01 10:00:00"}"#, #"2026-03-01T10:00:00.000000Z stated "2026-03-01 10:00:00""#),
        ])
    func forms(line: String, expected: String) {
        #expect(time(line) == expected)
    }

    @Test("a time in stated UTC wins over one without a zone, wherever it stands")
    func statedWins() {
        #expect(
            time(#"{"EventTime":"2026-03-01 05:00:00","@timestamp":"2026-03-01T10:00:03Z"}"#)
                == #"2026-03-01T10:00:03.000000Z stated "2026-03-01T10:00:03Z""#)
    }

    @Test("local time is moved by the zone that the time of receipt shows when it is given in both")
    func zoneOfReceipt() {
        #expect(
            time(
                #"{"EventTime":"2026-03-01 04:58:00","EventReceivedTime":"2026-03-01 05:00:00","@timestamp":"2026-03-01T10:00:03Z"}"#
            )
                == #"2026-03-01T09:58:00.000000Z assumed -300 "2026-03-01 04:58:00""#)
        #expect(
            time(
                #"{"EventTime":"2026-03-01 15:28:00","EventReceivedTime":"2026-03-01 15:30:00","@timestamp":"2026-03-01T10:00:03Z"}"#
            )
                == #"2026-03-01T09:58:00.000000Z assumed 330 "2026-03-01 15:28:00""#)
    }

    @Test("a time of receipt that fits no zone shows none")
    func zoneInDoubt() {
        #expect(
            time(
                #"{"EventTime":"2026-03-01 04:58:00","EventReceivedTime":"2026-03-01 05:00:00","@timestamp":"2026-03-01T10:07:00Z"}"#
            )
                == #"2026-03-01T10:07:00.000000Z stated "2026-03-01T10:07:00Z""#)
    }

    @Test(
        "a number that is no likely date is an unreadable time, and the record is kept",
        arguments: ["12", "-1772359200", "1e9", "99999999", "\"soon\"", "1772359200000000000000000", "\"2026-13-01\""])
    func unreadable(value: String) {
        let parsed = JSONLinesText.parse("{\"time\":\(value)}", offset: 5)
        #expect(parsed.batch.records.map(\.moment) == [nil])
        #expect(parsed.issues == [ParseIssue(.badTime, offset: 5, "no time field of the record can be read")])
    }

    @Test("a record without any time field is no issue")
    func none() {
        let parsed = JSONLinesText.parse(#"{"a":1,"time":null}"#)
        #expect(parsed.batch.records.map(\.moment) == [nil])
        #expect(parsed.issues == [])
    }
}
