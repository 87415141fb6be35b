import EvidenceParsing
import Testing
import Vocabulary

@Suite("Events of firewalls and other appliances")
struct ApplianceLogTests {
    @Test("a Common Event alone has its header, its pairs and the names by which rules ask")
    func commonEvent() {
        let line =
            #"CEF:0|Example|Wall \| 2|1.0|100|Port scan|7|rt=1772359200123 src=10.0.0.5 spt=4711 dst=192.0.2.1 dpt=445 suser=anna act=blocked dvchost=fw1 fileHash=ab12 msg=two words\=one\nline cs1=C:\temp cs1Label=Path"#
        #expect(
            LogText.describe(line + "\n") == #"""
                2026-03-01T10:00:00.123000Z fw1 | - | Wall | 2 | 100
                  deviceVendor = Example
                  deviceProduct = Wall | 2
                  deviceVersion = 1.0
                  deviceEventClassId = 100
                  name = Port scan
                  ~message = Port scan
                  severity = 7
                  rt = 1772359200123
                  src = 10.0.0.5
                  ~src_ip = 10.0.0.5
                  spt = 4711
                  ~src_port = 4711
                  dst = 192.0.2.1
                  ~dst_ip = 192.0.2.1
                  dpt = 445
                  ~dst_port = 445
                  suser = anna
                  ~user = anna
                  act = blocked
                  ~action = blocked
                  dvchost = fw1
                  ~hostname = fw1
                  fileHash = ab12
                  ~Hash = ab12
                  msg = two words=one
                line
                  cs1 = C:\temp
                  cs1Label = Path
                """#)
    }

    @Test("an Extended Event of either version is read, whatever it separates its pairs with")
    func extendedEvent() {
        let expected = """
            2026-03-01T10:00:00.000000Z - | - | Product | Code
              deviceVendor = Vendor
              deviceProduct = Product
              deviceVersion = 1.0
              eventId = Code
              devTime = 1772359200000
              src = 10.0.0.5
              ~src_ip = 10.0.0.5
              dstPort = 445
              ~dst_port = 445
              usrName = anna b
              ~user = anna b
            """
        let pairs = ["devTime=1772359200000", "src=10.0.0.5", "dstPort=445", "usrName=anna b"]
        for (head, separator) in [
            ("1.0|Vendor|Product|1.0|Code|", "\t"), ("2.0|Vendor|Product|1.0|Code|^|", "^"),
            ("2.0|Vendor|Product|1.0|Code|x5E|", "^"), ("2.0|Vendor|Product|1.0|Code|", "\t"),
        ] {
            #expect(LogText.describe("LEEF:" + head + pairs.joined(separator: separator) + "\n") == expected)
        }
    }

    @Test("events inside of lines of syslog keep the host of the line, and their own time where it states its zone")
    func insideOfSyslog() {
        let lines = """
            <134>Mar  1 11:00:00 fw1 CEF:0|V|P|1|100|Name|5|rt=1772359200000 src=10.0.0.5 dvchost=other
            Mar  1 11:00:00 CEF:0|V|P|1|100|Name|5|rt=Mar 01 2026 09:00:00 UTC src=10.0.0.5
            <13>1 2026-03-01T10:00:00Z fw1 leef - - - LEEF:1.0|V|P|1|100|src=10.0.0.5\tusrName=x
            Mar  1 10:00:00 fw1 date=2026-03-01 time=11:00:00 tz="+0100" devname="FGT" logid="0001" srcip=10.0.0.5

            """
        let records = LogText.read(lines).map { Array($0.batch.records) } ?? []
        #expect(records.map { $0.host?.text } == ["fw1", nil, "fw1", "fw1"])
        #expect(records.map { $0.eventCode?.text } == ["100", "100", "100", "0001"])
        #expect(records.map { $0.value(named: "src_ip")?.text } == ["10.0.0.5", "10.0.0.5", "10.0.0.5", "10.0.0.5"])
        #expect(
            records.map { LogText.describe($0.time) } == [
                "2026-03-01T10:00:00.000000Z", "2026-03-01T09:00:00.000000Z", "2026-03-01T10:00:00.000000Z",
                "2026-03-01T10:00:00.000000Z",
            ])
    }

    @Test("pairs of a firewall name host, code and the two parties, and date and time of day are one time")
    func pairs() {
        let line =
            #"<189>date=2026-03-01 time=11:00:00 devname="FGT 1" devid="FG1" logid="0000000013" type="traffic" srcip=10.0.0.5 srcport=4711 dstip=192.0.2.1 dstport=445 action="deny" tz="+0100" msg="a \"b\" c" path="C:\""#
        #expect(
            LogText.describe(line + "\n") == #"""
                2026-03-01T10:00:00.000000Z FGT 1 | - | - | 0000000013
                  priority = 189
                  date = 2026-03-01
                  time = 11:00:00
                  devname = FGT 1
                  devid = FG1
                  logid = 0000000013
                  type = traffic
                  srcip = 10.0.0.5
                  ~src_ip = 10.0.0.5
                  srcport = 4711
                  ~src_port = 4711
                  dstip = 192.0.2.1
                  ~dst_ip = 192.0.2.1
                  dstport = 445
                  ~dst_port = 445
                  action = deny
                  tz = +0100
                  msg = a \"b\" c
                  path = C:\
                  ~timestamp = 2026-03-01 time=11:00:00
                """#)
    }

    @Test(
        "the time of pairs is a count where they have one, otherwise what they state",
        arguments: [
            ("date=2026-03-01 time=11:00:00 eventtime=1772359200000000000 a=b", "2026-03-01T10:00:00.000000Z"),
            ("date=2026-03-01 time=10:00:00 a=b c=d", "2026-03-01T10:00:00.000000Z (0)"),
            (#"id=firewall sn=1 time="2026-03-01 10:00:00 UTC" src=10.0.0.5:80:X1"#, "2026-03-01T10:00:00.000000Z"),
            (#"time="2026-03-01T10:00:00+00:00" level=info msg="x y" a=b"#, "2026-03-01T10:00:00.000000Z"),
            ("a=b c=d e=f g=h", "no time"),
        ])
    func times(line: String, expected: String) {
        #expect(LogText.read(line + "\n")?.batch.records.map { LogText.describe($0.time) } == [expected])
    }

    @Test(
        "messages of a Cisco firewall say who reached whom, where they say who began",
        arguments: [
            (
                "%ASA-6-302013: Built outbound TCP connection 9 for outside:192.0.2.5/443 (192.0.2.5/443) to inside:10.0.0.5/4711 (198.51.100.1/4711)",
                "10.0.0.5:4711 192.0.2.5:443 accept -"
            ),
            (
                "%ASA-6-302013: Built inbound TCP connection 9 for outside:192.0.2.5/4711 (192.0.2.5/4711) to dmz:10.0.0.5/22 (10.0.0.5/22)",
                "192.0.2.5:4711 10.0.0.5:22 accept -"
            ),
            (
                "%ASA-4-106023: Deny tcp src outside:192.0.2.5/4711 dst inside:10.0.0.5/22 by access-group \"x\" [0x0, 0x0]",
                "192.0.2.5:4711 10.0.0.5:22 blocked -"
            ),
            (
                "%ASA-6-106100: access-list a permitted tcp outside/192.0.2.5(4711) -> inside/10.0.0.5(22) hit-cnt 1",
                "192.0.2.5:4711 10.0.0.5:22 accept -"
            ),
            (
                "%ASA-6-605005: Login permitted from 10.0.0.5/4711 to inside:10.0.0.1/ssh for user \"anna\"",
                "10.0.0.5:4711 10.0.0.1:- accept anna"
            ),
            (
                "%ASA-6-302014: Teardown TCP connection 9 for outside:192.0.2.5/443 to inside:10.0.0.5/4711 duration 0:00:30 bytes 12",
                "-:- -:- - -"
            ),
            (
                "%FTD-6-113039: Group <g> User <anna> IP <192.0.2.5> AnyConnect parent session started.",
                "192.0.2.5:- -:- - anna"
            ),
            ("%ASA-6-113005: AAA user authentication Rejected : server = 10.0.0.9 : user = anna", "-:- -:- - anna"),
            ("%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user: anna]", "-:- -:- - -"),
        ])
    func cisco(text: String, expected: String) {
        for line in [
            "Mar  1 10:00:00 fw1 : \(text)", "Mar  1 10:00:00 fw1 \(text)", "Mar 01 2026 10:00:00: \(text)",
            "<166>Mar 01 2026 10:00:00 fw1 : \(text)",
        ] {
            let record = LogText.read(line + "\n")?.batch.records.first
            func value(_ name: String) -> String { record?.value(named: name)?.text ?? "-" }
            let parties =
                "\(value("src_ip")):\(value("src_port")) \(value("dst_ip")):\(value("dst_port")) \(value("action")) \(value("user"))"
            #expect(parties == expected)
            #expect(record?.eventCode?.text == String(text.split(separator: "-")[2].prefix { $0 != ":" }))
        }
    }

    @Test("a teardown, which does not say who began, names both parties all the same")
    func teardown() {
        let line =
            "Mar  1 10:00:00 fw1 : %ASA-6-302014: Teardown TCP connection 9 for outside:192.0.2.5/443 to inside:10.0.0.5/4711 duration 0:00:30\n"
        #expect(LogText.values("first_ip", in: line) == ["192.0.2.5"])
        #expect(LogText.values("second_port", in: line) == ["4711"])
    }

    @Test("logs of containers state the stream; what a web server says in them is read, too")
    func containers() {
        let lines = """
            2026-03-01T10:00:00.123456789Z stdout F 10.0.0.5 - - [01/Mar/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5
            2026-03-01T11:00:00.5+01:00 stderr P cut in
            2026-03-01T11:00:00.5+01:00 stderr F
            other

            """
        #expect(LogText.values("cs-uri-stem", in: lines) == ["/a", "-", "-", "-"])
        #expect(LogText.values("stream", in: lines) == ["stdout", "stderr", "stderr", "-"])
        #expect(LogText.values("message", in: lines).suffix(3) == ["cut in", "", "other"])
        #expect(LogText.read(lines)?.issues.map(\.kind) == [.unknownLine])
        #expect(LogText.parser(Array(lines.utf8))?.format == .containerLog)
    }

    @Test(
        "prose and other logs are not taken for events of appliances",
        arguments: [
            "a=b c=d\n", "CEF: x\n", "LEEF:3|a|b\n", "x a=b c=d e=f g=h\n", "a=b c=d some e=f words g=h\n",
            "=a =b =c =d\n",
        ])
    func others(text: String) { #expect(LogText.describe(text) == "not recognised") }
}
