import EvidenceParsing
import Testing

@Suite("Folders of collections")
struct CollectionTests {
    private func hosts(_ files: [(String, String)]) -> CollectionHosts {
        CollectionHosts(paths: files.map(\.0)) { Array(files[$0].1.utf8) }
    }

    private func host(_ path: String, in files: [(String, String)]) -> String? {
        hosts(files).statement(for: path)?.host
    }

    private func host(_ path: String) -> String? { host(path, in: [(path, "")]) }

    @Test(
        "a folder that holds a drive of Windows names the computer, unless folders are called so by habit",
        arguments: [
            ("kape/WS5/C/Windows/System32/winevt/Logs/System.evtx", "WS5"),
            ("WS5/D_/inetpub/logs/LogFiles/u_ex1.log", "WS5"), ("/in/srv-1.corp/C%3A/Users/a/x.lnk", "srv-1.corp"),
            ("WS5/uploads/auto/C%3A/Windows/a.log", "WS5"), ("WS5/uploads/ntfs/%5C%5C.%5CC%3A/$MFT", "WS5"),
            ("out/Targets/C/Windows/a.log", nil), ("20260301/C/Windows/a.log", nil), ("C/Windows/a.log", nil),
            ("WS5/C/other/a.log", nil), ("WS5/Windows/a.log", nil), ("my case/C/Windows/a.log", nil),
        ])
    func drives(path: String, expected: String?) { #expect(host(path) == expected) }

    @Test(
        "the names that collection programs give their folders and archives name the computer",
        arguments: [
            ("uac-web-1-linux-20260301101500/live_response/a.txt", "web-1"),
            ("in/uac-web1-freebsd-20260301101500.tar.gz", "web1"),
            ("Collection-ws5.corp.example-2026-03-01T10_00_00Z.zip", "ws5.corp.example"),
            ("in/Collection-ws7-2026-03-01T10_00_00Z/uploads/auto/C%3A/Windows/a.log", "ws7"),
            ("catscale_web1-20260301-1015/System/a.txt", "web1"), ("ORC_Server_DC1_Event.7z", "DC1"),
            ("uac-linux-20260301101500/a.txt", nil), ("uac-web1-linux/a.txt", nil), ("Collection-ws5.zip", nil),
        ])
    func names(path: String, expected: String?) { #expect(host(path) == expected) }

    @Test(
        "Velociraptor's own note names the computer, in the forms of a server and of a client",
        arguments: [
            #"{"client_id":"C.1","os_info":{"system":"linux","hostname":"web1","fqdn":"web1.example"}}"#,
            #"{"Hostname":"web1","OS":"linux","Fqdn":"web1.example"}"# + "\n",
            "{\n \"hostname\": \"web1.example\",\n \"client_id\": \"C.1\"\n}\n",
        ])
    func velociraptor(note: String) {
        let files = [
            ("in/a/client_info.json", note), ("in/a/uploads/auto/var/log/nginx/access.log", ""), ("in/b/x.log", ""),
        ]
        #expect(host("in/a/uploads/auto/var/log/nginx/access.log", in: files) == "web1.example")
        #expect(host("in/b/x.log", in: files) == nil)
    }

    @Test("KAPE's console log names the computer where the drive of the running system was copied")
    func kape() {
        let log = "KAPE version 1.3\r\nSystem info: Machine name: WS5, 64-bit: True, User: asha OS: Windows10\r\n"
        let note = "out/2026-03-01T101500_ConsoleLog.txt"
        #expect(host("out/C/inetpub/a.log", in: [(note, log), ("out/C/Windows/a.log", "")]) == "WS5")
        #expect(host("out/F/inetpub/a.log", in: [(note, log), ("out/F/Windows/a.log", "")]) == nil)
        #expect(
            hosts([(note, log), ("out/C/Windows/a", "")]).statement(for: note)?.source
                == "2026-03-01T101500_ConsoleLog.txt of KAPE")
    }

    @Test("a tree of a Unix system is named by its own file, and the innermost statement counts")
    func unix() {
        let files = [
            ("uac-web-linux-20260301101500/[root]/etc/hostname", "# comment\nweb1\n"),
            ("uac-web-linux-20260301101500/[root]/var/log/wtmp", ""),
            ("uac-db-linux-20260301101500/live_response/network/hostname.txt", "db.example\n"),
        ]
        #expect(host("uac-web-linux-20260301101500/[root]/var/log/wtmp", in: files) == "web1")
        #expect(host("uac-web-linux-20260301101500/bodyfile/b.txt", in: files) == "web")
        #expect(host("uac-db-linux-20260301101500/bodyfile/b.txt", in: files) == "db.example")
    }

    @Test(
        "a note that gives no name of a computer names none",
        arguments: ["", "localhost", "a b; rm -rf /", "\u{0}", String(repeating: "x", count: 300), "-rf", "../../x"])
    func hostile(note: String) {
        #expect(host("t/var/log/wtmp", in: [("t/etc/hostname", note), ("t/var/log/wtmp", "")]) == nil)
        #expect(host("t/a.log", in: [("t/client_info.json", "{\"Hostname\":\"\(note)\"}")]) == nil)
    }

    @Test(
        "a container that holds a drive of Windows at its top names the computer as a folder would",
        arguments: [
            ("WS12.zip", "C/Windows/a.log", "WS12"), ("in/2026-03-01T101500_WS8.zip", "C/$MFT", "WS8"),
            ("srv-1.corp.tar.gz", "C/Users/a", "srv-1.corp"), ("WS12.zip", "C/other/a.log", nil),
            ("WS12.zip", "Windows/a.log", nil), ("collection.zip", "C/Windows/a.log", nil),
            ("logs.zip", "C/Windows/a.log", nil), ("C.zip", "C/Windows/a.log", nil), (".zip", "C/Windows/a.log", nil),
            ("my case.zip", "C/Windows/a.log", nil), ("2026.zip", "C/Windows/a.log", nil), ("", "C/Windows/a.log", nil),
            ("x.zip", "all.tar!/C/Windows/a.log", nil), ("x.zip", "WS9.tar!/C/Windows/a.log", "WS9"),
            ("H.1-F.2.zip", "uploads/auto/C%3A/Windows/a.log", nil),
            ("Collection-ws7-2026-03-01T10_00_00Z.zip", "C/Windows/a.log", nil),
        ])
    func container(name: String, path: String, expected: String?) {
        let hosts = CollectionHosts(paths: [path], in: name) { _ in nil }
        #expect(hosts.statement(for: path)?.host == expected)
        if expected != nil { #expect(hosts.statement(for: path)?.source.hasPrefix("the container ") == true) }
    }

    @Test("the time that KAPE puts before the name of an archive is not part of the computer's")
    func kapeArchive() {
        #expect(host("in/2026-03-01T101500_WS8/C/Windows/a.log") == "WS8")
        #expect(host("in/2026-03-01T101500_/C/Windows/a.log") == nil)
    }

    @Test("a note at the top of what was named speaks for all of it")
    func top() {
        let files = [("client_info.json", #"{"hostname":"ws5"}"#), ("results/a.json", "")]
        #expect(host("results/a.json", in: files) == "ws5")
    }
}
