import EvidenceParsing
import Testing
import Vocabulary

/// Logs of lines in other forms of text than UTF-8 with line feeds.
@Suite("Logs in UTF-16, and with carriage returns for line ends")
struct TextFormTests {
    static let syslog =
        (0..<4).map {
            "Mar  1 10:00:0\($0) web sshd[7]: Failed password for zoé\u{1F600} from 10.0.0.5 port 2\($0) ssh2\n"
        }
        .joined()
    static let samples: [(name: String, text: String)] = [
        ("syslog", syslog),
        (
            "w3c",
            """
            #Software: Microsoft Internet Information Services 10.0
            #Fields: date time cs-method cs-uri-stem c-ip
            2026-03-01 10:00:00 GET /a/ö 10.0.0.5
            2026-03-01 10:00:01 POST /b 10.0.0.6

            """
        ),
        ("zeek", ZeekTests.dns + ZeekTests.row),
        (
            "auditd",
            "type=SYSCALL msg=audit(1772359200.123:7): pid=1 uid=0\ntype=CWD msg=audit(1772359200.123:7): cwd=\"/é\"\n"
        ),
        ("web", "10.0.0.1 - é [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"\n"),
        ("history", "#1772359200\nls -la é\n#1772359201\nwhoami\n"),
        (
            "dhcp",
            "ID,Date,Time,Description,IP Address,Host Name,MAC Address\n10,03/01/26,10:00:00,Assign,10.0.0.5,é,00155D0A0B0C\n"
        ),
        ("csv", "time,user,text\n2026-03-01T10:00:00Z,zoé,a\n2026-03-01T10:00:01Z,b,\"c, d\"\n"),
        (
            "jsonl",
            "{\"time\":\"2026-03-01T10:00:00Z\",\"user\":\"zoé\"}\n{\"time\":\"2026-03-01T10:00:01Z\",\"user\":\"b\"}\n"
        ),
    ]
    static let names = samples.map(\.name)

    enum Form: CaseIterable {
        case little, big, littleWithoutMark, bigWithoutMark

        func bytes(of text: String) -> [UInt8] {
            let isBig = self == .big || self == .bigWithoutMark
            let marked = self == .little || self == .big ? "\u{FEFF}" + text : text
            return marked.utf16.flatMap {
                isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
            }
        }

        var lengthOfMark: Int { self == .little || self == .big ? 2 : 0 }
    }

    private func sample(_ name: String) throws -> String { try #require(Self.samples.first { $0.name == name }?.text) }

    private func read(_ bytes: [UInt8], window: Int = 1 << 22) -> WholeFile {
        WholeFile(bytes, window: window, assuming: LogText.assumptions)
    }

    private func values(_ file: WholeFile) -> [String] { file.records.map(LogText.describe) }

    /// Where records begin in UTF-16 that begin at these places of the UTF-8.
    private func wide(_ places: [UInt64], in text: String, _ form: Form) -> [UInt64] {
        places.map { place in
            let before = String(decoding: Array(text.utf8).prefix(Int(place)), as: UTF8.self)
            return UInt64(before.utf16.count * 2 + form.lengthOfMark)
        }
    }

    @Test(
        "a log in UTF-16 has the records of the same log in UTF-8, at its own places", arguments: names, Form.allCases)
    func utf16(name: String, form: Form) throws {
        let text = try sample(name)
        let narrow = read(Array(text.utf8))
        let bytes = form.bytes(of: text)
        for window in [1 << 22, 64, 150] {
            let file = read(bytes, window: window)
            #expect(file.format == narrow.format)
            #expect(values(file) == values(narrow))
            #expect(file.records.map(\.position) == wide(narrow.records.map(\.position), in: text, form))
            #expect(file.account.closes && file.account.bytes == bytes.count)
            #expect(file.account.recordsRead == narrow.records.count && file.account.skippedBytes == 0)
        }
        #expect(!narrow.records.isEmpty)
    }

    @Test("bytes of records are counted as they lie in the file")
    func bytesOfRecords() {
        let text = "Mar  1 10:00:00 web sshd[7]: zoé\u{1F600}\n\nMar  1 10:00:01 web sshd[7]: b\n"
        let account = read(Form.little.bytes(of: text)).account

        #expect(account.bytes == 2 * text.utf16.count + 2)
        #expect(account.otherBytes == 2 + 2)
        #expect(account.recordBytes == account.bytes - 4)
    }

    @Test("an UTF-16 log cut anywhere is read up to there", arguments: Form.allCases)
    func cut(form: Form) {
        let bytes = form.bytes(of: Self.syslog)
        let whole = read(bytes).records.count
        for count in stride(from: 160, through: bytes.count, by: 1) {
            let file = read(Array(bytes.prefix(count)))
            #expect(file.format == .syslog)
            #expect(file.account.closes && file.account.bytes == count)
            #expect(file.account.recordBytes + file.account.otherBytes == count)
            #expect(file.records.count <= whole && !file.records.isEmpty)
        }
    }

    @Test("half a unit, lone halves of pairs and zeros are in the record, and the sum closes")
    func damaged() {
        var lone = Array("Mar  1 10:00:00 web sshd[7]: a".utf16)
        lone += [0xD83D, 0x62, 0xDE00, 0, 0x63, 0x0A]
        let units = lone + Array("Mar  1 10:00:01 web sshd[7]: d".utf16)
        var bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        bytes.append(0x41)
        let file = read(bytes)

        #expect(file.values("message") == ["a\u{FFFD}b\u{FFFD}\0c", "d\u{FFFD}"])
        #expect(file.records.map(\.position) == [0, UInt64(2 * lone.count)])
        #expect(file.account.closes && file.account.recordBytes == bytes.count)
    }

    @Test("a pair that stands across the end of a window stays one character")
    func pairs() {
        let text = "Mar  1 10:00:00 web sshd[7]: " + String(repeating: "\u{1F600}", count: 40) + "\n"
        let bytes = Form.little.bytes(of: text + text)
        for window in 60...70 {
            #expect(
                read(bytes, window: window).values("message")
                    == [40, 40].map { String(repeating: "\u{1F600}", count: $0) })
        }
    }

    @Test("numbers of two bytes, and UTF-16 that says nothing, are no log")
    func others() {
        #expect(read((0..<4000).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).format == .unknown)
        #expect(read(Form.little.bytes(of: String(repeating: "lorem ipsum. ", count: 50))).format == .unknown)
        #expect(
            UnreadRecognition.content(of: Form.bigWithoutMark.bytes(of: "lorem ipsum\n"), isWhole: true)
                == .text(line: "lorem ipsum"))
    }

    @Test(
        "a log with carriage returns for line ends is read as one with line feeds, at the same places", arguments: names
    )
    func returns(name: String) throws {
        let text = try sample(name)
        let feeds = read(Array(text.utf8))
        let bytes = Array(text.utf8).map { $0 == 0x0A ? 0x0D : $0 }
        for window in [1 << 22, 100] {
            let file = read(bytes, window: window)
            #expect(file.format == feeds.format)
            #expect(values(file) == values(feeds))
            #expect(file.records.map(\.position) == feeds.records.map(\.position))
            #expect(file.account == feeds.account)
        }
        let wide = Form.little.bytes(of: text.replacingOccurrences("\n", with: "\r"))
        #expect(values(read(wide)) == values(feeds))
    }

    @Test("a line feed at the end, and CRLF here and there, do not hide that lines end with carriage returns")
    func mixedReturns() {
        let line = "Mar  1 10:00:00 web sshd[7]: a"
        #expect(read(Array("\(line)\r\(line)\r\(line)\n".utf8)).records.count == 3)
        let many = String(repeating: line + "\r", count: 40) + line + "\r\n" + line + "\r"
        #expect(read(Array(many.utf8)).records.count == 42)
        // What a program draws over itself on one line stays on it.
        let drawn = String(repeating: "\(line)\r50%\r99%\n", count: 3)
        #expect(read(Array(drawn.utf8)).records.count == 3)
    }

    @Test("whatever is written over them, the sum closes", arguments: Form.allCases)
    func random(form: Form) {
        for (name, text) in Self.samples {
            let bytes = form.bytes(of: text.replacingOccurrences("\n", with: form == .big ? "\r" : "\n"))
            var random: UInt64 = 77
            for round in 0..<100 {
                var damaged = bytes
                for _ in 0...round % 3 {
                    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    damaged[Int(random >> 33) % damaged.count] =
                        [0, 0xFF, 0x0A, 0x0D, 0xD8, 0xDC][Int(random >> 20) % 6]
                }
                let file = WholeFile(Array(damaged.prefix(damaged.count - round % 5)), window: 90)
                guard file.format != .unknown else { continue }
                let isWhole = file.account.closes && file.account.bytes == damaged.count - round % 5
                #expect(isWhole && file.account.recordsRead == file.records.count, "\(name), \(round): \(file.account)")
            }
        }
    }
}

extension String {
    fileprivate func replacingOccurrences(_ one: Character, with other: Character) -> String {
        String(map { $0 == one ? other : $0 })
    }
}
