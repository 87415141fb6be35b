import EvidenceParsing
import Testing
import Vocabulary

@Suite("JSON lines: damage and limits")
struct JSONLinesDamageTests {
    /// `bad` between two sound lines, the second of which must still be read.
    private func between(_ bad: [UInt8]) -> (values: [String], issues: [ParseIssue]) {
        let parsed = JSONLinesText.parse(Array("{\"a\":1}\n".utf8) + bad + Array("\n{\"a\":2}\n".utf8))
        return (parsed.batch.records.compactMap { $0.value(named: "a")?.text }, parsed.issues)
    }

    @Test(
        "a line of brackets without end, or of binary bytes, costs itself only, at any place and of any length",
        arguments: [
            String(repeating: "[", count: 50_000), String(repeating: "[", count: 100_000),
            String(repeating: "{\"a\":", count: 50_000), "{\"x\":" + String(repeating: "[", count: 100_000),
            String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000), "\u{1}\u{2}\u{3}",
        ], 0...3)
    func hostileLine(line: String, place: Int) {
        var lines = (1...3).map { #"{"EventID":\#($0),"Computer":"WS1"}"# }
        lines.insert(line, at: place)
        let file = WholeFile(lines.joined(separator: "\n") + "\n")
        #expect(file.format == .jsonLines)
        #expect(file.values("EventID") == ["1", "2", "3"])
        #expect(file.issues.count == 1)
        #expect(file.account.skippedBytes == line.utf8.count)
    }

    @Test("a record of brackets without end in a document costs itself only")
    func hostileRecord() {
        let bad = #"{"EventID":0,"x":"# + String(repeating: "[", count: 100_000)
        for rest in ["", String(repeating: "]", count: 100_000) + "}"] {
            for (head, tail) in [("[", "]"), (#"{"Records":["#, "]}")] {
                let records = [bad + rest] + (1...3).map { #"{"EventID":\#($0)}"# }
                let file = WholeFile(head + records.joined(separator: ",\n") + tail + "\n")
                #expect(file.format == .json)
                #expect(file.values("EventID") == ["1", "2", "3"])
                #expect(file.issues.count == 1)
            }
        }
    }

    @Test(
        "a damaged line is one issue with its place, and the next line is read",
        arguments: [
            ("{\"a\":3", "the line ends inside its JSON object"),
            ("{\"a\":\"3", "the line ends inside its JSON object"),
            ("{\"a\":\"3\\", "the line ends inside its JSON object"),
            ("{\"a\":tru", "the line ends inside its JSON object"),
            ("{\"a\":-", "the line ends inside its JSON object"),
            ("{\"a\":[1,", "the line ends inside its JSON object"),
            ("[1]", "the line is not a JSON object"),
            ("text", "the line is not a JSON object"),
            ("{\"a\":3}}", "the line goes on after its JSON object"),
            ("{\"a\":3},{\"a\":4}", "the line goes on after its JSON object"),
            ("{\"a\":3,}", "the line is not valid JSON"),
            ("{,\"a\":3}", "the line is not valid JSON"),
            ("{\"a\" 3}", "the line is not valid JSON"),
            ("{\"a\":[1,]}", "the line is not valid JSON"),
            ("{\"a\":[1}", "the line is not valid JSON"),
            ("{\"a\":[1 2]}", "the line is not valid JSON"),
            ("{a:3}", "the line is not valid JSON"),
            ("{'a':3}", "the line is not valid JSON"),
            ("{\"a\":NaN}", "the line is not valid JSON"),
            ("{\"a\":nulL}", "the line is not valid JSON"),
            ("{\"a\":\u{0}}", "the line is not valid JSON"),
            ("{\"a\":\"\u{0}\"}", "a string of the line is not valid JSON"),
            ("{\"a\":\"\t\"}", "a string of the line is not valid JSON"),
            ("{\"a\":\"\\x\"}", "a string of the line is not valid JSON"),
            ("{\"a\":\"\\u12G4\"}", "a string of the line is not valid JSON"),
            ("{\"a\":01}", "a number of the line is not valid JSON"),
            ("{\"a\":1.}", "a number of the line is not valid JSON"),
            ("{\"a\":1e}", "a number of the line is not valid JSON"),
            ("{\"a\":-x}", "a number of the line is not valid JSON"),
            ("{\"a\":.5}", "the line is not valid JSON"),
            ("{\"a\":+5}", "the line is not valid JSON"),
        ])
    func damagedLines(bad: String, detail: String) {
        let (values, issues) = between(Array(bad.utf8))
        #expect(values == ["1", "2"])
        #expect(issues == [ParseIssue(.damagedRecord, offset: 8, detail)])
    }

    @Test("objects on one line are records of their own, up to the one that is damaged")
    func severalObjects() {
        let parsed = JSONLinesText.parse("\u{1E}{\"a\":3} {\"a\":4}\u{1E}{\"a\":5}{\"a\":\n{\"a\":6}\n\u{1E}\n")
        #expect(parsed.batch.records.compactMap { $0.value(named: "a")?.text } == ["3", "4", "5", "6"])
        #expect(parsed.batch.records.map(\.position) == [0, 8, 16, 30])
        #expect(parsed.issues == [ParseIssue(.damagedRecord, offset: 24, "the line ends inside its JSON object")])
    }

    @Test("a last line that the end of the file cuts is truncated")
    func truncated() {
        let parsed = JSONLinesText.parse("{\"a\":1}\n{\"a\":\"x", offset: 100)
        #expect(parsed.batch.count == 1)
        #expect(parsed.issues == [ParseIssue(.truncated, offset: 108, "the line ends inside its JSON object")])
    }

    @Test("bytes that are no UTF-8 are kept and repaired when shown")
    func invalidUTF8() {
        let (values, issues) = between(Array("{\"a\":\"x".utf8) + [0xFF, 0xC3] + Array("y\"}".utf8))
        #expect(values == ["1", "x\u{FFFD}\u{FFFD}y", "2"])
        #expect(issues == [])
    }

    @Test("a byte order mark is skipped at the begin of a file, and only there")
    func byteOrderMark() {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("{\"a\":1}\n".utf8)
        #expect(JSONLinesText.parse(bytes).batch.records.map(\.position) == [3])
        #expect(
            JSONLinesText.parse(bytes, offset: 64).issues
                == [ParseIssue(.damagedRecord, offset: 64, "the line is not a JSON object")])
    }

    @Test("nesting is read to its limit and is an issue beyond", arguments: [(64, 3, []), (65, 2, [8])])
    func depth(levels: Int, records: Int, issues: [UInt64]) {
        let arrays = levels - 1
        let line = "{\"a\":" + String(repeating: "[", count: arrays) + "1" + String(repeating: "]", count: arrays) + "}"
        let (values, found) = between(Array(line.utf8))
        #expect(values.count == records)
        #expect(found == issues.map { ParseIssue(.limit, offset: $0, "the line nests deeper than 64 levels") })
    }

    @Test("a million opening brackets are one issue")
    func bracketBomb() {
        let (values, issues) = between(Array(String(repeating: "{\"a\":[", count: 1_000_000).utf8))
        #expect(values == ["1", "2"])
        #expect(issues == [ParseIssue(.limit, offset: 8, "the line nests deeper than 64 levels")])
    }

    @Test("a number of a million digits is kept digit by digit")
    func hugeNumber() {
        let digits = String(repeating: "7", count: 1_000_000)
        let (values, issues) = between(Array("{\"a\":\(digits)}".utf8))
        #expect(values == ["1", digits, "2"])
        #expect(issues == [])
    }

    @Test("a record with too many values keeps the first of them and says how many it lost")
    func tooManyValues() {
        let line = "{\"a\":[" + String(repeating: "0,", count: 16_399) + "0]}"
        let parsed = JSONLinesText.parse(line)
        #expect(parsed.batch.count == 1)
        let kept = parsed.batch[0].fields.count
        #expect(kept > 16_000)
        #expect(kept <= 16_384)
        #expect(
            parsed.issues == [
                ParseIssue(.limit, offset: 0, "\(16_400 - kept) values of the record are past a limit on fields")
            ])
    }

    @Test("names are invented up to a limit; known ones are still read beyond it")
    func tooManyNames() {
        let lines = (0..<140_000).map { "{\"a\":1,\"k\($0)\":2}" }.joined(separator: "\n")
        let parsed = JSONLinesText.parse(lines)
        #expect(parsed.batch.count == 140_000)
        #expect(parsed.batch.catalogue.count < 131_072)
        #expect(parsed.batch.records.allSatisfy { $0.value(named: "a")?.text == "1" })
        #expect(parsed.issues.last?.kind == .limit)
    }

    @Test("records with names of their own take nothing from those behind them")
    func ownNames() {
        let wide = (0..<20).map { record in
            "{" + (0..<900).map { "\"r\(record)k\($0)\":1" }.joined(separator: ",") + "}"
        }
        let parsed = JSONLinesText.parse((wide + ["{\"needle\":\"x\"}"]).joined(separator: "\n"))
        #expect(parsed.batch.records.last?.value(named: "needle")?.text == "x")
        #expect(!parsed.issues.contains { $0.kind == .limit })
    }

    @Test("names that contain each other are bounded by their length")
    func nestedNames() {
        let deep = String(repeating: "n", count: 15)
        let lines = (0..<2_000).map { record in
            (0..<60).map { "{\"\(deep)\(record)_\($0)\":" }.joined() + "1" + String(repeating: "}", count: 60)
        }
        let parsed = JSONLinesText.parse(lines.joined(separator: "\n"))
        #expect(parsed.batch.count == 2_000)
        #expect(parsed.issues.contains { $0.kind == .limit })
    }

    @Test("a value under a name too long for a field is an issue, not a silence")
    func longName() {
        let parsed = JSONLinesText.parse("{\"\(String(repeating: "k", count: 2_000))\":1,\"b\":2}")
        #expect(parsed.batch[0].fields.map(\.name.name) == ["b"])
        #expect(
            parsed.issues == [ParseIssue(.limit, offset: 0, "1 values of the record are past a limit on fields")])
    }

    @Test("a line past the limit is an issue, and the next line is read")
    func longLine() {
        let bad = Array("{\"a\":\"".utf8) + Array(repeating: UInt8(ascii: "x"), count: 16 << 20) + Array("\"}".utf8)
        let (values, issues) = between(bad)
        #expect(values == ["1", "2"])
        #expect(issues == [ParseIssue(.limit, offset: 8, "the line is longer than 16777216 bytes")])
    }

    @Test("rubbish without end lists its first issues and counts the rest")
    func manyIssues() {
        let parsed = JSONLinesText.parse(String(repeating: "x\n", count: 1_000))
        #expect(parsed.issues.count == 256)
        #expect(
            parsed.issues.last == ParseIssue(.limit, offset: 510, "745 more issues from here on are not listed"))
    }

    @Test("what a damaged line named leaves no field behind")
    func noTraces() {
        let parsed = JSONLinesText.parse("{\"ghost\":1,\n{\"a\":1}")
        #expect(parsed.batch.catalogue.fields.map(\.name) == ["a"])
    }

    @Test("a line that is too long is one record that was skipped, in however many portions it comes")
    func oneLongLine() {
        let line = Array(#"{"a":""#.utf8) + [UInt8](repeating: 0x78, count: 40_000_000) + Array("\"}\n".utf8)
        let file = WholeFile(line + Array(#"{"b":1}"#.utf8) + [0x0A])
        #expect(file.issues.map { "\($0.kind) \($0.offset)" } == ["limit 0"])
        #expect(file.account.recordsSkipped == 1)
        #expect(file.account.skippedBytes == line.count - 1)
        #expect(file.values("b") == ["1"])
    }
}
