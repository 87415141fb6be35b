import EvidenceParsing
import Testing
import Vocabulary

@Suite("Lines of syslog and of JSON in one file")
struct MixedLinesTests {
    private static let syslog = [
        "Mar  1 10:00:00 web sshd[7]: Failed password for tom from 10.0.0.5 port 50022 ssh2",
        "<38>1 2026-03-01T10:00:00.5+01:00 web sshd 7 - - Connection closed by 10.0.0.5 port 50022",
        "2026-03-01T10:00:01Z web CRON[8]: (root) CMD (run-parts /etc/cron.hourly)",
    ]
    private static let json = [
        #"{"EventID":1,"Computer":"WS1","time":"2026-03-01T10:00:02Z"}"#,
        #"{"EventID":2,"Computer":"WS1","time":"2026-03-01T10:00:03Z"}"#,
    ]

    private func describe(_ record: LogRecord) -> String {
        "\(record.position) \(record.moment.map { "\($0)" } ?? "-") \(record.host?.text ?? "-") \(record.channel?.text ?? "-")"
    }

    @Test("both are read, whichever comes first and whichever is more", arguments: ["\n", "\r\n"])
    func both(feed: String) {
        let lines = [Self.syslog[0], Self.json[0], Self.syslog[1], Self.syslog[2], Self.json[1]]
        for order in [lines, lines.reversed(), lines + lines + lines] {
            let text = order.joined(separator: feed) + feed
            for window in [1 << 20, 100, 200] {
                let file = WholeFile(text, window: window, assuming: LogText.assumptions)
                #expect(file.records.count == order.count)
                #expect(file.records.allSatisfy { $0.moment != nil && $0.host != nil })
                #expect(file.issues == [])
                #expect(file.account.skippedBytes == 0)
            }
        }
    }

    @Test("a line of syslog has its fields, the lines that continue it and its place")
    func fields() {
        let text = Self.json[0] + "\n" + Self.syslog[0] + "\n\tmore\n  " + Self.json[1] + "\nrubbish\n"
        let file = WholeFile(text, assuming: LogText.assumptions)
        #expect(
            file.records.map(describe) == [
                "0 2026-03-01T10:00:02.000000Z WS1 -", "61 2026-03-01T10:00:00.000000Z web auth",
                "150 2026-03-01T10:00:03.000000Z WS1 -",
            ])
        #expect(file.values("src_ip") == [nil, "10.0.0.5", nil])
        #expect(file.values("EventID") == ["1", nil, "2"])
        #expect(file.issues.map { "\($0.kind) \($0.offset)" } == ["damagedRecord 213"])
        #expect(file.account.skippedBytes == 7)
    }

    @Test("where nothing says the year, one issue does")
    func years() {
        let text = ([Self.json[0]] + Array(repeating: Self.syslog[0], count: 3)).joined(separator: "\n") + "\n"
        let file = WholeFile(text)
        #expect(file.records.count == 4)
        #expect(file.issues.map { "\($0.kind) \($0.offset)" } == ["badTime 61"])
    }

    @Test("so it is in UTF-16")
    func utf16() {
        let file = WholeFile(
            WholeFile.utf16(Self.json[0] + "\r\n" + Self.syslog[0] + "\r\n"), assuming: LogText.assumptions)
        #expect(file.records.map(\.position) == [2, 126])
        #expect(file.values("src_ip") == [nil, "10.0.0.5"])
    }
}
