import EvidenceParsing
import Testing
import Vocabulary

@Suite("Audit records in other forms: for the eye, and by way of syslog")
struct AuditFormTests {
    private func read(_ text: String, _ order: TimeAssumptions.DateOrder? = nil) -> WholeFile {
        var times = LogText.assumptions
        times.dateOrder = order
        return WholeFile(text, assuming: times)
    }

    private static let interpreted = """
        ----
        type=PROCTITLE msg=audit(11/23/2026 14:05:11.123:456) : proctitle=sh -c echo x=1 'y' 
        type=PATH msg=audit(11/23/2026 14:05:11.123:456) : item=0 name=/srv/my file inode=7 mode=file,755 cap_fp=none 
        type=EXECVE msg=audit(11/23/2026 14:05:11.123:456) : argc=3 a0=sh a1=-c a2=echo x=1 'y' a9=z 
        type=SYSCALL msg=audit(11/23/2026 14:05:11.123:456) : arch=x86_64 syscall=execve success=yes exit=0 a0=0x55 a1=CAFE comm=sh exe=/usr/bin/dash key=exec 
        ----
        type=SOCKADDR msg=audit(11/23/2026 14:05:12.000:457) : saddr={ saddr_fam=inet laddr=10.0.0.5 lport=22 } 
        type=SYSCALL msg=audit(11/23/2026 14:05:12.000:457) : exit=EACCES(Permission denied) a0=0x3 
        ----
        node=web1 type=USER_LOGIN msg=audit(11/24/2026 09:00:00.500:458) : pid=9 uid=root msg='op=login acct=anna exe=/usr/sbin/sshd hostname=? addr=10.0.0.7 terminal=ssh res=failed' 

        """

    @Test("what ausearch interprets is read with its values whole, joined by number")
    func interpreted() {
        let file = read(Self.interpreted)

        #expect(file.format == .auditd)
        #expect(
            file.records.map { $0.moment.map { "\($0)" } ?? "-" } == [
                "2026-11-23T14:05:11.123000Z", "2026-11-23T14:05:12.000000Z", "2026-11-24T09:00:00.500000Z",
            ])
        #expect(file.records.map(\.number) == [456, 457, 458])
        #expect(file.values("CommandLine") == ["sh -c echo x=1 'y' a9=z", nil, nil])
        #expect(file.values("proctitle") == ["sh -c echo x=1 'y'", nil, nil])
        #expect(file.values("name") == ["/srv/my file", nil, nil])
        #expect(file.values("inode") == ["7", nil, nil])
        #expect(file.values("laddr") == [nil, "10.0.0.5", nil])
        #expect(file.values("lport") == [nil, "22", nil])
        #expect(file.values("dst_ip") == [nil, "10.0.0.5", nil])
        #expect(file.values("exit") == ["0", "EACCES(Permission denied)", nil])
        #expect(file.values("acct") == [nil, nil, "anna"])
        #expect(file.values("outcome") == [nil, nil, "failure"])
        #expect(file.values("text") == [nil, nil, nil])
        #expect(file.records[2].host?.text == "web1")
        #expect(file.issues == [])
        #expect(file.account.skippedBytes == 0)
    }

    @Test("its dates are those of a language: one that shows the order decides, or what a person says")
    func dates() {
        func line(_ date: String) -> String { "type=CWD msg=audit(\(date) 10:00:00.000:\(date.count)) : cwd=/ \n" }
        func days(_ file: WholeFile) -> [String] { file.records.map { String("\($0.moment!)".prefix(10)) } }
        #expect(days(read(line("03/04/2026"))) == ["2026-03-04"])
        #expect(read(line("03/04/2026")).issues.map(\.kind) == [.badTime])
        #expect(days(read(line("03/04/2026"), .dayFirst)) == ["2026-04-03"])
        #expect(days(read(line("03/04/26") + line("23/04/2026"))) == ["2026-04-03", "2026-04-23"])
        #expect(days(read(line("23.11.2026") + line("2026-11-24"))) == ["2026-11-23", "2026-11-24"])
        #expect(read(line("99/99/2026")).issues.map(\.kind) == [.badTime])
    }

    private static let forwarded = """
        Nov 23 14:05:11 web1 audispd: node=web2 type=SYSCALL msg=audit(1700000000.123:456): arch=c000003e syscall=59 success=yes exe="/usr/bin/id" key=(null)#035ARCH=x86_64 SYSCALL=execve
        Nov 23 14:05:11 web1 sshd[7]: Failed password for tom from 10.0.0.5 port 50022 ssh2
        Nov 23 14:05:11 web1 audispd: node=web2 type=EXECVE msg=audit(1700000000.123:456): argc=2 a0="id" a1=2D75
        Nov 23 14:05:11 web1 kernel: [   12.345] audit: type=1400 audit(1700000001.000:457): apparmor="DENIED" operation="open" name="/etc/shadow" comm="cat"
        Nov 23 14:05:12 web1 audit[1234]: USER_LOGIN pid=9 uid=0 msg='op=login acct="anna" addr=10.0.0.7 res=failed'
        Nov 23 14:05:12 web1 audit: <audit-1334> prog-id=8 op=LOAD
        Nov 23 14:05:13 web1 kernel: audit: audit_backlog=321 > audit_backlog_limit=320
        Nov 23 14:05:14 web1 tag_audit_log: type=CWD msg=audit(1700000002.000:458): cwd="/root"

        """

    @Test("lines of the audit system in syslog are its records, in the place of their first line")
    func forwarded() {
        let file = read(Self.forwarded)

        #expect(file.format == .syslog)
        #expect(
            file.records.map { "\($0.host?.text ?? "-") \($0.channel?.text ?? "-") \($0.eventCode?.text ?? "-")" } == [
                "web2 auditd SYSCALL", "web1 auth -", "web1 auditd AVC", "web1 auditd USER_LOGIN", "web1 auditd BPF",
                "web1 kern.log -", "web1 auditd CWD",
            ])
        #expect(
            file.records.map { $0.moment.map { "\($0)" } ?? "-" } == [
                "2023-11-14T22:13:20.123000Z", "2025-11-23T14:05:11.000000Z", "2023-11-14T22:13:21.000000Z",
                "2025-11-23T14:05:12.000000Z", "2025-11-23T14:05:12.000000Z", "2025-11-23T14:05:13.000000Z",
                "2023-11-14T22:13:22.000000Z",
            ])
        #expect(file.values("CommandLine") == ["id -u", nil, nil, nil, nil, nil, nil])
        #expect(file.values("key") == ["(null)", nil, nil, nil, nil, nil, nil])
        #expect(file.values("operation") == [nil, nil, "open", nil, nil, nil, nil])
        #expect(file.values("acct") == [nil, nil, nil, "anna", nil, nil, nil])
        #expect(file.values("hostname").allSatisfy { $0 == "web1" })
        #expect(file.records.map(\.number) == [456, 0, 457, 0, 0, 0, 458])
        #expect(file.account.skippedBytes == 0 && file.account.closes)
        #expect(file.issues == [])
    }

    @Test("portions of any size keep an event together whose lines are near each other")
    func portions() {
        let text = (0..<9000).map { number in
            ["SYSCALL", "CWD", "EXECVE"].map {
                "Nov 23 14:05:11 web1 audispd: type=\($0) msg=audit(1700000000.000:\(number)): a0=\"x\" a1=\"\($0)\"\n"
            }.joined()
        }.joined()
        let file = WholeFile(text, window: 1 << 20, assuming: LogText.assumptions)

        #expect(file.records.count == 9000)
        #expect(file.account.closes)
    }

    @Test("a hostile log of one event, or of lines that are all one, is bounded")
    func hostile() {
        let line = "Nov 23 14:05:11 web1 audispd: type=X msg=audit(1700000000.000:1): a=1\n"
        let file = read(String(repeating: line, count: 10_000))
        #expect(file.records.count == (10_000 + 255) / 256)
        #expect(file.account.recordBytes == 10_000 * line.utf8.count)
        for text in [Self.forwarded, Self.interpreted] {
            let bytes = Array(text.utf8)
            for count in stride(from: 60, to: bytes.count, by: 3) {
                let cut = WholeFile(Array(bytes.prefix(count)), assuming: LogText.assumptions)
                #expect(cut.format == .unknown || cut.account.closes && cut.account.skippedBytes == 0)
            }
            for place in bytes.indices {
                for byte in [0, 0x0A, 0x20, 0x27, 0x3D, 0x7D, 0xFF] as [UInt8] {
                    var changed = bytes
                    changed[place] = byte
                    let cut = WholeFile(changed, assuming: LogText.assumptions)
                    #expect(cut.format == .unknown || cut.account.closes && cut.records.count > 0)
                }
            }
        }
    }

    @Test("between JSON lines they are read, too, each on its own")
    func between() {
        let json = #"{"time":"2026-03-01T10:00:02Z","Computer":"WS1"}"# + "\n"
        let file = read(json + Self.forwarded.split(separator: "\n").prefix(3).joined(separator: "\n") + "\n" + json)
        #expect(file.values("CommandLine") == [nil, nil, nil, "id -u", nil])
        #expect(file.account.closes && file.account.skippedBytes == 0)
    }
}
