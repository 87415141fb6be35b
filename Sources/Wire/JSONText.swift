import Vocabulary

/// Values and strings as JSON (RFC 8259), always valid UTF-8.
enum JSONText {
    /// Appends a value: numbers and truth values bare, null as `null`, all else as a string.
    static func append(_ value: FieldValue, to out: inout [UInt8]) {
        switch value.encoding {
        case .null: out.append(contentsOf: "null".utf8)
        case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float32, .float64, .numberText:
            let start = out.count
            value.appendText(to: &out)
            // A damaged value, and what JSON has no number for (infinity), is written as a string.
            if !isNumber(out[start...]) { quote(from: start, in: &out) }
        case .bool: value.appendText(to: &out)
        default:
            let start = out.count
            value.appendText(to: &out)
            quote(from: start, in: &out)
        }
    }

    static func append(string text: String, to out: inout [UInt8]) {
        let start = out.count
        out.append(contentsOf: text.utf8)
        quote(from: start, in: &out)
    }

    /// Turns what was appended since `start` into a string.
    private static func quote(from start: Int, in out: inout [UInt8]) {
        let quotation = UInt8(ascii: "\"")
        if out[start...].contains(where: needsEscape) {
            let text = Array(out[start...])
            out.removeSubrange(start...)
            out.append(quotation)
            for byte in text { append(escaped: byte, to: &out) }
        } else {
            out.insert(quotation, at: start)
        }
        out.append(quotation)
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    private static func append(escaped byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
        case 0x0A: out.append(contentsOf: #"\n"#.utf8)
        case 0x0D: out.append(contentsOf: #"\r"#.utf8)
        case 0x09: out.append(contentsOf: #"\t"#.utf8)
        case ..<0x20:
            out.append(contentsOf: #"\u00"#.utf8)
            out += [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
        default: out.append(byte)
        }
    }

    /// Whether text is a number of JSON's grammar: `-`, digits without a leading zero, fraction, exponent.
    static func isNumber(_ text: some Collection<UInt8>) -> Bool {
        var rest = text[...]
        func digits() -> Int {
            let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !(startsWithZero && whole > 1) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
