/// How each kind of stored bytes is written as text. The one place for it: dump, rules and findings show the same.
package enum ValueText {
    /// Bytes that the text of a value of `count` bytes takes at most.
    ///
    /// Repaired characters take three bytes for one, parts of a SID eleven for four; numbers and times have a length
    /// of their own.
    package static func room(forBytes count: Int) -> Int { 3 * count + 64 }

    /// Appends the text of a value as valid UTF-8.
    ///
    /// Bytes that do not fit their encoding (a GUID of 15 bytes, say) are written as hexadecimal instead: nothing
    /// is lost and nothing traps.
    package static func append(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: ValueEncoding, to out: inout [UInt8]) {
        out.append(room: room(forBytes: bytes.count)) { put(bytes, encoding, &$0) }
    }

    /// Writes the text of a value as valid UTF-8 into memory that has ``room(forBytes:)``.
    ///
    /// - Returns: The number of bytes written.
    package static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: ValueEncoding, to memory: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var cursor = TextCursor(memory)
        put(bytes, encoding, &cursor)
        return cursor.place - memory
    }

    /// A whole number from text: digits with an optional sign, or `0x` and hexadecimal digits.
    package static func integer(_ text: String) -> Int64? {
        guard text.hasPrefix("0x") || text.hasPrefix("0X") else { return Int64(text) }
        let digits = text.dropFirst(2)
        return digits.first?.isHexDigit == true ? Int64(digits, radix: 16) : nil
    }

    /// UTF-16 little-endian to UTF-8. A lone surrogate becomes U+FFFD, an odd last byte is ignored.
    package static func appendUTF16(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        append(bytes, .utf16, to: &out)
    }

    /// Appends a whole number without making a string of it.
    package static func append(decimal number: UInt64, to out: inout [UInt8]) {
        out.append(room: 20) { $0.put(decimal: number) }
    }

    // MARK: Each encoding

    private static func put(
        _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: ValueEncoding, _ out: inout TextCursor
    ) {
        switch encoding {
        case .null: break
        case .utf8, .numberText: putUTF8(bytes, &out)
        case .utf16: putUTF16(bytes, &out)
        case .windows1252:
            for byte in bytes {
                out.put(scalar: (0x80...0x9F).contains(byte) ? windows1252High[Int(byte) - 0x80] : UInt32(byte))
            }
        case .int8, .int16, .int32, .int64: putInteger(bytes, signed: true, &out)
        case .uint8, .uint16, .uint32, .uint64: putInteger(bytes, signed: false, &out)
        case .float32 where bytes.count == 4:
            let number = Float(bitPattern: UInt32(truncatingIfNeeded: littleEndian(bytes)))
            out.put(decimal(Double(number), number.description))
        case .float64 where bytes.count == 8:
            let number = Double(bitPattern: littleEndian(bytes))
            out.put(decimal(number, number.description))
        case .bool: out.put(bytes.contains { $0 != 0 } ? "true" : "false" as StaticString)
        case .guid where bytes.count == 16: putGUID(bytes, &out)
        case .fileTime where bytes.count == 8:
            guard let moment = Timestamp(ticks: Int64(bitPattern: littleEndian(bytes))) else {
                return putHexadecimal(bytes, &out)
            }
            moment.put(to: &out, digits: 6)
        case .systemTime where bytes.count == 16: putSystemTime(bytes, &out)
        case .sid: putSID(bytes, &out)
        case .hex32 where (1...8).contains(bytes.count), .hex64 where (1...8).contains(bytes.count):
            out.put(UInt8(ascii: "0"))
            out.put(UInt8(ascii: "x"))
            out.put(hexadecimal: littleEndian(bytes))
        case .binary, .float32, .float64, .guid, .fileTime, .systemTime, .hex32, .hex64: putHexadecimal(bytes, &out)
        }
    }

    /// Valid UTF-8 is copied; anything else is repaired with U+FFFD.
    private static func putUTF8(_ bytes: UnsafeBufferPointer<UInt8>, _ out: inout TextCursor) {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            out.put(bytes)
        } else {
            out.put(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func putUTF16(_ bytes: UnsafeBufferPointer<UInt8>, _ out: inout TextCursor) {
        let units = bytes.count / 2
        var index = 0
        while index < units {
            index += out.put(asciiOf: bytes, from: index)
            if index == units { break }
            let unit = UInt32(bytes[2 * index]) | UInt32(bytes[2 * index + 1]) << 8
            index += 1
            if unit < 0x80 {
                out.put(UInt8(truncatingIfNeeded: unit))
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
            out.put(scalar: scalar)
        }
    }

    // Code points of bytes 0x80 to 0x9F; the five unassigned ones map to themselves, as WHATWG's table has it.
    private static let windows1252High: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// The first eight bytes, or fewer, as a number.
    private static func littleEndian(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        switch bytes.count {
        case 8...: return UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        case 4: return UInt64(UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self)))
        case 2: return UInt64(UInt16(littleEndian: raw.loadUnaligned(as: UInt16.self)))
        default: return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    private static func putInteger(_ bytes: UnsafeBufferPointer<UInt8>, signed: Bool, _ out: inout TextCursor) {
        guard (1...8).contains(bytes.count) else { return putHexadecimal(bytes, &out) }
        let bits = littleEndian(bytes)
        guard signed else { return out.put(decimal: bits) }
        let unused = UInt64(64 - 8 * bytes.count)
        let number = Int64(bitPattern: bits << unused) >> Int64(unused)
        if number < 0 { out.put(UInt8(ascii: "-")) }
        out.put(decimal: number.magnitude)
    }

    private static func decimal(_ number: Double, _ text: String) -> String {
        // A whole number is written without a fraction, as XML Schema's canonical short form allows.
        number.isFinite && number == number.rounded() && abs(number) < 1e15 && text.hasSuffix(".0")
            ? String(text.dropLast(2)) : text
    }

    private static func putHexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, _ out: inout TextCursor) {
        for byte in bytes { out.put(upperHexadecimal: byte) }
    }

    /// The first three groups are little-endian numbers, the rest are bytes in order ([MS-DTYP] 2.3.4).
    private static func putGUID(_ bytes: UnsafeBufferPointer<UInt8>, _ out: inout TextCursor) {
        func group(_ places: some Sequence<Int>) { for place in places { out.put(upperHexadecimal: bytes[place]) } }
        group((0..<4).reversed())
        for places in [4..<6, 6..<8] {
            out.put(UInt8(ascii: "-"))
            group(places.reversed())
        }
        for places in [8..<10, 10..<16] {
            out.put(UInt8(ascii: "-"))
            group(places)
        }
    }

    private static func putSystemTime(_ bytes: UnsafeBufferPointer<UInt8>, _ out: inout TextCursor) {
        let parts = (0..<8).map { Int(bytes[2 * $0]) | Int(bytes[2 * $0 + 1]) << 8 }
        let civil = CivilTime(
            year: parts[0], month: parts[1], day: parts[3], hour: parts[4], minute: parts[5], second: parts[6],
            fraction: parts[7] * 10_000)
        guard let moment = civil.moment() else { return putHexadecimal(bytes, &out) }
        moment.put(to: &out, digits: 6)
    }

    private static func putSID(_ bytes: UnsafeBufferPointer<UInt8>, _ out: inout TextCursor) {
        guard bytes.count >= 8, bytes.count >= 8 + 4 * Int(bytes[1]) else { return putHexadecimal(bytes, &out) }
        let raw = UnsafeRawBufferPointer(bytes)
        let authority = UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)) & 0xFFFF_FFFF_FFFF
        out.put("S-" as StaticString)
        out.put(decimal: UInt64(bytes[0]))
        out.put(UInt8(ascii: "-"))
        out.put(decimal: authority)
        for part in 0..<Int(bytes[1]) {
            let number = raw.loadUnaligned(fromByteOffset: 8 + 4 * part, as: UInt32.self)
            out.put(UInt8(ascii: "-"))
            out.put(decimal: UInt64(UInt32(littleEndian: number)))
        }
    }
}
