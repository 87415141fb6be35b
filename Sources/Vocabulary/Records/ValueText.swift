/// How each kind of stored bytes is written as text. The one place for it: dump, rules and findings show the same.
package enum ValueText {
    /// Appends the text of a value as valid UTF-8.
    ///
    /// Bytes that do not fit their encoding (a GUID of 15 bytes, say) are written as hexadecimal instead: nothing
    /// is lost and nothing traps.
    package static func append(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: ValueEncoding, to out: inout [UInt8]) {
        switch encoding {
        case .null: break
        case .utf8, .numberText: appendUTF8(bytes, to: &out)
        case .utf16: appendUTF16(bytes, to: &out)
        case .windows1252: appendWindows1252(bytes, to: &out)
        case .int8, .int16, .int32, .int64: appendInteger(bytes, signed: true, to: &out)
        case .uint8, .uint16, .uint32, .uint64: appendInteger(bytes, signed: false, to: &out)
        case .float32 where bytes.count == 4:
            let bits = UInt32(truncatingIfNeeded: littleEndian(bytes))
            out.append(contentsOf: decimal(Double(Float(bitPattern: bits)), Float(bitPattern: bits).description).utf8)
        case .float64 where bytes.count == 8:
            let number = Double(bitPattern: littleEndian(bytes))
            out.append(contentsOf: decimal(number, number.description).utf8)
        case .bool: out.append(contentsOf: (bytes.contains { $0 != 0 } ? "true" : "false").utf8)
        case .guid where bytes.count == 16: appendGUID(bytes, to: &out)
        case .fileTime where bytes.count == 8:
            guard let moment = Timestamp(ticks: Int64(bitPattern: littleEndian(bytes))) else {
                return appendHexadecimal(bytes, to: &out)
            }
            moment.append(to: &out)
        case .systemTime where bytes.count == 16: appendSystemTime(bytes, to: &out)
        case .sid: appendSID(bytes, to: &out)
        case .hex32 where (1...8).contains(bytes.count), .hex64 where (1...8).contains(bytes.count):
            out.append(UInt8(ascii: "0"))
            out.append(UInt8(ascii: "x"))
            append(hexadecimal: littleEndian(bytes), to: &out)
        case .binary, .float32, .float64, .guid, .fileTime, .systemTime, .hex32, .hex64:
            appendHexadecimal(bytes, to: &out)
        }
    }

    /// A whole number from text: digits with an optional sign, or `0x` and hexadecimal digits.
    package static func integer(_ text: String) -> Int64? {
        guard text.hasPrefix("0x") || text.hasPrefix("0X") else { return Int64(text) }
        let digits = text.dropFirst(2)
        return digits.first?.isHexDigit == true ? Int64(digits, radix: 16) : nil
    }

    /// Valid UTF-8 is copied; anything else is repaired with U+FFFD.
    package static func appendUTF8(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            out.append(contentsOf: bytes)
        } else {
            out.append(contentsOf: String(decoding: bytes, as: UTF8.self).utf8)
        }
    }

    /// UTF-16 little-endian to UTF-8. A lone surrogate becomes U+FFFD, an odd last byte is ignored.
    package static func appendUTF16(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        let units = bytes.count / 2
        out.reserveCapacity(out.count + units)
        var index = 0
        while index < units {
            let unit = UInt32(bytes[2 * index]) | UInt32(bytes[2 * index + 1]) << 8
            index += 1
            if unit < 0x80 {
                out.append(UInt8(unit))
                continue
            }
            var scalar = unit
            if unit & 0xF800 == 0xD800 {
                scalar = 0xFFFD
                if unit < 0xDC00, index < units {
                    let low = UInt32(bytes[2 * index]) | UInt32(bytes[2 * index + 1]) << 8
                    if low & 0xFC00 == 0xDC00 {
                        scalar = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
                        index += 1
                    }
                }
            }
            appendScalar(scalar, to: &out)
        }
    }

    private static func appendScalar(_ scalar: UInt32, to out: inout [UInt8]) {
        switch scalar {
        case ..<0x80: out.append(UInt8(scalar))
        case ..<0x800:
            out.append(UInt8(0xC0 | scalar >> 6))
            out.append(UInt8(0x80 | scalar & 0x3F))
        case ..<0x10000:
            out.append(UInt8(0xE0 | scalar >> 12))
            out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            out.append(UInt8(0x80 | scalar & 0x3F))
        default:
            out.append(UInt8(0xF0 | scalar >> 18))
            out.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            out.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    // Code points of bytes 0x80 to 0x9F; the five unassigned ones map to themselves, as WHATWG's table has it.
    private static let windows1252High: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static func appendWindows1252(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        for byte in bytes {
            appendScalar((0x80...0x9F).contains(byte) ? windows1252High[Int(byte) - 0x80] : UInt32(byte), to: &out)
        }
    }

    private static func littleEndian(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var bits: UInt64 = 0
        for (place, byte) in bytes.prefix(8).enumerated() { bits |= UInt64(byte) << UInt64(8 * place) }
        return bits
    }

    private static func appendInteger(_ bytes: UnsafeBufferPointer<UInt8>, signed: Bool, to out: inout [UInt8]) {
        guard (1...8).contains(bytes.count) else { return appendHexadecimal(bytes, to: &out) }
        let bits = littleEndian(bytes)
        guard signed else { return append(decimal: bits, to: &out) }
        let unused = UInt64(64 - 8 * bytes.count)
        let number = Int64(bitPattern: bits << unused) >> Int64(unused)
        if number < 0 { out.append(UInt8(ascii: "-")) }
        append(decimal: number.magnitude, to: &out)
    }

    /// Appends a whole number without making a string of it.
    package static func append(decimal number: UInt64, to out: inout [UInt8]) {
        var divisor: UInt64 = 1
        var rest = number
        while rest >= 10 {
            rest /= 10
            divisor *= 10
        }
        rest = number
        while divisor > 0 {
            out.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }

    private static func append(hexadecimal number: UInt64, to out: inout [UInt8]) {
        var shift = (63 - (number | 1).leadingZeroBitCount) & ~3
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 15
            out.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            shift -= 4
        }
    }

    private static func decimal(_ number: Double, _ text: String) -> String {
        // A whole number is written without a fraction, as XML Schema's canonical short form allows.
        number.isFinite && number == number.rounded() && abs(number) < 1e15 && text.hasSuffix(".0")
            ? String(text.dropLast(2)) : text
    }

    private static func appendHexadecimal(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
        for byte in bytes { appendHexadecimal(byte, to: &out) }
    }

    private static func appendHexadecimal(_ byte: UInt8, to out: inout [UInt8]) {
        let high = byte >> 4
        let low = byte & 15
        out.append(high < 10 ? UInt8(ascii: "0") + high : UInt8(ascii: "A") + high - 10)
        out.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "A") + low - 10)
    }

    // Where each byte of a GUID is: the first three groups are little-endian numbers, the rest are bytes in order
    // ([MS-DTYP] 2.3.4).
    private static let guidOrder: [Int] = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

    private static func appendGUID(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        for place in 0..<16 {
            if place == 4 || place == 6 || place == 8 || place == 10 { out.append(UInt8(ascii: "-")) }
            appendHexadecimal(bytes[guidOrder[place]], to: &out)
        }
    }

    private static func appendSystemTime(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        let parts = (0..<8).map { Int(bytes[2 * $0]) | Int(bytes[2 * $0 + 1]) << 8 }
        let civil = CivilTime(
            year: parts[0], month: parts[1], day: parts[3], hour: parts[4], minute: parts[5], second: parts[6],
            fraction: parts[7] * 10_000)
        guard let moment = civil.moment() else { return appendHexadecimal(bytes, to: &out) }
        moment.append(to: &out)
    }

    private static func appendSID(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        guard bytes.count >= 8, bytes.count >= 8 + 4 * Int(bytes[1]) else { return appendHexadecimal(bytes, to: &out) }
        let authority = bytes[2..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        out.append(contentsOf: "S-\(bytes[0])-\(authority)".utf8)
        for part in 0..<Int(bytes[1]) {
            let number = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[8 + 4 * part + $1]) << UInt32(8 * $1) }
            out.append(contentsOf: "-\(number)".utf8)
        }
    }
}
