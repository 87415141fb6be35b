import Testing
import Vocabulary

/// A value's bytes and how people read them.
struct ReadValue: Sendable, CustomTestStringConvertible {
    let encoding: ValueEncoding
    let bytes: [UInt8]
    let text: String

    init(_ encoding: ValueEncoding, _ bytes: [UInt8], _ text: String) {
        self.encoding = encoding
        self.bytes = bytes
        self.text = text
    }

    var testDescription: String { "\(encoding) \(Hexadecimal.text(bytes)) as \(text)" }
}

@Suite("Values as text")
struct ValueTextTests {
    private func check(_ value: ReadValue) {
        var appended = Array(">".utf8)
        let field = FieldValue.sample(value.encoding, value.bytes)
        field.appendText(to: &appended)

        #expect(field.text == value.text)
        #expect(String(decoding: appended, as: UTF8.self) == ">" + value.text)
        #expect(Array(field.bytes) == value.bytes)
    }

    @Test(
        "text is shown as it is; bytes that are no UTF-8 become U+FFFD",
        arguments: [
            ReadValue(.null, [], ""), ReadValue(.utf8, [], ""), ReadValue(.utf8, Array("añ😀\0b".utf8), "añ😀\0b"),
            ReadValue(.utf8, [0x61, 0xFF, 0x62], "a\u{FFFD}b"), ReadValue(.utf8, [0xE2, 0x82], "\u{FFFD}"),
            ReadValue(.utf8, [0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
            ReadValue(.utf8, [0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ReadValue(.numberText, Array("-1.50e+3".utf8), "-1.50e+3"),
        ])
    func utf8(value: ReadValue) { check(value) }

    @Test(
        "UTF-16 is narrowed; a lone surrogate becomes U+FFFD and an odd last byte is ignored",
        arguments: [
            ReadValue(.utf16, [], ""), ReadValue(.utf16, [0x41, 0, 0xE9, 0, 0xAC, 0x20], "Aé€"),
            ReadValue(.utf16, [0x3D, 0xD8, 0x00, 0xDE], "😀"), ReadValue(.utf16, [0x00, 0xD8, 0x00, 0xDC], "\u{10000}"),
            ReadValue(.utf16, [0xFF, 0xDB, 0xFF, 0xDF], "\u{10FFFF}"), ReadValue(.utf16, [0x3D, 0xD8], "\u{FFFD}"),
            ReadValue(.utf16, [0x3D, 0xD8, 0x41, 0], "\u{FFFD}A"),
            ReadValue(.utf16, [0x00, 0xDE, 0x41, 0], "\u{FFFD}A"),
            ReadValue(.utf16, [0x3D, 0xD8, 0x3D, 0xD8, 0x00, 0xDE], "\u{FFFD}😀"),
            ReadValue(.utf16, [0x41, 0, 0x42], "A"), ReadValue(.utf16, [0x42], ""),
            ReadValue(.utf16, [0xFF, 0xFF, 0xFF, 0x07, 0x00, 0x08], "\u{FFFF}\u{7FF}\u{800}"),
        ])
    func utf16(value: ReadValue) { check(value) }

    @Test("long UTF-16 is narrowed wherever something else than ASCII stands in it")
    func longUTF16() {
        for length in 0..<70 {
            for (place, other) in [(length, ""), (0, "é"), (length / 2, "😀"), (length - 1, "\u{80}"), (length, "€")] {
                var text = String(repeating: "abcdefghij", count: 7).prefix(length)
                guard place >= 0 else { continue }
                text.insert(contentsOf: other, at: text.index(text.startIndex, offsetBy: place))
                check(ReadValue(.utf16, text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, String(text)))
            }
        }
    }

    @Test("random UTF-16, broken or not, reads as the standard library reads it")
    func randomUTF16() {
        var random = SeededRandom(seed: 2)
        for _ in 0..<3_000 {
            let units = (0..<Int.random(in: 0...12, using: &random)).map { _ -> UInt16 in
                switch Int.random(in: 0..<4, using: &random) {
                case 0: .random(in: 0xD800...0xDBFF, using: &random)
                case 1: .random(in: 0xDC00...0xDFFF, using: &random)
                case 2: .random(in: 0...0x7F, using: &random)
                default: .random(in: 0...0xFFFF, using: &random)
                }
            }
            let bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }

            #expect(
                FieldValue.sample(.utf16, bytes).text.unicodeScalars.elementsEqual(
                    String(decoding: units, as: UTF16.self).unicodeScalars))
        }
    }

    @Test(
        "Windows-1252 has its own characters from 80 to 9F, as the WHATWG's table has them",
        arguments: [
            ReadValue(.windows1252, [0x41, 0xE9, 0xFF], "Aéÿ"),
            ReadValue(
                .windows1252, Array(0x80...0x9F),
                "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ"),
        ])
    func windows1252(value: ReadValue) { check(value) }

    @Test(
        "integers have the sign of their type; a width that is none of theirs is taken as it is, or shown as bytes",
        arguments: [
            ReadValue(.int8, [0xFF], "-1"), ReadValue(.int8, [0x80], "-128"), ReadValue(.int8, [0x7F], "127"),
            ReadValue(.uint8, [0xFF], "255"), ReadValue(.int16, [0x00, 0x80], "-32768"),
            ReadValue(.uint16, [0x00, 0x80], "32768"), ReadValue(.int32, [0xFE, 0xFF, 0xFF, 0xFF], "-2"),
            ReadValue(.uint32, [0xFE, 0xFF, 0xFF, 0xFF], "4294967294"),
            ReadValue(.int64, [0, 0, 0, 0, 0, 0, 0, 0x80], "-9223372036854775808"),
            ReadValue(.int64, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], "9223372036854775807"),
            ReadValue(.uint64, [UInt8](repeating: 0xFF, count: 8), "18446744073709551615"),
            ReadValue(.uint64, [UInt8](repeating: 0, count: 8), "0"), ReadValue(.int32, [0xFF, 0xFF, 0xFF], "-1"),
            ReadValue(.uint64, [0x10, 0x27], "10000"), ReadValue(.uint32, [], ""),
            ReadValue(.uint64, [1, 2, 3, 4, 5, 6, 7, 8, 0xA9], "0102030405060708A9"),
        ])
    func integers(value: ReadValue) { check(value) }

    @Test(
        "fractions are shown as short as they can be read back, whole numbers without a fraction",
        arguments: [
            ReadValue(.float32, [0x00, 0x00, 0xC0, 0x3F], "1.5"), ReadValue(.float32, [0x00, 0x00, 0x80, 0x3F], "1"),
            ReadValue(.float32, [0xCD, 0xCC, 0xCC, 0x3D], "0.1"), ReadValue(.float32, [0x00, 0x00, 0xC0, 0x7F], "nan"),
            ReadValue(.float64, [0, 0, 0, 0, 0, 0, 0xF0, 0xFF], "-inf"),
            ReadValue(.float64, [0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0x3F], "0.1"),
            ReadValue(.float64, [0, 0, 0, 0, 0, 0, 0x59, 0xC0], "-100"),
            ReadValue(.float32, [0x00, 0x00, 0xC0], "0000C0"),
            ReadValue(.float64, [0x00, 0x00, 0xC0, 0x3F], "0000C03F"),
        ])
    func fractions(value: ReadValue) { check(value) }

    @Test(
        "a truth value is false when it is all zero, whatever its width",
        arguments: [
            ReadValue(.bool, [0, 0, 0, 0], "false"), ReadValue(.bool, [1, 0, 0, 0], "true"),
            ReadValue(.bool, [0], "false"),
            ReadValue(.bool, [0, 0, 0, 0x80], "true"), ReadValue(.bool, [], "false"),
        ])
    func truth(value: ReadValue) { check(value) }

    @Test(
        "bytes are upper-case hexadecimal; a GUID's first three groups are little-endian numbers",
        arguments: [
            ReadValue(.binary, [0x00, 0xFF, 0x1A], "00FF1A"), ReadValue(.binary, [], ""),
            ReadValue(.guid, Array(0x00...0x0F), "03020100-0504-0706-0809-0A0B0C0D0E0F"),
            ReadValue(.guid, Array(0x00...0x0E), "000102030405060708090A0B0C0D0E"),
            ReadValue(.guid, Array(0x00...0x10), "000102030405060708090A0B0C0D0E0F10"), ReadValue(.guid, [], ""),
        ])
    func bytes(value: ReadValue) { check(value) }

    @Test(
        "times are ISO 8601 in UTC; those that are no time are shown as bytes",
        arguments: [
            ReadValue(.fileTime, [0, 0, 0, 0, 0, 0, 0, 0], "1601-01-01T00:00:00.000000Z"),
            ReadValue(.fileTime, [0x87, 0x26, 0x9F, 0x2A, 0x62, 0xA9, 0xDC, 0x01], "2026-03-01T10:00:00.123456Z"),
            ReadValue(.fileTime, [0xFF, 0x3F, 0xC0, 0xD1, 0x5E, 0x5A, 0xC8, 0x24], "9999-12-31T23:59:59.999999Z"),
            ReadValue(.fileTime, [0x00, 0x40, 0xC0, 0xD1, 0x5E, 0x5A, 0xC8, 0x24], "0040C0D15E5AC824"),
            ReadValue(.fileTime, [UInt8](repeating: 0xFF, count: 8), "FFFFFFFFFFFFFFFF"),
            ReadValue(.fileTime, [1, 2, 3, 4, 5, 6, 7], "01020304050607"),
            ReadValue(
                .systemTime, [0xEA, 0x07, 3, 0, 0, 0, 1, 0, 10, 0, 20, 0, 30, 0, 0xE7, 0x03],
                "2026-03-01T10:20:30.999000Z"),
            ReadValue(
                .systemTime, [0xEA, 0x07, 13, 0, 0, 0, 1, 0, 10, 0, 20, 0, 30, 0, 0, 0],
                "EA070D00000001000A0014001E000000"),
            ReadValue(
                .systemTime, [0xEA, 0x07, 3, 0, 0, 0, 1, 0, 10, 0, 20, 0, 30, 0, 0xE8, 0x03],
                "EA070300000001000A0014001E00E803"),
            ReadValue(
                .systemTime, [UInt8](repeating: 0xFF, count: 16), String(repeating: "FF", count: 16)),
            ReadValue(.systemTime, [0xEA, 0x07], "EA07"),
        ])
    func times(value: ReadValue) { check(value) }

    @Test(
        "a security identifier is shown as Windows shows it; one that is cut short as bytes",
        arguments: [
            ReadValue(.sid, [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0], "S-1-5-18"),
            ReadValue(.sid, [1, 0, 0, 0, 0, 0, 0, 5], "S-1-5"),
            ReadValue(
                .sid, [1, 2, 0, 0, 0, 0, 0, 5, 0x15, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], "S-1-5-21-4294967295"),
            ReadValue(.sid, [1, 0, 0, 0, 0, 1, 0, 0], "S-1-65536"),
            ReadValue(.sid, [1, 2, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0], "010200000000000512000000"),
            ReadValue(.sid, [1, 255, 0, 0, 0, 0, 0, 5], "01FF000000000005"), ReadValue(.sid, [1, 0], "0100"),
            ReadValue(.sid, [], ""),
        ])
    func identifiers(value: ReadValue) { check(value) }

    @Test(
        "hexadecimal numbers are led by 0x; one of a width that no number has is shown as bytes",
        arguments: [
            ReadValue(.hex32, [0, 0, 0, 0], "0x0"), ReadValue(.hex32, [0, 0, 0, 0x80], "0x80000000"),
            ReadValue(.hex64, [0xE7, 0x03, 0, 0, 0, 0, 0, 0], "0x3e7"),
            ReadValue(.hex64, [UInt8](repeating: 0xFF, count: 8), "0xffffffffffffffff"),
            ReadValue(.hex64, [0x10], "0x10"), ReadValue(.hex32, [], ""),
            ReadValue(.hex64, [1, 2, 3, 4, 5, 6, 7, 8, 0xA9], "0102030405060708A9"),
        ])
    func hexadecimal(value: ReadValue) { check(value) }

    @Test("any bytes under any encoding become valid UTF-8")
    func anything() {
        var random = SeededRandom(seed: 3)
        for code in UInt8.min...UInt8.max {
            guard let encoding = ValueEncoding(rawValue: code) else { continue }
            for length in 0...40 {
                let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
                var text: [UInt8] = []
                bytes.withUnsafeBufferPointer { ValueText.append($0, encoding, to: &text) }

                #expect(String(validating: text, as: UTF8.self) != nil, "\(encoding) \(bytes)")
            }
        }
    }
}
