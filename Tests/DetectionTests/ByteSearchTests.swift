import Testing

@testable import Detection

@Suite("Searching bytes")
struct ByteSearchTests {
    /// Texts over bytes that differ by one, which searching several at a time could take for each other.
    private static let texts: [[UInt8]] = (0..<300).map { seed in
        var state = UInt32(seed) &* 2_654_435_761 | 1
        return (0..<seed % 41).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return [0x00, 0x01, 0x7F, 0x80, 0x81, 0xFF][Int(state >> 24) % (seed % 2 == 0 ? 2 : 6)]
        }
    }

    @Test("a part is found wherever it stands, and nothing else is found")
    func parts() {
        for text in Self.texts {
            for part in Self.texts.prefix(60) where part.count < 6 {
                let expected = text.indices.contains { text[$0...].starts(with: part) } || part.isEmpty
                let found = text.withUnsafeBufferPointer { text in
                    part.withUnsafeBufferPointer { ByteSearch.contains(text, $0) }
                }
                #expect(found == expected, "\(part) in \(text)")
            }
        }
    }

    @Test("the first place of a byte is found from any start")
    func places() {
        for text in Self.texts {
            for start in 0...text.count {
                for byte: UInt8 in [0x00, 0x01, 0x80, 0xFF] {
                    let expected = text[start...].firstIndex(of: byte) ?? text.count
                    let found = text.withUnsafeBufferPointer { ByteSearch.place(of: byte, in: $0, from: start) }
                    #expect(found == expected, "\(byte) in \(text) from \(start)")
                }
            }
        }
    }
}
