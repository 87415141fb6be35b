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

@Suite("Structured text: damage")
struct StructuredDamageTests {
    private static let samples: [String] = [
        "{\"Records\":[{\"n\":1,\"t\":\"2026-03-01T10:00:00Z\",\"x\":[1,{\"y\":null}]},\n {\"n\":2,\"s\":\"\\u00e9\"}],\"next\":{\"a\":[]}}",
        "CreationDate;AuditData;x\r\n2026-03-01T10:00:00Z;\"{\"\"a\"\":1}\";\"q\r\nr\"\r\n2026-03-01T10:00:00Z;;\r\n",
        ZeekTests.dns + ZeekTests.row + ZeekTests.conn,
        "<?xml version='1.0'?><Events>" + WindowsXMLTests.event(1, "<Data Name='A'><![CDATA[x]]>&#65;</Data>")
            + WindowsXMLTests.event(2) + "</Events>",
    ]

    private func look(_ file: WholeFile, within count: Int) -> Bool {
        let places = file.records.map(\.position) + file.issues.map(\.offset)
        let shown = file.records.reduce(0) { $0 + JSONLinesText.describe($1).utf8.count }
        return places.allSatisfy { $0 <= UInt64(count) } && (shown > 0 || file.records.isEmpty)
    }

    @Test("every place to cut a file at leaves the records before it", arguments: samples)
    func truncation(text: String) {
        let bytes = Array(text.utf8)
        let whole = WholeFile(bytes)
        #expect(whole.issues == [])
        for count in 0..<bytes.count {
            let cut = WholeFile(Array(bytes.prefix(count)))
            #expect(look(cut, within: count))
            #expect(cut.records.count <= whole.records.count)
            guard cut.format == whole.format else { continue }
            let known = whole.records.count { record in
                whole.records.contains { $0.position > record.position && Int($0.position) <= count }
            }
            #expect(cut.records.count >= known, "\(count)")
        }
    }

    @Test("changed bytes are never a trap", arguments: samples, 0..<4)
    func mutation(text: String, seed: UInt64) {
        var random = SplitMix(state: seed)
        let alphabet = Array("{}[]\",:;\\<>/&!#-'= \n\r\t0z".utf8) + [0xFF, 0xC3, 0x00]
        for _ in 0..<400 {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                case 1: bytes.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: place)
                default: bytes.removeSubrange(place..<min(place + Int.random(in: 1..<9, using: &random), bytes.count))
                }
            }
            #expect(look(WholeFile(bytes), within: bytes.count))
        }
    }
}
