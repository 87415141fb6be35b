import EvidenceParsing
import Testing
import Vocabulary

@Suite("Names of zones, and dates whose month is a word")
struct ZoneNameTests {
    private func time(_ text: String) -> String {
        let file = WholeFile(#"{"timestamp":"\#(text)","Computer":"WS1"}"# + "\n")
        return LogText.describe(file.records.first?.time)
    }

    @Test(
        "a name behind a time is its zone; one that several countries use is read as one of them, and marked as assumed",
        arguments: [
            ("2026-07-01 10:00:00 EDT", "2026-07-01T14:00:00.000000Z"),
            ("2026-07-01T10:00:00.5 CEST", "2026-07-01T08:00:00.500000Z"),
            ("2026-07-01 10:00:00 PDT", "2026-07-01T17:00:00.000000Z"),
            ("7/31/2026 10:00:00 AM PST", "2026-07-31T18:00:00.000000Z"),
            ("2026-07-01 10:00:00 (AEST)", "2026-07-01T00:00:00.000000Z"),
            ("2026-07-01 10:00:00 NPT", "2026-07-01T04:15:00.000000Z"),
            ("2026-07-01 10:00:00 GMT-03:30", "2026-07-01T13:30:00.000000Z"),
            ("2026-07-01 10:00:00 UTC+2", "2026-07-01T08:00:00.000000Z"),
            ("31.07.2026 10:00:00 +02:00", "2026-07-31T08:00:00.000000Z"),
            ("2026-07-01 10:00:00 BST", "2026-07-01T09:00:00.000000Z (60)"),
            ("2026-07-01 10:00:00 IST", "2026-07-01T04:30:00.000000Z (330)"),
            ("2026-07-01 10:00:00 CST", "2026-07-01T16:00:00.000000Z (-360)"),
            ("2026-07-01 10:00:00 XYZ", "no time"), ("2026-07-01 10:00:00 +25:00", "no time"),
        ])
    func names(text: String, expected: String) { #expect(time(text) == expected) }

    @Test(
        "the parts of a date with a word for its month are known in any order, and in several languages",
        arguments: [
            ("Mar 1, 2026 @ 10:00:00.123", "2026-03-01T10:00:00.123000Z (0)"),
            ("March 1, 2026 1:00:00 PM", "2026-03-01T13:00:00.000000Z (0)"),
            ("Sun, 01 Mar 2026 10:00:00 +0100", "2026-03-01T09:00:00.000000Z"),
            ("Sun Mar  1 10:00:00 2026", "2026-03-01T10:00:00.000000Z (0)"),
            ("Sun Mar  1 10:00:00 EST 2026", "2026-03-01T15:00:00.000000Z"),
            ("01/Mar/2026:10:00:00 -0500", "2026-03-01T15:00:00.000000Z"),
            ("01-Mar-2026 10:00:00", "2026-03-01T10:00:00.000000Z (0)"),
            ("1. März 2026 10:00:00", "2026-03-01T10:00:00.000000Z (0)"),
            ("1 févr. 2026 10:00:00", "2026-02-01T10:00:00.000000Z (0)"),
            ("1 de diciembre de 2026 10:00", "2026-12-01T10:00:00.000000Z (0)"),
            ("Mar 1 Apr 2026 10:00:00", "no time"), ("Mar 2026 10:00:00", "no time"), ("Foo 1 2026 10:00", "no time"),
        ])
    func months(text: String, expected: String) { #expect(time(text) == expected) }

    @Test(
        "so it is in logs of appliances and in lines of syslog",
        arguments: [
            ("Mar  1 10:00:00.123 EDT: %SYS-5-CONFIG_I: Configured", "2026-03-01T14:00:00.123000Z (-240, year)"),
            ("*Mar  1 10:00:00.123 CEST: %SYS-5-CONFIG_I: Configured", "2026-03-01T08:00:00.123000Z (120, year)"),
            ("Mar  1 2026 10:00:00 EDT: %SYS-5-CONFIG_I: Configured", "2026-03-01T14:00:00.000000Z"),
            ("Mar  1 10:00:00 EST web sshd[7]: x", "2026-03-01T15:00:00.000000Z (-300, year)"),
            // A host that is called like a zone.
            ("Mar  1 10:00:00 EST sshd[7]: x", "2026-03-01T10:00:00.000000Z (0, year)"),
            ("CEF:0|V|P|1|1|n|5|rt=Mar 01 2026 10:00:00 PDT src=10.0.0.5", "2026-03-01T17:00:00.000000Z"),
            (
                #"device="SFW" date=2026-03-01 time=10:00:00 timezone="IST" device_name="XG" log_id=1"#,
                "2026-03-01T04:30:00.000000Z (330)"
            ),
        ])
    func lines(line: String, expected: String) {
        #expect(LogText.describe(LogText.read(line + "\n")?.batch.records.first?.time) == expected)
    }
}

@Suite("Years that a person stated")
struct AssumedYearTests {
    private func days(_ dates: [String], window: Int = 1 << 22) -> [String] {
        let text = dates.map { "\($0) 10:00:00 web a: x\n" }.joined()
        return WholeFile(text, window: window, assuming: TimeAssumptions(year: 2025)).records.map {
            $0.moment.map { String("\($0)".prefix(10)) } ?? "-"
        }
    }

    @Test("the year is that of the first line, and rolls over where the file comes into the next one")
    func rollsOver() {
        #expect(
            days(["Nov 30", "Dec 31", "Jan  1", "Jun 30", "Dec 31", "Jan  1"])
                == ["2025-11-30", "2025-12-31", "2026-01-01", "2026-06-30", "2026-12-31", "2027-01-01"])
    }

    @Test("what goes back a little stays in its year, on both sides of New Year")
    func goesBack() {
        #expect(days(["Mar  2", "Mar  1", "Feb  1"]) == ["2025-03-02", "2025-03-01", "2025-02-01"])
        #expect(
            days(["Dec 31", "Jan  1", "Dec 31", "Jan  1"]) == ["2025-12-31", "2026-01-01", "2025-12-31", "2026-01-01"])
        #expect(days(["Jan  1", "Dec 31", "Jan  2"]) == ["2025-01-01", "2024-12-31", "2025-01-02"])
    }

    @Test("times that a sender made up move no others")
    func madeUp() {
        #expect(days(["Jul 20", "Jan  1", "Jan  1", "Jul 20"]).last == "2025-07-20")
        #expect(
            days(["Jul 20", "Jan  1", "Jul 20", "Jul 21"]) == ["2025-07-20", "2026-01-01", "2025-07-20", "2025-07-21"])
    }

    @Test("portions know what was before them")
    func portions() {
        let dates = (0..<40).map { "Dec \(10 + $0 / 2)" } + (0..<40).map { "Jan \(10 + $0 / 2)" }
        for window in [1 << 22, 100, 333] {
            #expect(days(dates, window: window).last == "2026-01-29")
            #expect(days(dates, window: window) == days(dates))
        }
    }
}
