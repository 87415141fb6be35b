import EvidenceParsing
import Testing
import Vocabulary

@Suite("Syslog: what programs say")
struct SystemMessageTests {
    /// The fields that were read out of a message, second names included.
    private func fields(_ program: String, _ message: String) -> String {
        let known: Set = ["timestamp", "hostname", "program", "pid", "message", "Channel"]
        guard let record = LogText.read("Mar  1 10:00:00 web \(program): \(message)\n")?.batch.records.first else {
            return "not read"
        }
        return record.fields.filter { !known.contains($0.name.name) }
            .map { "\($0.name.name)=\($0.value.text)" }.joined(separator: " ")
    }

    @Test(
        "sshd tells of users, peers, methods, keys and outcomes",
        arguments: [
            (
                "Accepted publickey for anna from 10.0.0.5 port 50022 ssh2: ED25519 SHA256:Zm9v",
                "src_ip=10.0.0.5 src_port=50022 user=anna outcome=success method=publickey key_type=ED25519 key_fingerprint=SHA256:Zm9v"
            ),
            (
                "Failed password for invalid user tom from 2001:db8::7 port 22 ssh2",
                "src_ip=2001:db8::7 src_port=22 user=tom outcome=failure method=password"
            ),
            ("Invalid user x y from 10.0.0.5 port 1", "src_ip=10.0.0.5 src_port=1 user=x y outcome=failure"),
            ("Invalid user  from 10.0.0.5", "src_ip=10.0.0.5 outcome=failure"),
            (
                "Disconnected from authenticating user root 10.0.0.5 port 9 [preauth]",
                "src_ip=10.0.0.5 src_port=9 user=root"
            ),
            ("Received disconnect from 10.0.0.5 port 9:11: Bye 9.9.9.9 port 1", "src_ip=10.0.0.5 src_port=9"),
            ("Connection from 10.0.0.5 port 9 on 10.0.0.1 port 22", "src_ip=10.0.0.5 src_port=9"),
            (
                "User tom from 10.0.0.5 not allowed because not listed in AllowUsers",
                "src_ip=10.0.0.5 user=tom outcome=failure"
            ),
            ("refused connect from evil.example (10.0.0.5)", "src_ip=10.0.0.5 outcome=failure"),
            ("input_userauth_request: invalid user tom [preauth]", "user=tom"),
            ("Server listening on 0.0.0.0 port 22.", "src_ip=0.0.0.0 src_port=22"),
        ])
    func secureShell(message: String, expected: String) {
        #expect(fields("sshd[7]", message) == expected)
        #expect(fields("sshd-session[7]", message) == expected)
    }

    @Test("a user's name that pretends to be a peer does not hide the peer")
    func disguise() {
        let message = "Failed password for invalid user root from 1.1.1.1 port 22 ssh2 from 10.0.0.5 port 9 ssh2"
        #expect(
            fields("sshd[7]", message)
                == "src_ip=10.0.0.5 src_port=9 user=root from 1.1.1.1 port 22 ssh2 outcome=failure method=password")
    }

    @Test(
        "sudo, su, cron, the tools of accounts and PAM tell who did what as whom",
        arguments: [
            (
                "sudo", "anna : TTY=pts/0 ; PWD=/home/anna ; USER=root ; COMMAND=/bin/sh -c id ; ls",
                "user=anna TTY=pts/0 PWD=/home/anna USER=root target_user=root COMMAND=/bin/sh -c id ; ls outcome=success"
            ),
            (
                "sudo[4]", "anna : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/id",
                "user=anna reason=user NOT in sudoers TTY=pts/0 PWD=/ USER=root target_user=root COMMAND=/bin/id outcome=failure"
            ),
            ("su[5]", "(to root) anna on pts/1", "target_user=root user=anna tty=pts/1 outcome=success"),
            ("su[5]", "FAILED SU (to root) anna on pts/1", "target_user=root user=anna tty=pts/1 outcome=failure"),
            ("su[5]", "Successful su for root by anna", "target_user=root user=anna outcome=success"),
            ("su[5]", "- pts/1 anna:root", "tty=pts/1 user=anna target_user=root outcome=failure"),
            (
                "CRON[6]", "(root) CMD (  run-parts /etc/cron.hourly)",
                "user=root action=CMD command=run-parts /etc/cron.hourly"
            ),
            (
                "useradd[7]", "new user: name=tom, UID=0, GID=0, home=/home/tom, shell=/bin/sh, from=/dev/pts/1",
                "action=new user name=tom user=tom UID=0 GID=0 home=/home/tom shell=/bin/sh from=/dev/pts/1"
            ),
            ("usermod[7]", "add 'tom' to group 'sudo'", "action=add user=tom group=sudo"),
            ("userdel[7]", "delete user 'tom'", "action=delete user user=tom"),
            (
                "passwd[7]", "pam_unix(passwd:chauthtok): password changed for tom",
                "module=pam_unix service=passwd action=password changed user=tom"
            ),
            ("chpasswd[7]", "password changed for tom", "action=password changed user=tom"),
            (
                "sshd[8]",
                "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.5  user=root",
                "module=pam_unix service=sshd action=authentication failure outcome=failure logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.5 src_ip=10.0.0.5 user=root"
            ),
            (
                "sshd(pam_unix)[8]", "authentication failure; logname= uid=0 rhost=evil.example ",
                "action=authentication failure outcome=failure logname= uid=0 rhost=evil.example src_host=evil.example"
            ),
            (
                "sudo", "pam_unix(sudo:session): session opened for user root(uid=0) by anna(uid=1000)",
                "module=pam_unix service=sudo action=session opened target_user=root user=anna"
            ),
            (
                "kernel",
                "[  12.5] [UFW BLOCK] IN=eth0 OUT= MAC=00:01 SRC=10.0.0.5 DST=10.0.0.1 LEN=40 DF PROTO=TCP SPT=5 DPT=22 SYN URGP=0",
                "prefix=[UFW BLOCK] action=blocked IN=eth0 OUT= MAC=00:01 SRC=10.0.0.5 src_ip=10.0.0.5 DST=10.0.0.1 dst_ip=10.0.0.1 LEN=40 PROTO=TCP SPT=5 src_port=5 DPT=22 dst_port=22 URGP=0"
            ),
            ("kernel", "[12.5] usb 1-1: new device", ""),
        ])
    func others(program: String, message: String, expected: String) {
        #expect(fields(program, message) == expected)
    }

    @Test(
        "sshd names peers by name, and refuses users whom it knows",
        arguments: [
            (
                "Accepted password for anna from workstation.example port 9 ssh2",
                "src_host=workstation.example src_port=9 user=anna outcome=success method=password"
            ),
            (
                "Failed password for invalid user a from evil.example port 1 from real.example port 22 ssh2",
                "src_host=real.example src_port=22 user=a from evil.example port 1 outcome=failure method=password"
            ),
            (
                "Failed password for invalid user a from evil.example port 1 from 10.0.0.5 port 22 ssh2",
                "src_ip=10.0.0.5 src_port=22 user=a from evil.example port 1 outcome=failure method=password"
            ),
            ("Invalid user tom from host.example", "src_host=host.example user=tom outcome=failure"),
            ("User anna not allowed because account is locked", "user=anna outcome=failure"),
            ("User anna not allowed because shell /bin/x does not exist", "user=anna outcome=failure"),
            (
                "User bob from bad.example.net not allowed because a group is listed in DenyGroups",
                "src_host=bad.example.net user=bob outcome=failure"
            ),
            (
                "User root from 10.0.0.5 not allowed because listed in DenyUsers",
                "src_ip=10.0.0.5 user=root outcome=failure"
            ),
            ("User 10.0.0.5 not allowed because account is locked", "user=10.0.0.5 outcome=failure"),
            (
                "message repeated 5 times: [ Failed password for root from 10.0.0.5 port 9 ssh2]",
                "repeated=5 src_ip=10.0.0.5 src_port=9 user=root outcome=failure method=password"
            ),
            ("message repeated 5]", ""), ("message repeated 5 times: []", "repeated=5"),
            (
                "message repeated many times: [ Failed password for root from 10.0.0.5 port 9 ssh2]",
                "src_ip=10.0.0.5 src_port=9"
            ),
        ])
    func peersByName(message: String, expected: String) {
        #expect(fields("sshd[1]", message) == expected)
    }

    @Test(
        "DHCP servers tell which network card had which address, and under what name",
        arguments: [
            (
                "dhcpd[9]", "DHCPACK on 10.0.0.5 to 00:15:5D:0a:0b:0c (ws5) via eth0",
                "action=DHCPACK interface=eth0 src_ip=10.0.0.5 src_mac=00:15:5d:0a:0b:0c src_host=ws5"
            ),
            (
                "dhcpd",
                "DHCPREQUEST for 10.0.0.5 (10.0.0.1) from 00:15:5d:0a:0b:0c via 10.1.0.1: unknown lease 10.0.0.5.",
                "action=DHCPREQUEST interface=10.1.0.1 src_ip=10.0.0.5 src_mac=00:15:5d:0a:0b:0c"
            ),
            (
                "dhcpd", "DHCPACK to 10.0.0.5 (00:15:5d:0a:0b:0c) via eth0",
                "action=DHCPACK interface=eth0 src_ip=10.0.0.5 src_mac=00:15:5d:0a:0b:0c"
            ),
            (
                "dhcpd", "DHCPDISCOVER from 00:15:5d:0a:0b:0c (a) via x (b) via eth0",
                "action=DHCPDISCOVER interface=eth0 src_mac=00:15:5d:0a:0b:0c src_host=a) via x (b"
            ),
            (
                "dhcpd", "DHCPRELEASE of 10.0.0.5 from 00:15:5d:0a:0b:0c (ws5) via eth0 (found)",
                "action=DHCPRELEASE interface=eth0 src_ip=10.0.0.5 src_mac=00:15:5d:0a:0b:0c src_host=ws5"
            ),
            ("dhcpd", "DHCPINFORM from 10.0.0.5 via eth0", "action=DHCPINFORM interface=eth0 src_ip=10.0.0.5"),
            ("dhcpd", "Wrote 5 leases to leases file.", ""),
            (
                "dnsmasq-dhcp[9]", "DHCPACK(eth0) 10.0.0.5 00:15:5d:0a:0b:0c ws5",
                "action=DHCPACK interface=eth0 src_ip=10.0.0.5 src_mac=00:15:5d:0a:0b:0c src_host=ws5"
            ),
            (
                "dnsmasq-dhcp[9]", "3318434423 DHCPNAK(eth0) 10.0.0.5 00:15:5d:0a:0b:0c wrong address",
                "action=DHCPNAK interface=eth0 src_ip=10.0.0.5 src_mac=00:15:5d:0a:0b:0c"
            ),
            (
                "dnsmasq-dhcp[9]", "DHCPDISCOVER(eth0) 00:15:5d:0a:0b:0c",
                "action=DHCPDISCOVER interface=eth0 src_mac=00:15:5d:0a:0b:0c"
            ),
            ("dnsmasq", "query[A] example.test from 10.0.0.5", ""),
        ])
    func addressServers(program: String, message: String, expected: String) {
        #expect(fields(program, message) == expected)
        for count in 0..<message.utf8.count { _ = fields(program, String(message.prefix(count))) }
    }

    @Test("Sysmon for Linux gives the fields and the channel of Sysmon on Windows")
    func sysmon() {
        let event = """
            <Event><System><Provider Name="Linux-Sysmon" Guid="{ff03}"/><EventID>1</EventID><Version>5</Version>\
            <TimeCreated SystemTime="2026-03-01T09:59:59.123456000Z"/><EventRecordID>7</EventRecordID><Correlation/>\
            <Execution ProcessID="833" ThreadID="834"/><Channel>Linux-Sysmon/Operational</Channel>\
            <Computer>web.example.org</Computer><Security UserId="0"/></System><EventData>\
            <Data Name="Image">/usr/bin/curl</Data><Data Name="CommandLine">curl &quot;a&quot; &gt; b &#x41;</Data>\
            <Data Name="User"/></EventData></Event>
            """
        #expect(
            LogText.describe("Mar  1 10:00:00 web sysmon: \(event)\n") == """
                2026-03-01T09:59:59.123456Z web | Linux-Sysmon/Operational | Linux-Sysmon | 1
                  timestamp = Mar  1 10:00:00
                  hostname = web
                  program = sysmon
                  Provider_Name = Linux-Sysmon
                  Provider_Guid = {ff03}
                  EventID = 1
                  Version = 5
                  TimeCreated_SystemTime = 2026-03-01T09:59:59.123456000Z
                  EventRecordID = 7
                  Execution_ProcessID = 833
                  Execution_ThreadID = 834
                  Channel = Linux-Sysmon/Operational
                  Computer = web.example.org
                  Security_UserId = 0
                  Image = /usr/bin/curl
                  CommandLine = curl "a" > b A
                  User = 
                """)
    }

    @Test(
        "modules of PAM beside pam_unix name the account, its source and the outcome",
        arguments: [
            (
                "pam_sss(sshd:auth): authentication success; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.5 user=anna",
                "module=pam_sss service=sshd action=authentication success outcome=success logname= uid=0 euid=0 tty=ssh "
                    + "ruser= rhost=10.0.0.5 src_ip=10.0.0.5 user=anna"
            ),
            (
                "pam_sss(sshd:account): Access denied for user anna: 6 (Permission denied)",
                "module=pam_sss service=sshd action=Access denied user=anna outcome=failure reason=6 (Permission denied)"
            ),
            (
                "pam_faillock(sshd:auth): Consecutive login failures for user anna account temporarily locked",
                "module=pam_faillock service=sshd action=Consecutive login failures user=anna outcome=failure"
            ),
            (
                #"pam_winbind(sshd:auth): user 'CORP\anna' granted access"#,
                #"module=pam_winbind service=sshd action=granted access user=CORP\anna outcome=success"#
            ),
            (
                "pam_unix(passwd:chauthtok): password changed for evil",
                "module=pam_unix service=passwd action=password changed user=evil"
            ),
            (
                "PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.8  user=root",
                "outcome=failure logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.8 src_ip=10.0.0.8 user=root"
            ),
        ])
    func otherModules(message: String, expected: String) { #expect(fields("sshd[7]", message) == expected) }

    @Test(
        "su of the BSDs and of macOS tells who became whom",
        arguments: [
            ("anna to root on /dev/pts/0", "target_user=root user=anna tty=/dev/pts/0 outcome=success"),
            ("BAD SU anna to root on /dev/pts/0", "target_user=root user=anna tty=/dev/pts/0 outcome=failure"),
        ])
    func switchUserOfBSD(message: String, expected: String) { #expect(fields("su[2]", message) == expected) }
}
