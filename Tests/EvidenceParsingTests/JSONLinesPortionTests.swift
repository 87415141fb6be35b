import EvidenceParsing
import Testing
import Vocabulary

@Suite("JSON lines: recognition and portions")
struct JSONLinesPortionTests {
    @Test(
        "a file is known by its first line that is not blank",
        arguments: [
            ("{\"a\":1}\n{\"b\":2}\n", true), ("\r\n  \n {\"a\":1}\r\nrubbish", true), ("\u{FEFF}{\"a\":1}", true),
            ("{\"a\":\"cut of", true), ("{}", true),
            ("{\n  \"a\": 1\n}\n", false), ("{\"a\":1,\n\"b\":2}\n", false), ("[{\"a\":1}]\n", false), ("", false),
            ("\n\n", false), ("Mar  1 10:00:00 host sshd[1]: x", false), ("{a}", false), ("{\"a\":1} trailing", false),
        ])
    func recognition(head: String, expected: Bool) {
        #expect(JSONLinesParser().recognises(Array(head.utf8)) == expected)
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
