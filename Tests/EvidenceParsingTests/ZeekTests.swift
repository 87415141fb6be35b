import EvidenceParsing
import Testing
import Vocabulary

@Suite("Zeek logs")
struct ZeekTests {
    static let dns =
        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n#open\t2026-03-01-10-00-00\n"
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tquery\trejected\tanswers\tTTLs\n"
        + "#types\ttime\tstring\taddr\tport\tstring\tbool\tvector[string]\tset[interval]\n"
    static let row = "1772359200.123456\tC1\t192.0.2.1\t53211\tcaf\\xc3\\xa9.test\tF\ta,b\t60.0,(empty)\n"
    static let conn =
        "#separator \\x09\n#path\tconn\n#fields\tts\tuid\tduration\n#types\ttime\tstring\tinterval\n1772359201.5\tC2\t-\n#close\tx\n"

    @Test("values have the names and types of Zeek's JSON, and what is not set is not there")
    func golden() {
        #expect(
            WholeFile(Self.dns + Self.row + Self.conn).description == """
                2026-03-01T10:00:00.123456Z stated "1772359200.123456"
                - | dns | - | -
                #0
                ts = 1772359200.123456
                uid = C1
                id.orig_h = 192.0.2.1
                id.orig_p = 53211
                query = café.test
                rejected = false
                answers = a
                answers = b
                TTLs = 60.0
                TTLs = \n~_path = dns

                2026-03-01T10:00:01.500000Z stated "1772359201.5"
                - | conn | - | -
                #0
                ts = 1772359201.5
                uid = C2
                ~_path = conn
                """)
    }

    @Test("a header within the file holds for all portions behind it")
    func headers() {
        let text =
            Self.dns + String(repeating: Self.row, count: 20_000) + Self.conn
            + String(repeating: "1772359202.5\tC3\t1.5\n", count: 100_000) + Self.dns + Self.row
        let file = WholeFile(text, window: 1 << 20)
        #expect(file.records.count == 20_000 + 1 + 100_000 + 1)
        #expect(file.issues == [])
        #expect(file.records.dropFirst(20_001).dropLast().allSatisfy { $0.channel?.text == "conn" })
        #expect(file.records.last?.channel?.text == "dns")
    }

    @Test("a line with another number of values is an issue, and the next is read")
    func damage() {
        let start = Self.dns.utf8.count
        let file = WholeFile(Self.dns + "1\t2\n" + Self.row + "1772359200.1\tC1")
        let detail = "the line has another number of values than its log has fields"
        #expect(file.records.count == 1)
        #expect(
            file.issues == [
                ParseIssue(.damagedRecord, offset: UInt64(start), detail),
                ParseIssue(.truncated, offset: UInt64(start + 4 + Self.row.utf8.count), detail),
            ])
    }

    @Test(
        "Zeek's logs are known by their first line",
        arguments: [
            (ZeekTests.conn, EvidenceFormat.zeek), ("#fields\tts\tuid\n1\t2\n", .zeek),
            ("#separator \\x09\n", .unknown),
            ("# comment\n", .unknown),
        ])
    func recognition(text: String, format: EvidenceFormat) { #expect(WholeFile(text).format == format) }

    @Test("a number that is none stays text")
    func numbers() {
        let file = WholeFile("#fields\tts\tn\n#types\ttime\tcount\n1772359200.0\t1x\n1772359200.0\t\n")
        #expect(file.records.map { $0.value(named: "n")?.encoding } == [.utf8, .utf8])
    }

    @Test("an empty set is dumped as Zeek's JSON has it")
    func emptySet() {
        let text = Self.dns + "1772359200.123456\tC1\t192.0.2.1\t1\tx\tF\t(empty)\t(empty)\n"
        let record = WholeFile(text).records.first
        #expect(record?.value(named: "answers")?.isNull == true)
        // `[]`
        #expect(record?.batch.slots[6..<8].map(\.length) == [2, 2])
    }
}
