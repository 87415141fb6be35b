import EvidenceParsing
import Testing
import Vocabulary

@Suite("Syslog: lines")
struct SyslogTests {
    @Test("a line after RFC 3164 states time, host, program, process and message; zone and year are assumed")
    func bsd() {
        #expect(
            LogText.describe("Mar  1 10:00:00 web cups[42]: job 7 done\n") == """
                2026-03-01T10:00:00.000000Z (0, year) web | syslog | cups | -
                  timestamp = Mar  1 10:00:00
                  hostname = web
                  program = cups
                  pid = 42
                  message = job 7 done
                  ~Channel = syslog
                """)
    }

    @Test("a line after RFC 5424 states its structured data as fields of their own, without the escapes")
    func structured() {
        let line =
            #"<165>1 2026-03-01T10:00:00.003+01:00 web app 7 ID47 [ex@32473 a="1" b="say \"hi\" \]"][o@1 ip="x"] done"#
        #expect(
            LogText.describe(line + "\n") == """
                2026-03-01T09:00:00.003000Z web | syslog | app | -
                  priority = 165
                  timestamp = 2026-03-01T10:00:00.003+01:00
                  hostname = web
                  msgid = ID47
                  ex@32473.a = 1
                  ex@32473.b = say "hi" ]
                  o@1.ip = x
                  program = app
                  pid = 7
                  message = done
                  ~Channel = syslog
                """)
    }

    @Test(
        "a file may mix the forms that programs and collectors write",
        arguments: [
            ("<13>1 - - - - - -\n", "no time - | user.log | - | -"),
            ("<38>Mar  1 10:00:00 web sshd[1]: x\n", "2026-03-01T10:00:00.000000Z (0, year) web | auth | sshd | -"),
            ("2026-03-01T10:00:00.5+01:00 web cron: x\n", "2026-03-01T09:00:00.500000Z web | cron | cron | -"),
            ("2026-03-01T10:00:00Z INFO sudo[3]: x\n", "2026-03-01T10:00:00.000000Z - | auth | sudo | -"),
            ("2026-03-01 10:00:00 web a[7]: x\n", "2026-03-01T10:00:00.000000Z (0) web | syslog | a | -"),
            ("2026 Mar  1 10:00:00 web a: x\n", "2026-03-01T10:00:00.000000Z (0) web | syslog | a | -"),
            ("\0\0\0\0Mar  1 2025 10:00:00 web a: x\n", "2025-03-01T10:00:00.000000Z (0) web | syslog | a | -"),
            ("2026-03-01T10:00:00 web a: x\n", "2026-03-01T10:00:00.000000Z (0) web | syslog | a | -"),
            ("Mar  1 2025 10:00:00 fw a: x\n", "2025-03-01T10:00:00.000000Z (0) fw | syslog | a | -"),
            (
                "Mar  1 10:00:00.25 web /usr/sbin/cron[3]: x\n",
                "2026-03-01T10:00:00.250000Z (0, year) web | cron | /usr/sbin/cron | -"
            ),
            ("Mar  1 10:00:00 secd[1] <Error>: x\n", "2026-03-01T10:00:00.000000Z (0, year) - | syslog | secd | -"),
            (
                "Mar  1 10:00:00 web last message repeated 3 times\n",
                "2026-03-01T10:00:00.000000Z (0, year) web | syslog | - | -"
            ),
        ])
    func forms(line: String, head: String) {
        #expect(LogText.describe(line).split(separator: "\n").first.map(String.init) == head)
    }

    @Test("lines that begin with a blank belong to the line before; a line of another kind is kept, and is an issue")
    func continued() {
        let text = "Mar  1 10:00:00 web a: one\n\ttwo\n--- torn ---\nMar  1 10:00:01 web a: three\r\n"
        #expect(LogText.values("message", in: text) == ["one\n\ttwo", "--- torn ---", "three"])
        #expect(
            LogText.read(text)?.issues == [
                ParseIssue(.unknownLine, offset: 32, "the line is not one of syslog")
            ])
    }

    @Test(
        "text of other kinds is not taken for syslog",
        arguments: [
            "", "\n\n", "hello\nworld\n", "2026-03-01 10:00:00, Info  CBS  Loaded\n", "2026-03-01T10:00:00Z,a,b\n",
            "Mar 99\nMar 99\n", "MZ\u{1}\u{2}\n", "# Mar  1 10:00:00\n",
        ])
    func others(text: String) {
        #expect(LogText.describe(text) == "not recognised")
    }

    @Test("more than half of the head's lines decide; a file is then read to its end")
    func majority() {
        let line = "Mar  1 10:00:00 web a: x\n"
        #expect(LogText.read("torn\n" + line + line)?.batch.count == 3)
        #expect(LogText.describe("torn\ntorn\n" + line) == "not recognised")
    }
}

@Suite("Syslog: years and zones")
struct SyslogYearTests {
    private func moment(_ line: String, _ times: TimeAssumptions) -> String {
        LogText.describe(LogText.read(line + " web a: x\n", assuming: times)?.batch.records.first?.time)
    }

    private let march = Timestamp(iso8601: "2026-03-01T10:00:00Z")

    @Test(
        "the year is the latest for which the time is not more than a day after the file was last written to",
        arguments: [
            ("Mar  1 09:00:00", "2026-03-01T09:00:00.000000Z (0, year)"),
            ("Mar  2 09:59:59", "2026-03-02T09:59:59.000000Z (0, year)"),
            ("Mar  2 10:00:01", "2025-03-02T10:00:01.000000Z (0, year)"),
            ("Dec 31 23:59:59", "2025-12-31T23:59:59.000000Z (0, year)"),
            ("Feb 29 12:00:00", "2024-02-29T12:00:00.000000Z (0, year)"),
        ])
    func latest(line: String, expected: String) {
        #expect(moment(line, TimeAssumptions(reference: march)) == expected)
    }

    @Test("a year and a zone that a person stated come first")
    func stated() {
        let times = TimeAssumptions(offsetInMinutes: 120, year: 2019, reference: march)
        #expect(moment("Mar  1 09:00:00", times) == "2019-03-01T07:00:00.000000Z (120, year)")
        #expect(moment("2026-03-01T09:00:00", times) == "2026-03-01T07:00:00.000000Z (120)")
        #expect(moment("2026-03-01T09:00:00Z", times) == "2026-03-01T09:00:00.000000Z")
    }

    @Test("without a year and a moment to count from the text is kept, and one issue says so")
    func unknown() throws {
        let parsed = try #require(
            LogText.read("Mar  1 09:00:00 web a: x\nMar  1 09:00:01 web a: y\n", assuming: TimeAssumptions()))
        #expect(parsed.batch.records.map { $0.moment == nil } == [true, true])
        #expect(parsed.batch[0].value(named: "timestamp")?.text == "Mar  1 09:00:00")
        #expect(
            parsed.issues == [
                ParseIssue(
                    .badTime, offset: 0, "times without a year stay text: nothing says which year they are of")
            ])
    }

    @Test("a day that no year has is an issue, and the record is kept")
    func impossible() throws {
        let parsed = try #require(LogText.read("Feb 30 09:00:00 web a: x\n"))
        #expect(parsed.batch.records.map { $0.moment == nil } == [true])
        #expect(parsed.issues.map(\.kind) == [.badTime])
    }

    @Test(
        "levels where a host would stand are none, and what no computer is called neither",
        arguments: ["info", "In(166)", "ERROR", "(main)", "-", "verbose", "<info>", "Wa(4)"])
    func levels(word: String) throws {
        let text = """
            2026-03-01T10:00:00.123Z \(word) Hostd[2099]: [Originator@6876 sub=Default] Accepted password for user root
            2026-03-01T10:00:01.123Z esx-1 Hostd[2099]: [Originator@6876 sub=Default] Accepted password for user root

            """
        #expect(LogText.values("hostname", in: text) == ["-", "esx-1"])
        #expect(LogText.values("program", in: text) == ["Hostd", "Hostd"])
    }

    @Test("facility and severity behind the time, and a line of dashes, are no host")
    func noHost() {
        let text = """
            Mar  1 10:00:00 <auth.info> fbsd sshd[1]: Accepted publickey for anna from 10.0.0.5 port 50000 ssh2
            Mar  1 10:00:01 <3.6> fbsd devd[1]: x
            Mar  1 10:00:03 --- last message repeated 2 times ---

            """
        #expect(LogText.values("hostname", in: text) == ["fbsd", "fbsd", "-"])
        #expect(LogText.values("priority", in: text) == ["auth.info", "3.6", "-"])
        #expect(LogText.values("Channel", in: text) == ["auth", "daemon.log", "syslog"])
        #expect(LogText.values("user", in: text) == ["anna", "-", "-"])
        #expect(LogText.values("repeated", in: text) == ["-", "-", "2"])
    }
}
