import Testing
import Vocabulary

@Suite("Values as numbers and truth values")
struct FieldValueTests {
    @Test(
        "binary integers are numbers of their own sign",
        arguments: [
            (.int8, [0xFF], -1), (.uint8, [0xFF], 255), (.int16, [0, 0x80], -32768), (.uint16, [0, 0x80], 32768),
            (.int32, [0xFE, 0xFF, 0xFF, 0xFF], -2), (.uint32, [0xFE, 0xFF, 0xFF, 0xFF], 4_294_967_294),
            (.int64, [0, 0, 0, 0, 0, 0, 0, 0x80], .min),
            (.uint64, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], .max),
            (.uint64, [0, 0, 0, 0, 0, 0, 0, 0x80], nil), (.hex64, [0xE7, 3, 0, 0, 0, 0, 0, 0], 999),
            (.hex32, [0, 0, 0, 0x80], 2_147_483_648), (.int32, [0xFF, 0xFF, 0xFF], -1), (.int32, [], nil),
            (.uint64, [1, 2, 3, 4, 5, 6, 7, 8, 9], nil),
        ] as [(ValueEncoding, [UInt8], Int64?)])
    func binaryIntegers(encoding: ValueEncoding, bytes: [UInt8], expected: Int64?) {
        #expect(FieldValue.sample(encoding, bytes).integer == expected)
    }

    @Test(
        "text of digits is a number, with an optional sign or 0x",
        arguments: [
            ("0", 0), ("4624", 4624), ("-1", -1), ("+1", 1), ("007", 7), ("0x3e7", 999), ("0X3E7", 999),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
            ("0x8000000000000000", nil), ("0x", nil), ("0x-1", nil), ("0x+1", nil), ("-0x1", nil), ("0xg", nil),
            ("", nil), ("-", nil), (" 1", nil), ("1 ", nil), ("1.0", nil), ("1e3", nil), ("1,000", nil), ("１", nil),
        ] as [(String, Int64?)])
    func textIntegers(text: String, expected: Int64?) {
        let utf16 = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }

        #expect(FieldValue.sample(.utf8, text).integer == expected)
        #expect(FieldValue.sample(.numberText, text).integer == expected)
        #expect(FieldValue.sample(.utf16, utf16).integer == expected)
    }

    @Test(
        "values of other types are no numbers",
        arguments: [.null, .float32, .float64, .bool, .binary, .guid, .fileTime, .systemTime, .sid] as [ValueEncoding])
    func notIntegers(encoding: ValueEncoding) {
        #expect(FieldValue.sample(encoding, "1").integer == nil)
    }

    @Test("only what the source typed as a truth value is one")
    func truth() {
        #expect(FieldValue.sample(.bool, [0, 0, 0, 0]).bool == false)
        #expect(FieldValue.sample(.bool, [0, 0, 1, 0]).bool == true)
        #expect(FieldValue.sample(.utf8, "true").bool == nil)
        #expect(FieldValue.sample(.uint8, [1]).bool == nil)
    }

    @Test("a batch answers for a slot what the record answers for its value")
    func slots() {
        let batch = RecordBatch.holding(.uint16, [0x10, 0x12])

        #expect(batch.integer(inSlot: 0) == 4624)
        #expect(batch.field(inSlot: 0).name == FieldName("Value", path: [.element("Value")]))
        #expect(batch.field(inSlot: 0).value.byteCount == 2)
    }
}
