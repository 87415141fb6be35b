import EvidenceParsing
import Testing
import Vocabulary

/// One sample of each log of lines, with what its readers look for.
private let samples: [String] = [
    """
    <38>1 2026-03-01T10:00:00.5+01:00 web sshd 7 ID [a@1 b="c\\"d"][e f="g"] Failed password for x from 10.0.0.5 port 9 ssh2
    Mar  1 10:00:00 web sudo[3]: anna : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/id
    Mar  1 10:00:00 web sshd(pam_unix)[3]: authentication failure; logname= uid=0 rhost=10.0.0.5  user=root
    Mar  1 10:00:00 web su: (to root) anna on pts/0
    Mar  1 10:00:00 web su: Successful su for root by anna
    Mar  1 10:00:00 web useradd[3]: new user: name=a, UID=0
    Mar  1 10:00:00 web usermod[3]: add 'a' to group 'b'
    Mar  1 10:00:00 web CRON[3]: (root) CMD (ls)
    Mar  1 10:00:00 web sudo: pam_unix(sudo:session): session opened for user root(uid=0) by anna(uid=1)
    Mar  1 10:00:00 web kernel: [1.5] X-DROP: IN=a OUT= SRC=10.0.0.5 DST=10.0.0.1 SPT=1 DPT=2
    Mar  1 10:00:00 web sysmon: <Event><System><Provider Name="Linux-Sysmon"/><EventID>1</EventID><TimeCreated SystemTime="2026-03-01T10:00:00Z"/></System><EventData><Data Name="a">b&lt;</Data><Data Name="c"/></EventData></Event>

    """,
    """
    node=web type=SYSCALL msg=audit(1772359200.123:77): a0=55 exe="/a" key=(null)ARCH=x86_64 SYSCALL=execve
    type=EXECVE msg=audit(1772359200.123:77): a0="a" a1=6162 a2_len=4 a2[0]="b" a2[1]=6364
    type=USER msg=audit(1772359200.124:78): avc: denied { x } for msg='op=a acct="b" addr=10.0.0.5 res=1'UID="root"

    """,
    """
    shop.example:80 10.0.0.5 - a [01/Mar/2026:10:00:00 +0100] "GET /a?b HTTP/1.1" 200 5 "-" "c\\"d" "e"
    [Sun Mar 01 10:00:00.5 2026] [core:error] [pid 1:tid 2] (13)Denied: [client 10.0.0.5:9] AH00035: user a not found
    2026/03/01 10:00:00 [error] 1#2: *3 user "a" x, client: 10.0.0.5, server: a, request: "GET / HTTP/1.1", host: "b"

    """,
    #"""
    CEF:0|V \| W|P|1|100|Name|5|rt=1772359200123 src=10.0.0.5 msg=a\=b \\ c act=x fileHash=1
    LEEF:2.0|V|P|1|100|x5E|devTime=Mar 01 2026 10:00:00^src=10.0.0.5^usrName=a b
    <189>date=2026-03-01 time=10:00:00 tz="+0100" devname="F\"" srcip=10.0.0.5 src=10.0.0.5:80:X1 logid=1

    """#,
    """
    <166>Mar 01 2026 10:00:00 fw1 : %ASA-6-302013: Built outbound TCP connection 9 for outside:192.0.2.5/443 (1/2) to a:10.0.0.5/9
    Mar  1 10:00:00 fw1 %ASA-6-106100: access-list a permitted tcp o/192.0.2.5(47) -> i/10.0.0.5(22) Group <g> User <u> IP <i>
    Mar  1 10:00:00 fw1 CEF:0|V|P|1|100|Name|5|rt=1772359200123 src=10.0.0.5

    """,
    """
    Mar  1 10:00:00 web dhcpd: DHCPACK on 10.0.0.5 to 00:15:5d:0a:0b:0c (ws5) via eth0
    Mar  1 10:00:00 web dnsmasq-dhcp[7]: 9 DHCPACK(eth0) 10.0.0.5 00:15:5d:0a:0b:0c ws5
    Mar  1 10:00:00 web dhcpd: DHCPACK to 10.0.0.5 (00:15:5d:0a:0b:0c) via eth0: a

    """,
    "10,03/01/26,10:00:00,Assign,10.0.0.5,ws5,00155D0A0B0C,,3318434423,0,,,,0x4D,MSFT 5.0,,,,0\n11004,03/01/26,11:00:00,x,::1,a,,14,0001,,,64\n",
    "2026-03-01T10:00:00.5Z stdout F a\n2026-03-01T10:00:00.5Z stderr P:x b\n",
    "#1772359200\nls\n: 1772359200:0;a\\\nb\n#1772359201\n",
    "__CURSOR=a\n__REALTIME_TIMESTAMP=1772359200000000\nSYSLOG_IDENTIFIER=sshd\nMESSAGE\n\u{5}\0\0\0\0\0\0\0a\nb\nc\n\n",
]

@Suite("Logs of lines: damage")
struct LineDamageTests {
    @Test("a file that ends anywhere is read up to there", arguments: samples)
    func truncation(sample: String) throws {
        let bytes = Array(sample.utf8)
        let parser = try #require(LogText.parser(bytes)).reading(bytes, assuming: LogText.assumptions)
        for count in 0...bytes.count {
            check(parser, Array(bytes.prefix(count)))
        }
    }

    @Test("no byte, wherever it stands, can stop the reading", arguments: samples)
    func mutation(sample: String) throws {
        let bytes = Array(sample.utf8)
        let parser = try #require(LogText.parser(bytes)).reading(bytes, assuming: LogText.assumptions)
        for place in bytes.indices {
            for byte in [0, 0x0A, 0x20, 0x22, 0x27, 0x3D, 0x5B, 0x5D, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] = byte
                check(parser, changed)
            }
        }
    }

    /// Every line that is not empty is in a record, and what is told lies in the file.
    private func check(_ parser: any EvidenceParser, _ bytes: [UInt8]) {
        _ = parser.recognises(bytes)
        let parsed = parser.parse(EvidencePortion(bytes: bytes, offset: 7))
        let place = 7...UInt64(7 + bytes.count)
        for record in parsed.batch.records {
            #expect(place.contains(record.position))
            for field in record.fields { _ = field.value.text }
        }
        for issue in parsed.issues { #expect(place.contains(issue.offset)) }
        let hasText = bytes.contains { $0 != 0x0A && $0 != 0x0D }
        #expect(!hasText || parsed.batch.count > 0)
    }

    @Test("a line past the limit is cut, and each part is a record")
    func longLine() throws {
        let head = Array("Mar  1 10:00:00 web a: x\n".utf8)
        let parser = try #require(LogText.parser(head))
        let long = Array(repeating: UInt8(ascii: "x"), count: 5 << 20)
        #expect(parser.portionLength(of: long[...], at: 0, isLast: false) == long.count)
        #expect(parser.portionLength(of: long[..<(1 << 20)], at: 0, isLast: false) == 0)
    }

    @Test("names that a hostile file invents for every value end at a limit, which is told")
    func inventedNames() throws {
        let pairs = (0..<20_000).map { "name\($0)=1" }.joined(separator: " ")
        let text = "type=X msg=audit(1772359200.000:8): \(pairs)\n"
        let parsed = try #require(LogText.read(text))
        #expect(parsed.batch.count == 1)
        #expect(parsed.issues.map(\.kind) == [.limit])
    }

    @Test("portions of any size give the same records", arguments: samples)
    func windows(sample: String) {
        let bytes = Array(sample.utf8)
        let whole = LogText.records(bytes, window: bytes.count)
        #expect(!whole.isEmpty)
        for size in [1, 17, 64, 200] { #expect(LogText.records(bytes, window: size) == whole) }
    }
}
