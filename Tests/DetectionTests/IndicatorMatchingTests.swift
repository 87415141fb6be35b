import Testing
import Vocabulary

@testable import Detection

/// The ids of the indicators of a list that are in the only record of a batch.
func indicators(_ list: String, in batch: RecordBatch) -> [String] {
    var reader = IndicatorReader(at: .earliest)
    reader.begin(list: "list.txt", byteCount: list.utf8.count)
    reader.add(Array(list.utf8))
    reader.endList()
    var rules = RuleSet.load([]).rules
    rules.indicators = reader.finish().indicators
    var found: [String] = []
    var matcher = rules.makeMatcher()
    matcher.match(batch) { found.append(rules.summary(of: $0.rule).id) }
    return found.map { String($0.dropFirst("indicator:".count)) }
}

private let md5 = "0cc175b9c0f1b6a831c399e269772661"
private let sha1 = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"
private let sha256 = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
private let sha512 = String(repeating: "0a1b2c3d", count: 16)
private let sshKey = "nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8"

@Suite("Indicators in values")
struct IndicatorMatchingTests {
    /// A list, a field and its value, and whether the value has what is on the list.
    struct Example: Sendable, CustomTestStringConvertible {
        let list: String
        let field: String
        let value: String
        let isFound: Bool

        init(_ list: String, _ value: String, _ isFound: Bool, field: String = "Text") {
            self.list = list
            self.field = field
            self.value = value
            self.isFound = isFound
        }

        var testDescription: String { "\(list) in \(value)" }
    }

    static let examples: [Example] = [
        // Digests.
        Example(md5, "MD5=\(md5.uppercased()),SHA1=0", true), Example(md5, "MD5=\(md5)0", false),
        Example(md5, "x\(md5)", false), Example(md5, "a=\(md5.dropLast())2", false),
        Example(sha1, "SHA1=\(sha1),MD5=\(md5)", true), Example(sha1, "\(sha1.dropLast())9", false),
        Example(sha256, "Hashes: SHA256=\(sha256.uppercased())", true),
        Example(sha256, String(sha256.dropLast()), false),
        Example(sha512, sha512, true), Example(sha512, sha512 + "0", false),
        Example("imphash:\(md5)", "IMPHASH=\(md5.uppercased())", true), Example("ja3:\(md5)", "ja3=\(md5) ", true),
        Example("ja3s:\(md5)", "\"\(md5)\"", true), Example("hassh:\(md5)", "(\(md5))", true),
        Example("hassh:\(md5)", "\(md5)ff", false),
        // URLs in all forms that mean the same.
        Example("http://evil.test:80/a", "http://evil.test/a", true),
        Example("http://evil.test/a", "GET http://evil.test:80/a x", true),
        Example("https://bad.example.org/Path/x", "https://bad.example.org:443/path/x", true),
        Example("https://bad.example.org/Path/x", "https://bad.example.org:444/path/x", false),
        Example("https://bad.example.org/x", "http://bad.example.org:443/x", false),
        Example("https://bad.example.org/x", "https://user:pw@bad.example.org/x", true),
        Example("https://user@bad.example.org/x", "https://bad.example.org/x", true),
        Example("bad.example.org/x", "https://user:pw@bad.example.org:443/%78", true),
        Example("http://evil.test/%7Euser/%41", "http://evil.test/~user/a?b=c", true),
        Example("http://evil.test/~user", "http://evil.test/%7euser", true),
        Example("http://evil.test/a%2Fb", "http://evil.test/a/b", false),
        Example("http://evil.test:8080/a", "http://evil.test/a", false),
        // Fingerprints of keys.
        Example("SHA256:\(sshKey)", "Accepted publickey for x: RSA SHA256:\(sshKey)", true),
        Example("SHA256:\(sshKey)", "RSA SHA256:\(sshKey.dropLast())9", false),
        Example("SHA256:\(sshKey)", "RSA SHA256:\(sshKey.lowercased())", false),
        Example("SHA256:\(sshKey)", sshKey, false),
        Example("certificate:\(sha1)", "thumbprint \(sha1.uppercased())", true),
        Example(
            "0c:c1:75:b9:c0:f1:b6:a8:31:c3:99:e2:69:77:26:61",
            "key MD5:0C:C1:75:B9:C0:F1:B6:A8:31:C3:99:E2:69:77:26:61", true),
        Example(
            "0c:c1:75:b9:c0:f1:b6:a8:31:c3:99:e2:69:77:26:61", "0c:c1:75:b9:c0:f1:b6:a8:31:c3:99:e2:69:77:26:62", false),
        // Domains.
        Example("evil.com", "www.evil.com", true), Example("evil.com", "EVIL.com:8080", true),
        Example("evil.com", "notevil.com", false), Example("evil.com", "evil.com.example", false),
        Example("evil.com", "not-evil.com", false), Example("evil.com", "a.b.c.evil.com.", true),
        Example("evil.com", "https://x.evil.com/a", true), Example("evil.com", "mail from a@evil.com", true),
        Example("evil.com", "r?u=http%3A%2F%2Fevil.com%2F", true), Example("evil.com", "evil.company", false),
        Example("a.evil.com", "evil.com", false), Example("bücher.example", "www.BÜCHER.example", true),
        // Addresses and networks.
        Example("203.0.113.7", "from 203.0.113.7:443", true), Example("203.0.113.7", "203.0.113.70", false),
        Example("203.0.113.7", "1203.0.113.7", false), Example("203.0.113.7", "203.0.113.7.1", false),
        Example("203.0.113.7", "::ffff:203.0.113.7", true), Example("203.0.113.0/24", "203.0.113.255", true),
        Example("203.0.113.0/24", "203.0.114.0", false), Example("203.0.113.64/26", "203.0.113.64", true),
        Example("203.0.113.64/26", "203.0.113.63", false), Example("2001:db8::7", "[2001:DB8:0:0:0:0:0:7]:443", true),
        Example("2001:db8::7", "2001:db8::8", false), Example("2001:db8::/32", "inside:2001:db8:1::1/443", true),
        Example("2001:db8::/32", "2001:db9::1", false), Example("2001:db8::7", "at 12:30:45 2001:db8::7, then", true),
        // URLs.
        Example("http://evil.com/a/b.php", "GET http://EVIL.com/a/b.php HTTP/1.1", true),
        Example("http://evil.com/a/b.php", "http://evil.com/a/b.php?id=5", true),
        Example("http://evil.com/a/b.php", "https://evil.com/a/b.php", false),
        Example("http://evil.com/a/b.php", "http://evil.com/a/b.phpx", false),
        Example("http://evil.com/a/b.php", "http://notevil.com/a/b.php", false),
        Example("evil.com/a/b.php", "https://evil.com/a/b.php", true),
        Example("evil.com/a/b.php", "(evil.com/a/b.php)", true),
        Example("http://203.0.113.7/x", "http://203.0.113.7/x/", true),
        Example("http://evil.com:8080/x", "http://evil.com:8080/x", true),
        Example("http://evil.com:8080/x", "http://evil.com/x", false),
        // Mailboxes.
        Example("bad.one@evil.com", "From: <Bad.One@evil.com>", true),
        Example("bad.one@evil.com", "not.bad.one@evil.com", false),
        Example("bad.one@evil.com", "bad.one@evil.com.example", false),
        // Files.
        Example("mimi.exe", "C:\\Temp\\MIMI.EXE", true), Example("mimi.exe", "cmd /c mimi.exe -x", true),
        Example("mimi.exe", "C:\\Temp\\notmimi.exe", false), Example("mimi.exe", "mimi.exe.bak", false),
        Example("my tool (1).exe", "\"C:\\A B\\my tool (1).exe\" -x", true),
        Example("my tool (1).exe", "C:\\A B\\my tool (2).exe", false),
        Example("file-name:evilrun", "/tmp/evilrun --now", true),
        Example("file-name:evilrun", "the evilrun word", false),
        Example("file-name:evilrun", "evilrun", true, field: "ProcessName"),
        Example("C:\\Users\\Public\\x.dll", "rundll32 c:\\users\\public\\X.DLL,Run", true),
        Example("C:\\Users\\Public\\x.dll", "C:\\Users\\Public\\y\\x.dll", false),
        Example("C:\\Users\\Public\\x.dll", "D:\\Users\\Public\\x.dll", false),
        Example("C:\\Program Files\\Evil Corp", "\"C:\\Program Files\\Evil Corp\\a.exe\"", true),
        Example("C:\\Program Files\\Evil Corp", "C:\\Program Files\\Evil Corporation\\a.exe", false),
        Example("/tmp/.x/run", "sh /tmp/.x/run", true), Example("/tmp/.x/run", "/var/tmp/.x/run", false),
        Example("/tmp/.x/run", "/tmp/.x/runner", false),
        Example("%APPDATA%\\svc\\up.dll", "C:\\Users\\a\\svc\\up.dll", true),
        Example("%APPDATA%\\svc\\up.dll", "C:\\Users\\a\\asvc\\up.dll", false),
        // Registry.
        Example("HKLM\\Software\\Evil\\Run", "HKLM\\SOFTWARE\\Evil\\Run\\x", true),
        Example("HKLM\\Software\\Evil\\Run", "\\REGISTRY\\MACHINE\\Software\\Evil\\Run", true),
        Example("HKEY_LOCAL_MACHINE\\Software\\Evil\\Run", "reg add hklm\\software\\evil\\run /f", true),
        Example("HKLM\\Software\\Evil\\Run", "HKCU\\Software\\Evil\\Run", false),
        Example("HKCU\\Software\\Evil", "HKU\\S-1-5-21-1-2-3-1001\\Software\\Evil", true),
        Example("HKCU\\Software\\Evil", "HKU\\S-1-5-21-1-2-3-1001\\Software\\Evilly", false),
        // Names, by their fields.
        Example("service:EvilSvc", "evilsvc", true, field: "ServiceName"),
        Example("service:EvilSvc", "evilsvc", false, field: "TaskName"),
        Example("service:EvilSvc", "evilsvc2", false, field: "ServiceName"),
        Example("task:\\Evil Task", "\\Evil Task", true, field: "TaskName"),
        Example("task:\\Evil Task", "\\Evil Tasks", false, field: "TaskName"),
        Example("account:backdoor", "CORP\\Backdoor", true, field: "TargetUserName"),
        Example("account:backdoor", "backdoor@corp.example", true, field: "userPrincipalName"),
        Example("account:backdoor", "backdoors", false, field: "TargetUserName"),
        Example("account:backdoor", "backdoor", false, field: "Text"),
        Example("mutex:EvilMutex_1", "\\Sessions\\1\\BaseNamedObjects\\EvilMutex_1", true, field: "ObjectName"),
        Example("mutex:EvilMutex_1", "EvilMutex_12", false, field: "MutexName"),
        Example("user-agent:EvilBot/1.0 (x; y)", "EvilBot/1.0 (x; y)", true, field: "user_agent.original"),
        Example("user-agent:EvilBot/1.0 (x; y)", "evilbot/1.0 (x; y)", false, field: "user_agent.original"),
        Example("user-agent:EvilBot/1.0 (x; y)", "EvilBot/1.0 (x; y) z", false, field: "user_agent.original"),
    ]

    @Test("an indicator is found where it stands for itself, and nowhere else", arguments: examples)
    func example(_ example: Example) {
        let narrow = record([:], channel: nil, code: nil)
        #expect(indicators(example.list, in: narrow).isEmpty)
        for value in [Stored.text(example.value), .wide(example.value)] {
            var builder = RecordBatchBuilder()
            builder.beginRecord(position: 0, number: 1)
            let (encoding, bytes) = value.encoded
            builder.append(builder.intern(FieldName(example.field, path: [.element(example.field)])), encoding, bytes)
            builder.endRecord()
            #expect(indicators(example.list, in: builder.finish()).count == (example.isFound ? 1 : 0))
        }
    }

    @Test("every indicator in a record is told once, in whatever fields it is")
    func once() {
        let batch = record(["A": "evil.com", "B": .text("x.evil.com 203.0.113.7"), "C": "evil.com"])

        #expect(
            indicators("evil.com\n203.0.113.7\n203.0.113.0/24\nx.evil.com", in: batch) == [
                "domain:evil.com", "domain:x.evil.com", "address:203.0.113.7", "network:203.0.113.0/24",
            ])
    }

    @Test("values that are repeated are looked at in every field for what it may have")
    func repeatedValues() {
        let batch = record(["Text": "backdoor-account", "TargetUserName": "backdoor-account"])

        #expect(indicators("account:backdoor-account", in: batch) == ["account:backdoor-account"])
    }

    @Test("bytes of a digest are a digest")
    func bytes() {
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 1)
        let field = builder.intern(FieldName("Hash", path: [.element("Hash")]))
        builder.append(field, .binary, IndicatorShape.hexadecimal(Array(sha1.utf8)) ?? [])
        builder.endRecord()

        #expect(indicators(sha1, in: builder.finish()) == ["sha1:\(sha1)"])
    }

    @Test("an account can be named by its identifier")
    func identifier() {
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 1)
        let field = builder.intern(FieldName("SubjectUserSid", path: [.element("SubjectUserSid")]))
        let parts: [UInt32] = [21, 1, 2, 3, 1_104]
        builder.append(
            field, .sid,
            [1, 5, 0, 0, 0, 0, 0, 5]
                + parts.flatMap { part in (0..<4).map { UInt8(truncatingIfNeeded: part >> (8 * $0)) } })
        builder.endRecord()
        let batch = builder.finish()

        #expect(indicators("account:S-1-5-21-1-2-3-1104", in: batch) == ["account:s-1-5-21-1-2-3-1104"])
        #expect(indicators("account:S-1-5-21-1-2-3-1105", in: batch).isEmpty)
    }

    @Test("a hit tells its fields and its place, and goes beside matches of rules")
    func shown() throws {
        var reader = IndicatorReader(at: .earliest)
        reader.begin(list: "bad.txt")
        reader.add(Array("evil.com,C2 of a botnet\n".utf8))
        reader.endList()
        var rules = RuleSet.load(
            [RuleSource(name: "test.yml", text: rule("selection: {A: 'é www.evil.com.'}"))], explains: true
        ).rules
        rules.indicators = reader.finish().indicators
        let batch = record(["A": .wide("É www.evil.com.")])
        for keepsFields in [[], [true]] {
            var matcher = rules.makeMatcher(keepsFields: keepsFields)
            var matches: [RuleMatch] = []
            matcher.match(batch) { matches.append($0) }

            #expect(matches.map(\.rule) == [1, 0])
            #expect(
                matches.map { matcher.matchedFields(of: $0) } == [["A": "É www.evil.com."], ["A": "É www.evil.com."]])
        }
        #expect(
            rules.summary(of: 1)
                == RuleSummary(
                    id: "indicator:domain:evil.com", title: "Indicator: domain evil.com (C2 of a botnet)", level: .high,
                    tags: [], source: "bad.txt"))
        let why = try #require(RuleExplainer(rules).explain(1, batch[0]))
        #expect(why.matches)
        #expect(why.highlights.map { [$0.selection, $0.test] } == [["indicator", "A has the domain 'evil.com'"]])
        #expect(why.highlights.first?.value.range == 7..<15)
    }
}
