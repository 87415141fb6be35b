import EvidenceParsing
import Testing
import Vocabulary

@Suite("The log of auditd")
struct AuditLogTests {
    @Test("lines with the same serial are one record; hexadecimal text is decoded, and the enriched part is read")
    func joined() {
        let text = """
            node=web type=SYSCALL msg=audit(1772359200.123:77): arch=c000003e success=yes a0=55d0 exe="/usr/bin/curl" key="net"\u{1D}ARCH=x86_64 SYSCALL=execve AUID="anna"
            type=EXECVE msg=audit(1772359200.123:77): argc=3 a0="curl" a1=2D6F20612062 a2="10.0.0.5"
            type=CWD msg=audit(1772359200.123:77): cwd="/tmp"
            type=PATH msg=audit(1772359200.123:77): item=0 name="/usr/bin/curl"
            type=PATH msg=audit(1772359200.123:77): item=1 name=2F6C69622F6C6420
            type=PROCTITLE msg=audit(1772359200.123:77): proctitle=6375726C002D6F

            """
        #expect(
            LogText.describe(text) == """
                2026-03-01T10:00:00.123000Z web | auditd | - | SYSCALL
                  node = web
                  type = SYSCALL
                  stamp = 1772359200.123:77
                  arch = c000003e
                  success = yes
                  a0 = 55d0
                  exe = /usr/bin/curl
                  key = net
                  ARCH = x86_64
                  SYSCALL = execve
                  AUID = anna
                  type = EXECVE
                  argc = 3
                  a0 = curl
                  a1 = -o a b
                  a1_hex = 2D6F20612062
                  a2 = 10.0.0.5
                  type = CWD
                  cwd = /tmp
                  type = PATH
                  item = 0
                  name = /usr/bin/curl
                  type = PATH
                  item = 1
                  name = /lib/ld\u{20}
                  name_hex = 2F6C69622F6C6420
                  type = PROCTITLE
                  proctitle = curl -o
                  proctitle_hex = 6375726C002D6F
                  ~CommandLine = curl -o a b 10.0.0.5
                  ~Image = /usr/bin/curl
                  ~CurrentDirectory = /tmp
                  ~Channel = auditd
                """)
        #expect(LogText.read(text)?.batch.records.first?.number == 77)
    }

    @Test("a field stands below the type of its line, and below the number of that line where several have the type")
    func places() {
        let text = """
            type=PATH msg=audit(1772359200.123:77): name="/a"
            type=PATH msg=audit(1772359200.123:77): name="/b"

            """
        let paths = LogText.read(text)?.batch.records.first?.fields.filter { $0.name.name == "name" }.map(\.name.path)
        #expect(
            paths == [
                [.element("PATH"), .element("name")], [.element("PATH", ordinal: 1), .element("name")],
            ])
    }

    @Test("what a program reports in single quotes is read as fields; accounts, peers and results get common names")
    func reported() {
        let line =
            #"type=USER_LOGIN msg=audit(1772359200.5:8): pid=9 uid=0 msg='op=login acct="anna" exe="/usr/sbin/sshd" addr=10.0.0.5 terminal=ssh res=failed'UID="root""#
        #expect(
            LogText.describe(line + "\n") == """
                2026-03-01T10:00:00.500000Z - | auditd | - | USER_LOGIN
                  type = USER_LOGIN
                  stamp = 1772359200.5:8
                  pid = 9
                  uid = 0
                  op = login
                  acct = anna
                  ~user = anna
                  exe = /usr/sbin/sshd
                  addr = 10.0.0.5
                  ~src_ip = 10.0.0.5
                  terminal = ssh
                  res = failed
                  ~outcome = failure
                  UID = root
                  ~Channel = auditd
                """)
    }

    @Test(
        "fields that a lost separator glued to a value are told apart, and words without a field are kept",
        arguments: [
            (#"pid=1 res=1AUID="anna" UID="root""#, ["pid=1", "res=1", "outcome=success", "AUID=anna", "UID=root"]),
            (
                "avc: denied { read } for pid=7 comm=\"ls\"",
                ["text=avc: denied { read } for", "pid=7", "comm=ls"]
            ),
            ("old auid=1 new auid=2", ["text=old", "auid=1", "text=new", "auid=2"]),
            ("comm=\"cut of", ["comm=cut of"]), ("comm=", ["comm="]), ("just words", ["text=just words"]),
            ("comm=6C73 pid=10 exe=ABC", ["comm=ls", "comm_hex=6C73", "pid=10", "exe=ABC"]),
        ])
    func shapes(body: String, expected: [String]) {
        let record = LogText.read("type=X msg=audit(1772359200.000:8): \(body)\n")?.batch.records.first
        let fields = record?.fields.map { "\($0.name.name)=\($0.value.text)" } ?? []
        #expect(
            fields.filter { !$0.hasPrefix("type=") && !$0.hasPrefix("stamp=") && $0 != "Channel=auditd" } == expected)
    }

    @Test("events that mingle are told apart, and records stand in the order of their first lines")
    func mingled() {
        let text = """
            type=SYSCALL msg=audit(1772359200.000:1): exe="/a"
            type=SYSCALL msg=audit(1772359200.000:2): exe="/b"
            type=CWD msg=audit(1772359200.000:1): cwd="/1"
            torn line
            type=CWD msg=audit(1772359200.000:3): cwd="/3"

            """
        let parsed = LogText.read(text)
        #expect(LogText.values("cwd", in: text) == ["/1", "-", "-", "/3"])
        #expect(LogText.values("message", in: text) == ["-", "-", "torn line", "-"])
        #expect(parsed?.issues.map(\.kind) == [.unknownLine])
    }

    /// Events of three lines, the last of which stands `distance` events behind the others.
    private func late(events: Int, distance: Int, filler: Int = 0) -> String {
        var lines: [String] = []
        let name = String(repeating: "x", count: filler)
        for event in 0..<events + distance {
            if event < events {
                lines.append("type=SYSCALL msg=audit(1772359200.000:\(event)): exe=\"/bin/\(event)\"")
                lines.append("type=CWD msg=audit(1772359200.000:\(event)): cwd=\"/\(name)\"")
            }
            if event == events / 2 { lines.append("torn line") }
            if event >= distance {
                lines.append(
                    "type=PROCTITLE msg=audit(1772359200.000:\(event - distance)): proctitle=\"t\(event - distance)\"")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test("a line that comes thousands of events late is of its event", arguments: [1, 33, 300, 5_000])
    func farApart(distance: Int) {
        let file = WholeFile(late(events: 6_000, distance: distance))
        #expect(file.records.count == 6_001)
        let titled = file.records.filter { $0.eventCode != nil }.enumerated().allSatisfy {
            $0.element.value(named: "proctitle")?.text == "t\($0.offset)"
        }
        #expect(titled)
        #expect(file.issues.map(\.kind) == [.unknownLine])
    }

    @Test("portions end where the fewest events are open, and what cannot be joined is a record")
    func cut() {
        // Late by 40 events all the time, so that no cut is clean.
        let mingled = WholeFile(late(events: 3_000, distance: 40, filler: 1_000), window: 1 << 20)
        let alone = mingled.records.filter { $0.eventCode?.text == "PROCTITLE" }
        let portions = 3_000 * 1_150 / (1 << 19)
        #expect(alone.count <= 40 * portions)
        #expect(mingled.records.count == 3_001 + alone.count)
        #expect(mingled.account.skippedBytes == 0)
        // Late by 40 events now and then: the cut is between the groups.
        let groups = (0..<30).map { group in
            late(events: 100, distance: 40, filler: 1_000).replacing("1772359200", with: "\(1_772_359_200 + group)")
        }
        let file = WholeFile(groups.joined(), window: 1 << 20)
        let codes = Set(file.records.map { $0.eventCode?.text ?? "-" })
        #expect(codes == ["SYSCALL", "-"])
        #expect(file.records.count == 30 * 101)
    }

    @Test("what ausearch writes between events is none, and zeros that a crash left are stepped over")
    func separators() {
        let events = (0..<3).map {
            "----\ntime->Sun Mar  1 10:00:0\($0) 2026\ntype=SYSCALL msg=audit(177235920\($0).000:\($0)): exe=\"/a\"\n"
        }
        let file = WholeFile(events.joined() + "\0\0\0\0type=CWD msg=audit(1772359200.000:0): cwd=\"/\"\n")
        #expect(file.format == .auditd)
        #expect(file.records.count == 3)
        #expect(file.issues == [])
        #expect(file.account.skippedBytes == 0)
    }

    @Test("a portion does not end inside of an event")
    func portions() {
        let lines = (0..<9).map { "type=PATH msg=audit(1772359200.000:\(100 + $0 / 3)): item=\($0 % 3)\n" }
        let bytes = Array(lines.joined().utf8)
        let whole = LogText.records(bytes, window: bytes.count)
        #expect(whole.count == 3)
        for size in [1, 40, 90, 140, 200] { #expect(LogText.records(bytes, window: size) == whole) }
    }

    @Test("an event of more lines than any real one becomes several records, and nothing is lost")
    func endless() throws {
        let lines = (0..<1000).map { "type=PATH msg=audit(1772359200.000:1): item=\($0)\n" }
        let parsed = try #require(LogText.read(lines.joined()))
        #expect(parsed.batch.count == 4)
        #expect(parsed.batch.records.reduce(0) { $0 + $1.fields.count { $0.name.name == "item" } } == 1000)
    }

    @Test("an argument in parts is one word of the command line")
    func parts() {
        let line = #"type=EXECVE msg=audit(1772359200.000:1): argc=2 a0="sh" a1_len=6 a1[0]="abc" a1[1]=646566"#
        #expect(LogText.values("CommandLine", in: line + "\n") == ["sh abcdef"])
    }

    @Test(
        "the address of a socket is decoded, and is the other end that is called, that called, or the own one",
        arguments: [
            (42, "020001BB0A0000050000000000000000", "10.0.0.5:443", "dst_ip=10.0.0.5 dst_port=443"),
            (43, "020001BB0A0000050000000000000000", "10.0.0.5:443", "src_ip=10.0.0.5 src_port=443"),
            (49, "02001F90000000000000000000000000", "0.0.0.0:8080", ""),
            (
                42, "0A00005000000000FE80000000000000000000000000000100000000", "[fe80::1]:80",
                "dst_ip=fe80::1 dst_port=80"
            ),
            (42, "01002F72756E2F782E736F636B00", "01002F72756E2F782E736F636B00", ""),
            (42, "020001BB0A00", "020001BB0A00", ""),
        ])
    func sockets(call: Int, digits: String, shown: String, peer: String) {
        let text = """
            type=SYSCALL msg=audit(1772359205.500:82): arch=c000003e syscall=\(call) success=yes
            type=SOCKADDR msg=audit(1772359205.500:82): saddr=\(digits)

            """
        #expect(LogText.values("saddr", in: text) == [shown])
        #expect(LogText.values("saddr_hex", in: text) == [shown == digits ? "-" : digits])
        let peers: Set = ["src_ip", "src_port", "dst_ip", "dst_port"]
        let found = LogText.read(text)?.batch.records.first?.fields.filter { peers.contains($0.name.name) }
        #expect(found?.map { "\($0.name.name)=\($0.value.text)" }.joined(separator: " ") == peer)
        let record = LogText.read(text)?.batch.records.first
        let common = record.map { CommonFields($0.batch.catalogue).value(.sourceAddress, of: $0)?.text }
        #expect(common == (peer.hasPrefix("src") ? "10.0.0.5" : nil as String?))
    }
}
