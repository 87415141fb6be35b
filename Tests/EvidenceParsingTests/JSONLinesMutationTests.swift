import EvidenceParsing
import Testing
import Vocabulary

/// Random damage with a fixed seed, so that a failure comes back.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

@Suite("JSON lines: random damage")
struct JSONLinesMutationTests {
    private static let sound = #"""
        {"Event":{"System":{"Provider":{"@Name":"P"},"EventID":{"#text":"4624"},"TimeCreated":{"@SystemTime":"2026-03-01T10:00:00Z"}},"EventData":{"Data":[{"@Name":"A","#text":"\u00e9\ud83d\ude00"},{"@Name":"B"}]}}}
        {"EventTime":"2026-03-01 05:00:00","EventReceivedTime":"2026-03-01 05:00:03","@timestamp":"2026-03-01T10:00:03Z","Hostname":"h","Keywords":-9223372036854775808,"tags":["a","b",[],{}]}
        {"Payload":"{\"EventData\":{\"Data\":[{\"@Name\":\"U\",\"#text\":\"\\u00e9\"}],\"t\":true}}","EventId":7}
        {"winlog":{"event_data":{"X":"C:\\a"},"event_id":1},"ts":1772359200.25,"ok":true,"no":null,"e":1e-5,"e":2}
        {"__REALTIME_TIMESTAMP":"1772359200000001","SYSLOG_IDENTIFIER":"sudo","MESSAGE":"a : TTY=pts/0 ; USER=root ; COMMAND=/bin/\"b","_PID":["1",[50,51]],"MESSAGE":[65,10,255]}
        {"ID":"1772359200.123:77","NODE":"web","SYSCALL":{"exe":"/bin/a","ARGV":["0x1"],"a":[1]},"EXECVE":{"ARGV":["a","\u00e9"]},"PATH":[{"mode":"0o100755"}]}

        """#

    @Test("whatever bytes are changed, every line ends in a record or an issue", arguments: 0..<8)
    func everyLineIsAccountedFor(seed: UInt64) {
        var random = SplitMix(state: seed)
        let alphabet = Array("{}[]\",:\\u0d8eE+-.tfn \n\r\t\u{0}9".utf8) + [0xFF, 0xC3, 0xED]
        for _ in 0..<1_500 {
            var bytes = Array(Self.sound.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                case 1: bytes.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: place)
                case 2: bytes.remove(at: place)
                default: bytes.removeSubrange(place..<min(place + Int.random(in: 0..<40, using: &random), bytes.count))
                }
            }
            let blank = Set(" \t\r".utf8)
            let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { !$0.allSatisfy(blank.contains) }
            let parsed = JSONLinesText.parse(bytes)
            let lost = parsed.issues.filter { $0.kind != .badTime }.map(\.offset)
            let places = parsed.batch.records.map(\.position) + lost
            #expect(Set(places).count == places.count)
            #expect(lines.allSatisfy { line in places.contains { line.indices.contains(Int($0)) } })
            #expect(places.allSatisfy { place in lines.contains { $0.indices.contains(Int(place)) } })
            let shown = parsed.batch.records.reduce(0) { $0 + JSONLinesText.describe($1).utf8.count }
            #expect(shown > 0 || parsed.batch.count == 0)
        }
    }

    @Test("a file read in portions is the same as in one piece")
    func portions() {
        let lines = (0..<40_000).map { "{\"n\":\($0),\"text\":\"\(String(repeating: "x", count: $0 % 97))\"}" }
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let parser = JSONLinesParser()
        var numbers: [String] = []
        var positions: [UInt64] = []
        var start = 0
        while start < bytes.count {
            let window = bytes[start..<min(start + 1_500_000, bytes.count)]
            let length = parser.portionLength(of: window, at: UInt64(start), isLast: window.endIndex == bytes.count)
            let parsed = JSONLinesText.parse(Array(window.prefix(length)), offset: UInt64(start))
            numbers += parsed.batch.records.compactMap { $0.value(named: "n")?.text }
            positions += parsed.batch.records.map(\.position)
            start += length
        }
        let whole = JSONLinesText.parse(bytes)
        #expect(numbers == (0..<40_000).map(String.init))
        #expect(positions == whole.batch.records.map(\.position))
    }
}
