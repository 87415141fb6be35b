import EvidenceParsing
import Testing
import Vocabulary

@Suite("JSON lines: recognition and portions")
struct JSONLinesPortionTests {
    @Test(
        "a file is known by any whole line that is an object; documents spread over lines are not taken",
        arguments: [
            ("{\"a\":1}\n{\"b\":2}\n", true), ("\r\n  \n {\"a\":1}\r\nrubbish", true), ("\u{FEFF}{\"a\":1}", true),
            ("{\"a\":\"cut of", true), ("{}", true),
            ("{\n  \"a\": 1\n}\n", false), ("{\"a\":1,\n\"b\":2}\n", false), ("[{\"a\":1}]\n", false), ("", false),
            ("\n\n", false), ("Mar  1 10:00:00 host sshd[1]: x", false), ("{a}", false), ("{\"a\":1} trailing", false),
            ("cut\"}\n{\"a\":1}\n", true), ("# head\n{\"a\":1}\n", true),
            ("{\"a\":\"cut\n{\"a\":1}\n", true), ("{\"a\":\n{\"a\":1}\n{\"a\":1}\n", true),
            ("[INFO] start\n{\"a\":1}\n", true), ("\0\0\0\n{\"a\":1}\n", true),
            ("{\"a\":1}{\"b\":2}\n", true), ("\u{1E}{\"a\":1}\n\u{1E}{\"b\":2}\n", true),
            ("[\n{\"a\":1},\n{\"b\":2}\n]\n", false), ("{\"list\":[\n{\"a\":1},\n{\"b\":2}\n]}\n", false),
            ("[\n{\"a\":1},\n{\"b\":2}\n", false), ("void f()\n{\n}\n{}\n", false),
            ("MZ\u{1}\u{2}\n{\"a\":1}\n", false), ("cut\"}\n{\"a\":1", false),
        ])
    func recognition(head: String, expected: Bool) {
        #expect(JSONLinesParser().recognises(Array(head.utf8)) == expected)
    }

    @Test("UTF-16 with its byte order mark is read, and places are those of the file", arguments: [true, false])
    func utf16(isLittle: Bool) throws {
        let text = "\u{FEFF}{\"a\":\"é😀\"}\r\nx\r\n{\"a\":\"\u{0A0A}\"}{\"a\":3}\r\n"
        let bytes = text.utf16.flatMap {
            isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
        }
        let parser = try #require(EvidenceFormats.parser(for: bytes))
        #expect(parser.format == .jsonLines)

        var parsed: [ParsedPortion] = []
        var lengths: [Int] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            // Windows too small for the file, and ones that end inside of a unit.
            let window = rest.prefix(37)
            let length = parser.portionLength(
                of: window, at: UInt64(rest.startIndex), isLast: window.count == rest.count)
            parsed.append(
                parser.parse(EvidencePortion(bytes: Array(rest.prefix(length)), offset: UInt64(rest.startIndex))))
            lengths.append(length)
            rest = rest.dropFirst(length)
        }

        let records = parsed.flatMap(\.batch.records)
        #expect(lengths == [34, 36])
        #expect(records.compactMap { $0.value(named: "a")?.text } == ["é😀", "\u{0A0A}", "3"])
        #expect(records.map(\.position) == [2, 34, 52])
        #expect(
            parsed.flatMap(\.issues) == [ParseIssue(.damagedRecord, offset: 28, "the line is not a JSON object")])
    }

    @Test("UTF-16 that ends inside of a unit, and half of a pair, are no trap")
    func brokenUTF16() throws {
        let bytes: [UInt8] = [
            0xFF, 0xFE, 0x7B, 0, 0x22, 0, 0x61, 0, 0x22, 0, 0x3A, 0, 0x22, 0, 0x3D, 0xD8, 0x22, 0, 0x7D, 0, 0x0A, 0,
            0x7B,
        ]
        let parser = try #require(EvidenceFormats.parser(for: bytes))
        #expect(parser.portionLength(of: bytes[...], at: 0, isLast: true) == 23)
        let parsed = parser.parse(EvidencePortion(bytes: bytes, offset: 0))
        #expect(parsed.batch.records.compactMap { $0.value(named: "a")?.text } == ["\u{FFFD}"])
        #expect(parsed.issues == [ParseIssue(.damagedRecord, offset: 22, "the line is not a JSON object")])
    }

    @Test("a portion ends with the last line feed before its aim")
    func wholeLines() {
        let line = Array("{\"a\":1}\n".utf8)
        let lines = Array(repeating: line, count: (1 << 20) / 8 + 10).flatMap { $0 }
        let parser = JSONLinesParser()
        #expect(parser.portionLength(of: lines[...], at: 0, isLast: true) == 1 << 20)
        #expect(parser.portionLength(of: lines[3...], at: 3, isLast: true) == (1 << 20) - 3)
        #expect(parser.portionLength(of: lines[0..<100], at: 0, isLast: false) == 96)
        #expect(parser.portionLength(of: lines[0..<100], at: 0, isLast: true) == 100)
    }

    @Test("a long line waits for its end, up to the limit of a line")
    func longLines() {
        let parser = JSONLinesParser()
        let long = Array(repeating: UInt8(ascii: "x"), count: 3 << 20)
        #expect(parser.portionLength(of: long[...], at: 0, isLast: false) == 0)
        #expect(parser.portionLength(of: long[...], at: 0, isLast: true) == 3 << 20)
        #expect(parser.portionLength(of: (long + [0x0A, 0x78])[...], at: 0, isLast: false) == (3 << 20) + 1)
        let endless = Array(repeating: UInt8(ascii: "x"), count: (16 << 20) + 1)
        #expect(parser.portionLength(of: endless[...], at: 0, isLast: false) == (16 << 20) + 1)
    }

    @Test("nothing is asked of an empty window")
    func emptyWindow() {
        #expect(JSONLinesParser().portionLength(of: [], at: 0, isLast: true) == 0)
    }
}
