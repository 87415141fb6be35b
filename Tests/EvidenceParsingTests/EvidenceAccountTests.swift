import EvidenceParsing
import Testing
import Vocabulary

@Suite("Accounts of what was read")
struct EvidenceAccountTests {
    /// One sound file of each format.
    static let samples: [(name: String, bytes: [UInt8])] = {
        let chunk = EVTXSamples.log(1...4).finishedChunk()
        let entry: [UInt8] =
            [7, 0, 0, 0, 1, 0, 0, 0] + Array("pts/0".utf8) + [UInt8](repeating: 0, count: 27) + Array("ts/0".utf8)
            + Array("anna".utf8) + [UInt8](repeating: 0, count: 28) + [UInt8](repeating: 0, count: 256 + 4 + 4)
            + [0x80, 0x51, 0xA3, 0x69, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 36)
        let user = [0x80, 0x51, 0xA3, 0x69] + Array("pts/0".utf8) + [UInt8](repeating: 0, count: 283)
        let texts: [(String, String)] = [
            ("jsonl", "{\"a\":1}\n\n{\"b\":\"x\"} {\"c\":2}\r\n{\"d\":3}"),
            ("json", "{\"Records\":[{\"n\":1,\"t\":\"2026-03-01T10:00:00Z\"},\n {\"n\":2}],\"next\":null}"),
            ("csv", "time;user;x\r\n2026-03-01T10:00:00Z;anna;1\r\n2026-03-01T10:00:01Z;\"b\r\nc\";2\r\n"),
            ("zeek", ZeekTests.dns + ZeekTests.row + ZeekTests.conn),
            ("xml", "<Events>" + WindowsXMLTests.event(1) + "\n" + WindowsXMLTests.event(2) + "</Events>"),
            ("syslog", ContainerSamples.authLog + "\n" + ContainerSamples.authLog + "another kind\n"),
            (
                "auditd",
                "type=USER_LOGIN msg=audit(1772359200.123:7): pid=1 uid=0\ntype=EOE msg=audit(1772359200.123:7):\n"
            ),
            ("history", "#1772359200\nls -la\n#1772359201\nwhoami\n"),
            (
                "export",
                "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1772359200000000\nMESSAGE=x\n\n__CURSOR=s=2\n__REALTIME_TIMESTAMP=1772359201000000\nMESSAGE=y\n\n"
            ),
            ("web", "10.0.0.1 - - [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"\n"),
        ]
        return texts.map { ($0.0, Array($0.1.utf8)) } + [
            ("utf16", WholeFile.utf16("{\"a\":\"\u{E9}\u{1F600}\"}\r\n{\"b\":2}\n")),
            ("evtx", Array("ElfFile\0".utf8) + [UInt8](repeating: 0, count: 4088) + chunk),
            ("utmp", entry + entry), ("journal", JournalFileTests.three()),
            ("lastlog", [UInt8](repeating: 0, count: 292) + user + user),
        ]
    }()

    static let names = samples.map(\.name)

    private func sample(_ name: String) throws -> [UInt8] {
        try #require(Self.samples.first { $0.name == name }?.bytes)
    }

    private func check(_ bytes: [UInt8], _ what: String) {
        let file = WholeFile(bytes)
        guard file.format != .unknown else { return }
        let account = file.account
        let isRight = account.closes && account.bytes == bytes.count && account.recordsRead == file.records.count
        // What is missing is told: no byte is skipped without an issue.
        let isTold = account.skippedBytes == 0 && account.recordsSkipped == 0 || !file.issues.isEmpty
        guard isRight, isTold else {
            Issue.record("\(what): \(account) of \(bytes.count) bytes, \(file.records.count) records, \(file.issues)")
            return
        }
    }

    @Test("a sound file is read to its last record, and nothing of it is skipped", arguments: names)
    func sound(name: String) throws {
        let bytes = try sample(name)
        let file = WholeFile(bytes)

        #expect(file.format != .unknown)
        #expect(file.account.recordsSkipped == 0 && file.account.skippedBytes == 0)
        #expect(file.account.recordsRead == file.records.count && !file.records.isEmpty)
        check(bytes, name)
    }

    @Test("wherever a file is cut, the sum closes", arguments: names)
    func cuts(name: String) throws {
        let bytes = try sample(name)
        for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)) {
            check(Array(bytes.prefix(count)), "\(name) cut at \(count)")
        }
    }

    @Test("whatever is written over a file, the sum closes", arguments: names)
    func damage(name: String) throws {
        let bytes = try sample(name)
        var random: UInt64 = 0x9E37_79B9
        for round in 0..<400 {
            var damaged = bytes
            for _ in 0...round % 4 {
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                damaged[Int(random >> 33) % damaged.count] =
                    [0, 0xFF, 0x0A, 0x22, 0x7B, UInt8(random >> 56)][Int(random >> 20) % 6]
            }
            check(damaged, "\(name), round \(round)")
        }
    }

    @Test("bytes are counted exactly: of records, of damaged ones, and between them")
    func exact() {
        let account = WholeFile("{\"a\":1}\n{\"b\":\n\n{\"c\":3,\"ts\":\"2026-03-01T10:00:00Z\"}\n").account

        var expected = EvidenceAccount()
        (expected.bytes, expected.recordBytes, expected.skippedBytes, expected.otherBytes) = (51, 42, 5, 4)
        (expected.recordsRead, expected.recordsSkipped) = (2, 1)
        expected.first = Timestamp(iso8601: "2026-03-01T10:00:00Z")
        expected.last = expected.first
        #expect(account == expected)
    }
}
