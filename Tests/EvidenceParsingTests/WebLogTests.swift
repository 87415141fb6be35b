import EvidenceParsing
import Testing
import Vocabulary

@Suite("Logs of web servers")
struct WebLogTests {
    @Test("a first line of any length is known by its beginning, and a list of addresses is the client")
    func unusual() {
        let long = #"10.0.0.5 - - [01/Mar/2026:10:00:00 +0000] "GET /"# + String(repeating: "a", count: 100_000)
        let lists = #"10.0.0.6, 203.0.113.9 - tom [01/Mar/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5"#
        let file = WholeFile(long + #" HTTP/1.1" 414 0"# + "\n" + lists + "\n")
        #expect(file.format == .webLog)
        #expect(file.values("c-ip") == ["10.0.0.5", "10.0.0.6, 203.0.113.9"])
        #expect(file.values("src_ip") == ["10.0.0.5", "10.0.0.6"])
        #expect(file.values("cs-username") == ["-", "tom"])
        #expect(file.values("cs-host") == [nil, nil])
    }

    @Test("a line of the combined format has the names of W3C's, and its target is a query for rules, too")
    func combined() {
        let line =
            #"10.0.0.5 - anna [01/Mar/2026:11:00:00 +0100] "GET /a/b.php?c=d HTTP/1.1" 200 512 "https://example.org/" "curl/8 \"x\"" "1.2""#
        #expect(
            LogText.describe(line + "\n") == """
                2026-03-01T10:00:00.000000Z - | - | - | -
                  c-ip = 10.0.0.5
                  ~src_ip = 10.0.0.5
                  identity = -
                  cs-username = anna
                  request = GET /a/b.php?c=d HTTP/1.1
                  cs-method = GET
                  cs-version = HTTP/1.1
                  cs-uri = /a/b.php?c=d
                  cs-uri-stem = /a/b.php
                  cs-uri-query = c=d
                  ~cs-uri-query = /a/b.php?c=d
                  sc-status = 200
                  sc-bytes = 512
                  cs-referer = https://example.org/
                  cs-user-agent = curl/8 \\"x\\"
                  rest = "1.2"
                  timestamp = 01/Mar/2026:11:00:00 +0100
                """)
    }

    @Test(
        "virtual hosts, names of clients and users with blanks stand where they belong",
        arguments: [
            ("shop.example:443 10.0.0.5 - -", "cs-host=shop.example s-port=443 c-ip=10.0.0.5 identity=- cs-username=-"),
            ("shop.example 10.0.0.5 - bob", "cs-host=shop.example c-ip=10.0.0.5 identity=- cs-username=bob"),
            ("peer.example - john doe", "c-ip=peer.example identity=- cs-username=john doe"),
            ("::1 - -", "c-ip=::1 identity=- cs-username=-"),
        ])
    func who(text: String, expected: String) {
        let line = "\(text) [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 -\n"
        let wanted: Set = ["cs-host", "s-port", "c-ip", "identity", "cs-username"]
        let fields = LogText.read(line)?.batch.records.first?.fields.filter { wanted.contains($0.name.name) }
        #expect(fields?.map { "\($0.name.name)=\($0.value.text)" }.joined(separator: " ") == expected)
    }

    @Test(
        "a request that is none of HTTP is kept as it came",
        arguments: [
            (#"\x16\x03\x01"#, nil, nil), ("-", nil, nil), ("", nil, nil), ("GET /a b c HTTP/1.1", "GET", "/a b c"),
            ("GET /a", "GET", "/a"), ("GET", nil, nil),
        ])
    func requests(request: String, method: String?, target: String?) {
        let line = "10.0.0.5 - - [01/Mar/2026:10:00:00 +0000] \"\(request)\" 400 0 \"-\" \"-\"\n"
        let record = LogText.read(line)?.batch.records.first
        #expect(record?.value(named: "request")?.text == request)
        #expect(record?.value(named: "cs-method")?.text == method)
        #expect(record?.value(named: "cs-uri")?.text == target)
    }

    @Test("an error log of Apache names module, process, client, cause and code; its zone is assumed")
    func apache() {
        let line =
            "[Sun Mar 01 10:00:00.25 2026] [core:error] [pid 10:tid 14] (13)Permission denied: [client 10.0.0.5:50229] AH00035: access to /x denied"
        #expect(
            LogText.describe(line + "\n[Sun Mar 01 10:00:01 2026] [notice] resuming normal operations\n") == """
                2026-03-01T10:00:00.250000Z (0) - | - | apache | -
                  module = core
                  level = error
                  pid = 10
                  tid = 14
                  c-ip = 10.0.0.5
                  ~src_ip = 10.0.0.5
                  c-port = 50229
                  cause = (13)Permission denied
                  code = AH00035
                  message = access to /x denied
                  ~Provider_Name = apache
                  timestamp = Sun Mar 01 10:00:00.25 2026
                2026-03-01T10:00:01.000000Z (0) - | - | apache | -
                  level = notice
                  message = resuming normal operations
                  ~Provider_Name = apache
                  timestamp = Sun Mar 01 10:00:01 2026
                """)
    }

    @Test("an error log of nginx names the request behind its message")
    func nginx() {
        let line =
            #"2026/03/01 10:00:00 [error] 12#34: *56 user "anna" was not found in "/etc/p", client: 10.0.0.5, server: a.example, request: "GET /x HTTP/1.1", host: "a.example""#
        #expect(
            LogText.describe(line + "\n") == """
                2026-03-01T10:00:00.000000Z (0) - | - | nginx | -
                  level = error
                  pid = 12
                  tid = 34
                  connection = 56
                  message = user "anna" was not found in "/etc/p"
                  c-ip = 10.0.0.5
                  ~src_ip = 10.0.0.5
                  server = a.example
                  request = GET /x HTTP/1.1
                  cs-method = GET
                  cs-version = HTTP/1.1
                  cs-uri = /x
                  cs-uri-stem = /x
                  ~cs-uri-query = /x
                  cs-host = a.example
                  cs-username = anna
                  ~Provider_Name = nginx
                  timestamp = 2026/03/01 10:00:00
                """)
    }

    @Test(
        "text of other kinds is not taken for the log of a web server",
        arguments: [
            "2026/03/01 10:00:00 [127.0.0.1:9] connected\n", "[a] [b] c\n", "10.0.0.5 - - [now] \"GET /\" 200 1\n",
        ])
    func others(text: String) { #expect(LogText.describe(text) == "not recognised") }
}
