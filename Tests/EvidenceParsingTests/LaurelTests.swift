import EvidenceParsing
import Testing
import Vocabulary

@Suite("Events of auditd by Laurel")
struct LaurelTests {
    private static let event = #"""
        {"ID":"1772359200.123:77","NODE":"web","SYSCALL":{"arch":"0xc000003e","syscall":59,"success":"yes","exe":"/usr/bin/curl","key":"net","ARCH":"x86_64","SYSCALL":"execve","AUID":"anna","ARGV":["0x55d0"],"PPID":{"comm":"bash","exe":"/usr/bin/bash"}},"EXECVE":{"argc":3,"ARGV":["curl","-o a b","192.0.2.5"]},"CWD":{"cwd":"/tmp"},"PATH":[{"item":0,"name":"/usr/bin/curl","mode":"0o100755"},{"item":1,"name":"/lib/ld \"x"}],"PROCTITLE":{"ARGV":["curl","-o"]},"PARENT_INFO":{"ARGV":["bash","-i"]}}
        """#

    @Test("an event has the names of auditd's own log beside its own")
    func whole() {
        #expect(
            JSONLinesText.describe(Self.event) == #"""
                2026-03-01T10:00:00.123000Z stated "1772359200.123:77"
                web | auditd | - | SYSCALL
                #77
                ID = 1772359200.123:77
                NODE = web
                SYSCALL.arch = 0xc000003e
                SYSCALL.syscall = 59
                SYSCALL.success = yes
                SYSCALL.exe = /usr/bin/curl
                SYSCALL.key = net
                SYSCALL.ARCH = x86_64
                SYSCALL.SYSCALL = execve
                SYSCALL.AUID = anna
                SYSCALL.ARGV = 0x55d0
                SYSCALL.PPID.comm = bash
                SYSCALL.PPID.exe = /usr/bin/bash
                EXECVE.argc = 3
                EXECVE.ARGV = curl
                EXECVE.ARGV = -o a b
                EXECVE.ARGV = 192.0.2.5
                CWD.cwd = /tmp
                PATH.item = 0
                PATH.name = /usr/bin/curl
                PATH.mode = 0o100755
                PATH.item = 1
                PATH.name = /lib/ld "x
                PROCTITLE.ARGV = curl
                PROCTITLE.ARGV = -o
                PARENT_INFO.ARGV = bash
                PARENT_INFO.ARGV = -i
                ~type = SYSCALL
                ~arch = c000003e
                ~syscall = 59
                ~success = yes
                ~exe = /usr/bin/curl
                ~key = net
                ~ARCH = x86_64
                ~SYSCALL = execve
                ~AUID = anna
                ~a0 = 55d0
                ~type = EXECVE
                ~argc = 3
                ~a0 = curl
                ~a1 = -o a b
                ~a2 = 192.0.2.5
                ~type = CWD
                ~cwd = /tmp
                ~type = PATH
                ~item = 0
                ~name = /usr/bin/curl
                ~mode = 0100755
                ~type = PATH
                ~item = 1
                ~name = /lib/ld "x
                ~type = PROCTITLE
                ~proctitle = curl -o
                ~CommandLine = curl -o a b 192.0.2.5
                ~Image = /usr/bin/curl
                ~CurrentDirectory = /tmp
                ~ParentImage = /usr/bin/bash
                ~ParentCommandLine = bash -i
                ~Channel = auditd
                """#)
    }

    @Test("whatever auditd's own log says of an event is said under the same names")
    func agreement() throws {
        let log = """
            node=web type=SYSCALL msg=audit(1772359200.123:77): arch=c000003e syscall=59 success=yes a0=55d0 exe="/usr/bin/curl" key="net"\u{1D}ARCH=x86_64 SYSCALL=execve AUID="anna"
            node=web type=EXECVE msg=audit(1772359200.123:77): argc=3 a0="curl" a1=2D6F20612062 a2="192.0.2.5"
            node=web type=CWD msg=audit(1772359200.123:77): cwd="/tmp"
            node=web type=PATH msg=audit(1772359200.123:77): item=0 name="/usr/bin/curl" mode=0100755
            node=web type=PATH msg=audit(1772359200.123:77): item=1 name=2F6C69622F6C64202278
            node=web type=PROCTITLE msg=audit(1772359200.123:77): proctitle=6375726C002D6F

            """
        let theirs = try #require(WholeFile(log).records.first)
        let ours = try #require(WholeFile(Self.event).records.first)
        #expect(ours.time?.moment == theirs.time?.moment)
        #expect(ours.number == theirs.number)
        for common in [\LogRecord.host, \.channel, \.provider, \.eventCode] {
            #expect(ours[keyPath: common]?.text == theirs[keyPath: common]?.text)
        }
        let written = Set(["node", "stamp"])
        let names = Set(theirs.fields.map(\.name.name)).filter { !written.contains($0) && !$0.hasSuffix("_hex") }
        func values(_ record: LogRecord, _ name: String) -> [String] {
            record.fields.filter { $0.name.name == name }.map(\.value.text)
        }
        for name in names { #expect(values(ours, name) == values(theirs, name), "\(name)") }
    }

    @Test("a command in one text, and the account, address and result of a logon, have their second names")
    func others() {
        let text = #"""
            {"ID":"1772359200.5:1","SYSCALL":{"exe":"/bin/sh"},"EXECVE":{"argc":2,"ARGV_STR":"sh -i"}}
            {"ID":"1772359200.5:2","USER_LOGIN":[{"acct":"eve","addr":"192.0.2.8","res":"failed","exe":"/usr/sbin/sshd"}]}
            {"ID":"1772359200.5:3","ANOM_ABEND":[{"res":1,"addr":"?","sig":11}]}
            """#
        let whole = WholeFile(text)
        #expect(whole.values("CommandLine") == ["sh -i", nil, nil])
        #expect(whole.values("Image") == ["/bin/sh", nil, nil])
        #expect(whole.values("user") == [nil, "eve", nil])
        #expect(whole.values("src_ip") == [nil, "192.0.2.8", nil])
        #expect(whole.values("outcome") == [nil, "failure", "success"])
        #expect(whole.records.map { $0.eventCode?.text } == ["SYSCALL", "USER_LOGIN", "ANOM_ABEND"])
        #expect(whole.records.map { $0.channel?.text } == ["auditd", "auditd", "auditd"])
        #expect(whole.records.map(\.number) == [1, 2, 3])
    }

    @Test("a record with another ID, or without a line of the log, is none")
    func none() {
        let text = #"""
            {"ID":"7","SYSCALL":{"exe":"a"}}
            {"ID":7,"SYSCALL":{"exe":"a"}}
            {"ID":"1772359200:1","SYSCALL":{"exe":"a"},"x":{"ID":"1772359200.5:1"}}
            {"ID":"1772359200.5:1","text":{"exe":"a"},"NODE":"web","PARENT_INFO":{"ARGV":["a"]}}
            {"id":"1772359200.5:1","SYSCALL":{"exe":"a"}}
            """#
        let whole = WholeFile(text)
        #expect(whole.records.map { $0.channel?.text } == [nil, nil, nil, nil, nil])
        #expect(whole.values("exe") == [nil, nil, nil, nil, nil])
    }

    @Test("values of the wrong kind, too many of them and too deep ones cost themselves only")
    func hostile() {
        let id = #""ID":"1772359200.5:1""#
        let deep = String(repeating: "{\"a\":", count: 62) + "1" + String(repeating: "}", count: 62)
        let many = (0..<20_000).map { "\"\($0)\"" }.joined(separator: ",")
        let lines = [
            #"{\#(id),"SYSCALL":[[{"exe":{"exe":1}}],7,null,"exe"],"EXECVE":{"ARGV":[null,true,1,["b"]]},"PATH":{}}"#,
            #"{\#(id),"SYSCALL":{"arch":"0x","mode":"0o"},"EXECVE":{"ARGV":"a"},"CWD":{"cwd":[]}}"#,
            #"{\#(id),"SYSCALL":\#(deep)}"#,
            #"{\#(id),"SYSCALL":{"exe":"a"},"SYSCALL":{"exe":"b"},"ID":"1772359200.5:2"}"#,
            #"{"EXECVE.ARGV":["a"],\#(id)}"#,
            #"{\#(id),"EXECVE":{"ARGV":[\#(many)]}}"#,
        ]
        let whole = WholeFile(lines.joined(separator: "\n"))
        #expect(whole.records.count == lines.count)
        #expect(whole.issues.map(\.kind) == [.limit])
        #expect(Array(whole.values("CommandLine").prefix(3)) == ["1 b", "a", nil])
        #expect(whole.records.map { $0.channel?.text } == ["auditd", "auditd", "auditd", "auditd", nil, "auditd"])
        #expect(whole.records[3].number == 1)
        #expect(whole.records[3].fields.filter { $0.name.name == "exe" }.map(\.value.text) == ["a", "b"])
        #expect(whole.values("CommandLine").last??.hasPrefix("0 1 2 3 ") == true)
        let alone = WholeFile(#"{\#(id),"EXECVE":{"ARGV":[\#(many)]}}"#)
        #expect(alone.values("CommandLine")[0]?.hasPrefix("0 1 2 3 ") == true)
        #expect(alone.values("type") == ["EXECVE"])
        #expect(whole.values("a255").last == "255")
        #expect(whole.values("a256").last == .some(nil))
    }

    @Test(
        "real events are those of auditd",
        .enabled(
            if: SharedSamples.exists("crowdsec/laurel-suid-crash"),
            "needs the samples of crowdsec; skipped where they are absent"))
    func samples() throws {
        let crash = try SharedSamples.read("crowdsec/laurel-suid-crash/laurel-suid-crash.log")
        #expect(crash.records.map(\.number) == [1261, 1262])
        let times = crash.records.map { $0.time.map { "\($0.moment)" } }
        #expect(times == ["2023-10-05T11:56:29.042000Z", "2023-10-05T11:56:29.042000Z"])
        #expect(crash.values("exe") == ["/usr/bin/su", "/usr/bin/su"])
        #expect(crash.values("type") == ["SYSCALL", "ANOM_ABEND"])
        #expect(crash.values("ParentImage") == ["/usr/bin/bash", nil])
        #expect(crash.values("ppid") == ["1756", nil])
        #expect(crash.values("sig") == [nil, "11"])
        #expect(crash.values("CommandLine") == ["/usr/bin/su --help", nil])
        let decoding = try SharedSamples.read("crowdsec/laurel-base64-exec/laurel-base64-exec.log")
        #expect(decoding.values("CommandLine") == ["base64 -d", "bash"])
        #expect(decoding.values("Image") == ["/usr/bin/base64", "/usr/bin/bash"])
        #expect(decoding.records.map { $0.channel?.text } == ["auditd", "auditd"])
        #expect(decoding.issues == [])
    }
}
