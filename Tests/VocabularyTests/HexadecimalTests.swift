import Testing
import Vocabulary

@Suite("Hexadecimal digits")
struct HexadecimalTests {
    @Test(
        "bytes are two lower-case digits each",
        arguments: [([], ""), ([0], "00"), ([0x0F, 0xA0], "0fa0"), ([0xDE, 0xAD, 0xBE, 0xEF], "deadbeef")]
            as [([UInt8], String)])
    func text(bytes: [UInt8], text: String) {
        #expect(Hexadecimal.text(bytes) == text)
        #expect(Hexadecimal.bytes(text) == bytes)
    }

    @Test("every byte comes back")
    func everyByte() {
        let all = (0...255).map { UInt8($0) }

        #expect(Hexadecimal.bytes(Hexadecimal.text(all)) == all)
    }

    @Test(
        "anything but pairs of lower-case digits is refused",
        arguments: ["0", "abc", "AB", "0g", "0x", " 0", "é", "0\u{301}"])
    func refused(text: String) {
        #expect(Hexadecimal.bytes(text) == nil)
    }
}
