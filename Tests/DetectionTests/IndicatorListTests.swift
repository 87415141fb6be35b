import Testing
import Vocabulary

@testable import Detection

@Suite("Lists of indicators")
struct IndicatorListTests {
    private func read(_ text: String, at moment: String = "2026-01-01T00:00:00Z", block: Int = .max) -> (
        summaries: [String], report: IndicatorReport
    ) {
        var reader = IndicatorReader(at: Timestamp(iso8601: moment) ?? .earliest)
        reader.begin(list: "list", byteCount: text.utf8.count)
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            reader.add(Array(bytes.prefix(block)))
            bytes = bytes.dropFirst(block)
        }
        reader.endList()
        let (set, report) = reader.finish()
        let all = (0..<set.entries.count).map { set.summary($0) }
        return (
            all.map {
                "\($0.id.dropFirst("indicator:".count)) \($0.level)\($0.title.contains("(") ? " " + ($0.title.split(separator: "(").last.map { String($0.dropLast()) } ?? "") : "")"
            }, report
        )
    }

    private let digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"

    @Test("plain lists have one value a line, with remarks", arguments: [1, 7, Int.max])
    func plain(block: Int) {
        let text = """
            \u{FEFF}# a list
            evil.com,loader

            hxxps://Evil[.]com/a.php\tpanel
            \(digest.uppercased())  sample.exe
            203[.]0[.]113[.]7 # scanner
            203.0.113.7:443
            0.0.0.0 ads.example.net
            a[@]evil(dot)com
            mutex:Global-Evil,from a report
            sha256:\(digest)
            invoice.exe
            *.bad.example
            "evil two.exe"
            """
        let (summaries, report) = read(text.replacing("\n", with: "\r\n"), block: block)

        #expect(
            summaries == [
                "domain:evil.com high loader", "url:https://evil.com/a.php high panel",
                "sha256:\(digest) high sample.exe", "address:203.0.113.7 high scanner", "address:203.0.113.7 high",
                "domain:ads.example.net high", "email:a@evil.com high", "mutex:global-evil high from a report",
                "sha256:\(digest) high", "file-name:invoice.exe high", "domain:bad.example high",
                "file-name:evil two.exe high",
            ])
        #expect(report.loaded == 10)
        #expect(report.repeated == 2)
        #expect(report.notices == [])
    }

    @Test("tables name their columns as people do")
    func table() {
        let text = #"""
            # exported
            Type;IOC Value;Severity;Description;Valid Until
            SHA-256;\#(digest);critical;"two; parts and a ""quote""";
            hostname;c2.evil.com;low;"over
            two lines";2027-01-01
            IP-dst;203.0.113.9;;;2025-12-31
            user-agent;EvilBot/1.0;Medium;;
            ssdeep;3:abc;high;;
            domain;soon.example;;;some day
            """#
        let (summaries, report) = read(text)

        #expect(
            summaries == [
                "sha256:\(digest) critical two; parts and a \"quote\"", "domain:c2.evil.com low over two lines",
                "user-agent:EvilBot/1.0 medium", "domain:soon.example high",
            ])
        #expect((report.loaded, report.expired, report.refused) == (4, 1, 1))
        #expect(
            report.notices.map(\.description) == [
                "list:8: the type 'ssdeep' is not looked for",
                "list:9: its expiry 'some day' is no date: it is looked for",
            ])
    }

    @Test("exports of MISP as CSV leave out what is not for detection")
    func mispTable() {
        let text = """
            uuid,event_id,category,type,value,comment,to_ids,date
            5e,1,"Network activity","ip-dst|port","203.0.113.9|8080","C2",1,20260101
            5f,1,"Payload delivery","filename|md5","a.exe|0cc175b9c0f1b6a831c399e269772661","",1,20260101
            60,1,"Other","domain","benign.example","seen",0,20260101
            """
        let (summaries, report) = read(text)

        #expect(
            summaries == ["address:203.0.113.9 high C2", "md5:0cc175b9c0f1b6a831c399e269772661 high a.exe"])
        #expect(report.notForDetection == 1)
    }

    @Test("events of MISP are read with their objects, and without what others propose or correlate")
    func misp() {
        let text = #"""
            {"response": [{"Event": {"info": "x", "Attribute": [
              {"type": "domain", "value": "evil.com", "comment": "C2 \u00e9", "to_ids": true, "Tag": [{"name": "t"}]},
              {"type": "text", "value": "some words", "to_ids": true},
              {"type": "url", "value": "http:\/\/evil.com\/x", "to_ids": false},
              {"type": "md5", "value": "0cc175b9c0f1b6a831c399e269772661", "to_ids": "1", "deleted": true}],
             "ShadowAttribute": [{"type": "domain", "value": "proposed.example"}],
             "RelatedEvent": [{"Event": {"info": "y"}}],
             "Object": [{"name": "file", "Attribute": [
               {"type": "regkey", "value": "HKCU\\Software\\Evil\\Run", "to_ids": true}]}]}}]}
            """#
        for block in [5, Int.max] {
            let (summaries, report) = read(text, block: block)

            #expect(summaries == ["domain:evil.com high C2 é", "registry-key:hkcu\\software\\evil\\run high"])
            #expect((report.refused, report.notForDetection, report.withdrawn, report.expired) == (1, 1, 1, 0))
            #expect(report.notices.map(\.description) == ["list:3: the type 'text' is not looked for"])
        }
    }

    @Test("bundles of STIX are read where a pattern is values joined by OR")
    func stix() {
        func indicator(_ pattern: String, _ more: String = "") -> String {
            #"{"type": "indicator", "name": "n", "pattern_type": "stix", "pattern": "\#(pattern)"\#(more)}"#
        }
        let patterns = [
            indicator("[file:hashes.'SHA-256' = '\(digest)' OR file:hashes.MD5 = '0cc175b9c0f1b6a831c399e269772661']"),
            indicator("[domain-name:value = 'evil.com'] OR [ipv4-addr:value ISSUBSET '203.0.113.0/24']"),
            indicator("[url:value IN ('http://evil.com/a', 'http://evil.com/b')]"),
            indicator("[file:name = 'a\\\\'b.exe' AND file:size = 5]"),
            indicator("[process:command_line MATCHES 'x.*']"),
            indicator("[domain-name:value = 'old.example']", #", "valid_until": "2025-01-01T00:00:00Z""#),
            indicator("[domain-name:value = 'gone.example']", #", "revoked": true"#),
            #"{"type": "malware", "name": "m", "pattern": "[domain-name:value = 'no.example']"}"#,
        ]
        let (summaries, report) = read("{\"type\": \"bundle\", \"objects\": [\n\(patterns.joined(separator: ",\n"))]}")

        #expect(
            summaries == [
                "sha256:\(digest) high n", "md5:0cc175b9c0f1b6a831c399e269772661 high n", "domain:evil.com high n",
                "network:203.0.113.0/24 high n", "url:http://evil.com/a high n", "url:http://evil.com/b high n",
            ])
        #expect((report.expired, report.withdrawn) == (1, 1))
        #expect(
            report.notices.map(\.description) == [
                "list:5: a pattern with AND is more than values: [file:name = 'a\\'b.exe' AND file:size = 5]",
                "list:6: a pattern with MATCHES is more than values: [process:command_line MATCHES 'x.*']",
            ])
    }

    @Test(
        "what would be found everywhere is refused",
        arguments: [
            "0.0.0.0/0", "10.0.0.0/8", "192.168.1.1", "127.0.0.1", "169.254.1.1", "::1", "fe80::1", "1.0.0.0/7",
            "2000::/3",
            "domain:com", "co.uk", "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "00000000000000000000000000000000",
            "file-name:a.c", "account:bob", "mutex:...", "C:\\", "file-path:/", "HKLM\\Software", "http://localhost/x",
            "http://10.0.0.1/x", "word", "domain:", "sha256:abc", "url:evil", "email:x", "\u{1}evil.com",
        ])
    func refused(line: String) {
        let (summaries, report) = read("\(line)\nevil.com\n")

        #expect(summaries == ["domain:evil.com high"])
        #expect(report.refused == 1)
        #expect(report.notices.map(\.line) == [1])
    }

    @Test("a list is told what is not taken twenty times, and counted always")
    func notices() {
        let (_, report) = read((1...50).map { "word\($0)\n" }.joined())

        #expect(report.refused == 50)
        #expect(report.notices.map(\.line) == Array(1...20))
    }

    @Test("lines and documents without an end cost no more than their bounds")
    func bounds() {
        let long = read(String(repeating: "a", count: 200_000) + "\nevil.com", block: 1_000)
        #expect(long.summaries == ["domain:evil.com high"])
        #expect(long.report.notices.map(\.description) == ["list:1: a line has at most 64 KiB"])

        let deep = read(String(repeating: "{\"a\":", count: 1_000))
        #expect(deep.report.notices.map(\.description) == ["list:1: objects lie too deep: the rest is not read"])

        let value = read("http://evil.com/" + String(repeating: "a", count: 5_000))
        #expect(value.report.refused == 1)
    }

    @Test("broken JSON gives what stood before")
    func brokenDocument() {
        let (summaries, report) = read(#"{"Attribute":[{"type":"domain","value":"evil.com"},{"type": "dom"#)

        #expect(summaries == ["domain:evil.com high"])
        #expect(report.notices.map(\.description) == ["list:1: a text has no end: the rest is not read"])
    }

    @Test("an indicator is known by its id in any spelling")
    func identifiers() {
        var reader = IndicatorReader(at: .earliest)
        reader.begin(list: "list")
        reader.add(Array("evil.com\n203.0.113.7\nHKLM\\Software\\Evil\\Run\nC:\\Program Files\\a \\".utf8))
        reader.endList()
        let set = reader.finish().indicators

        for number in 0..<4 { #expect(set.hasIndicator(withID: set.summary(number).id.uppercased())) }
        #expect(!set.hasIndicator(withID: "indicator:domain:evil.example"))
        #expect(!set.hasIndicator(withID: "evil.com"))
    }

    @Test("domains with a dot before or behind them are domains; the network of all addresses is too broad")
    func dots() {
        let (summaries, report) = read("evil10.com.\n.evil9.com\n*.evil8.com\n::/0\n")

        #expect(
            summaries.map { $0.split(separator: " ")[0] } == [
                "domain:evil10.com", "domain:evil9.com", "domain:evil8.com",
            ])
        #expect(
            report.notices.map(\.description) == [
                "list:4: '::/0': the network is too broad: at most /16 is looked for"
            ])
    }
}
