import EvidenceParsing
import Testing
import Vocabulary

@Suite("Logs in W3C's extended format")
struct W3CTests {
    static let iis = """
        #Software: Microsoft Internet Information Services 10.0
        #Version: 1.0
        #Date: 2026-03-01 10:00:00
        #Fields: date time s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status time-taken
        2026-03-01 10:00:01 WEB5 10.0.0.1 POST /a/shell.aspx cmd=whoami 443 CORP\\anna 192.0.2.7 Mozilla/5.0+(X11) 200 15
        2026-03-01 10:00:02 WEB5 10.0.0.1 GET / - 443 - 192.0.2.8 "odd 404 2

        """
    static let firewall = """
        #Version: 1.5
        #Software: Microsoft Windows Firewall
        #Time Format: Local
        #Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path pid

        2026-03-01 11:00:00 DROP TCP 10.0.0.7 10.0.0.9 50123 445 52 S 1 0 8192 - - - RECEIVE 4

        """
    static let tracking = #"""
        \#u{FEFF}#Software: Microsoft Exchange Server
        #Version: 15.02.0986.005
        #Log-type: Message Tracking Log
        #Date: 2026-03-01T09:59:59.000Z
        #Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source,event-id,recipient-address,message-subject,sender-address
        2026-03-01T10:00:00.123Z,10.0.0.5,ws5,10.0.0.2,MX1,SMTP,RECEIVE,b@corp.example,"Invoice, ""final""",a@evil.example

        """#

    @Test("a line of IIS has the names of its columns, those by which rules ask, and a time in UTC")
    func webServer() {
        #expect(
            Self.describe(Self.iis) == """
                2026-03-01T10:00:01.000000Z WEB5 | iis | - | -
                  date = 2026-03-01
                  time = 10:00:01
                  s-computername = WEB5
                  s-ip = 10.0.0.1
                  ~dst_ip = 10.0.0.1
                  cs-method = POST
                  cs-uri-stem = /a/shell.aspx
                  ~cs-uri-query = /a/shell.aspx
                  cs-uri-query = cmd=whoami
                  s-port = 443
                  ~dst_port = 443
                  cs-username = CORP\\anna
                  c-ip = 192.0.2.7
                  ~src_ip = 192.0.2.7
                  cs(User-Agent) = Mozilla/5.0+(X11)
                  ~cs-user-agent = Mozilla/5.0+(X11)
                  sc-status = 200
                  time-taken = 15
                  ~Channel = iis
                  ~timestamp = 2026-03-01 10:00:01
                2026-03-01T10:00:02.000000Z WEB5 | iis | - | -
                  date = 2026-03-01
                  time = 10:00:02
                  s-computername = WEB5
                  s-ip = 10.0.0.1
                  ~dst_ip = 10.0.0.1
                  cs-method = GET
                  cs-uri-stem = /
                  ~cs-uri-query = /
                  s-port = 443
                  ~dst_port = 443
                  c-ip = 192.0.2.8
                  ~src_ip = 192.0.2.8
                  cs(User-Agent) = "odd
                  ~cs-user-agent = "odd
                  sc-status = 404
                  time-taken = 2
                  ~Channel = iis
                  ~timestamp = 2026-03-01 10:00:02
                """)
    }

    @Test("the firewall of Windows writes in the computer's own zone, and its action is what happened")
    func windowsFirewall() {
        #expect(
            Self.describe(Self.firewall, assuming: TimeAssumptions(offsetInMinutes: 60)) == """
                2026-03-01T10:00:00.000000Z (60) - | firewall | - | DROP
                  date = 2026-03-01
                  time = 11:00:00
                  action = DROP
                  protocol = TCP
                  src-ip = 10.0.0.7
                  ~src_ip = 10.0.0.7
                  dst-ip = 10.0.0.9
                  ~dst_ip = 10.0.0.9
                  src-port = 50123
                  ~src_port = 50123
                  dst-port = 445
                  ~dst_port = 445
                  size = 52
                  tcpflags = S
                  tcpsyn = 1
                  tcpack = 0
                  tcpwin = 8192
                  path = RECEIVE
                  pid = 4
                  ~ProcessId = 4
                  ~Channel = firewall
                  ~timestamp = 2026-03-01 11:00:00
                """)
    }

    @Test("Exchange separates by commas and quotes subjects; sender and recipient are accounts")
    func messageTracking() {
        #expect(
            Self.describe(Self.tracking) == #"""
                2026-03-01T10:00:00.123000Z MX1 | message-tracking | - | RECEIVE
                  date-time = 2026-03-01T10:00:00.123Z
                  client-ip = 10.0.0.5
                  ~src_ip = 10.0.0.5
                  client-hostname = ws5
                  server-ip = 10.0.0.2
                  ~dst_ip = 10.0.0.2
                  server-hostname = MX1
                  source = SMTP
                  event-id = RECEIVE
                  recipient-address = b@corp.example
                  ~target_user = b@corp.example
                  message-subject = Invoice, "final"
                  ~message = Invoice, "final"
                  sender-address = a@evil.example
                  ~user = a@evil.example
                  ~Channel = message-tracking
                """#)
    }

    @Test(
        "proxies quote values with blanks, separate by tabs, or state the day only at the top",
        arguments: [
            ("#Fields: date time c-ip cs(User-Agent)\n2026-03-01 10:00:00 10.0.0.5 \"a b\"\n", "a b"),
            ("#Fields: date time c-ip cs(User-Agent)\n2026-03-01\t10:00:00\t10.0.0.5\ta b\n", "a b"),
            ("#Date: 2026-03-01 09:00:00\n#Fields: time c-ip cs(User-Agent)\n10:00:00 10.0.0.5 ab\n", "ab"),
            ("#Fields: date time c-ip cs(User-Agent)\n2026-03-01 10:00:00 10.0.0.5 ab \n", "ab"),
        ])
    func proxies(text: String, agent: String) {
        let file = WholeFile(text)
        #expect(file.issues == [])
        #expect(file.values("cs(User-Agent)") == [agent])
        #expect(file.records.map { "\($0.moment?.description ?? "")" } == ["2026-03-01T10:00:00.000000Z"])
    }

    @Test("rows that state only the time of day are of the next day behind midnight, in all portions")
    func midnight() {
        let head = "#Date: 2026-03-01 10:00:00\n#Fields: time c-ip\n"
        let clocks = ["23:59:58", "00:00:01", "23:59:59", "00:00:02", "12:00:00", "23:00:00", "01:00:00"]
        let days = ["01", "02", "01", "02", "02", "02", "03"].map { "2026-03-\($0)" }
        let short = WholeFile(head + clocks.map { "\($0) 10.0.0.5\n" }.joined())
        #expect(short.records.map { $0.moment.map { String("\($0)".prefix(10)) } } == days)
        let rows = (0..<60).map { "23:00:\($0 + 10 > 59 ? 59 : $0 + 10) 10.0.0.5\n" } + ["00:10:00 10.0.0.5\n"]
        let long = WholeFile(
            head + Array(repeating: rows.joined(), count: 1_200).joined(), window: 1 << 20)
        let last = long.records.last?.moment.map { String("\($0)".prefix(10)) }
        #expect(last == "2029-06-13")
    }

    @Test("a header within the file holds for what is behind it, in all portions")
    func headers() {
        let row = "2026-03-01 10:00:00 10.0.0.5 GET /\n"
        let text =
            "#Fields: date time c-ip cs-method cs-uri-stem\n" + String(repeating: row, count: 32_000)
            + "#Fields: date time cs-uri-stem\n" + String(repeating: "2026-03-01 10:00:00 /b\n", count: 4_000)
        let file = WholeFile(text, window: 1 << 20)
        #expect(file.issues == [])
        #expect(file.records.count == 36_000)
        #expect(file.values("cs-uri-stem").dropFirst(32_000).allSatisfy { $0 == "/b" })
        #expect(file.account.recordBytes + file.account.otherBytes == text.utf8.count)
    }

    @Test("a line with another number of values is kept as it is and told; room set aside with zeros is neither")
    func damage() {
        let header = "#Fields: date time c-ip\n"
        let file = WholeFile(
            Array((header + "2026-03-01 10:00:00 10.0.0.5 more\n\0\0\0\0").utf8)
                + Array("2026-03-01 10:00:00 10.0.0.6\nx y\n\0\0\0".utf8))
        let detail = "the line has another number of values than its log has fields"
        #expect(file.values("c-ip") == [nil, "10.0.0.6", nil])
        #expect(file.values("message") == ["2026-03-01 10:00:00 10.0.0.5 more", nil, "x y"])
        #expect(
            file.issues == [
                ParseIssue(.unknownLine, offset: 24, detail), ParseIssue(.unknownLine, offset: 91, detail),
            ])
    }

    @Test("a quote that a client sent reaches no further than its line")
    func quotes() {
        let file = WholeFile(
            "#Fields: date time cs(User-Agent) sc-status\n"
                + String(repeating: "2026-03-01 10:00:00 \"x 200\n", count: 3))
        #expect(file.values("cs(User-Agent)") == ["\"x", "\"x", "\"x"])
    }

    @Test(
        "known by the line that names the columns, behind directives alone",
        arguments: [
            (W3CTests.iis, EvidenceFormat.w3c), (W3CTests.firewall, .w3c), (W3CTests.tracking, .w3c),
            ("#Fields: date\n", .unknown), ("# comment\n#x\n", .unknown), ("x\n#Fields: date time\n", .unknown),
        ])
    func recognition(text: String, format: EvidenceFormat) { #expect(WholeFile(text).format == format) }

    @Test(
        "a log that ends anywhere, or has any byte changed, is read line by line", arguments: [iis, firewall, tracking])
    func damagedAnywhere(text: String) {
        let bytes = Array(text.utf8)
        let parser = W3CParser()
        for place in bytes.indices {
            var changed = bytes
            changed[place] = [0x00, 0x0A, 0x20, 0x22, 0x2C, 0x23, 0xFF][place % 7]
            for bytes in [Array(bytes[..<place]), changed] {
                let parsed = parser.parse(EvidencePortion(bytes: bytes, offset: 0))
                let issues = parsed.issues.allSatisfy { $0.offset <= UInt64(bytes.count) }
                #expect(issues && parsed.batch.records.allSatisfy { LogText.describe($0).utf8.count > 0 })
            }
        }
    }

    private static func describe(_ text: String, assuming times: TimeAssumptions = TimeAssumptions()) -> String {
        WholeFile(text, assuming: times).records.map(LogText.describe).joined(separator: "\n")
    }
}
