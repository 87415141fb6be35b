import CShims
import Vocabulary

/// Writes values as JSON (RFC 8259) into memory that has room for them; always valid UTF-8.
struct JSONText {
    private(set) var place: UnsafeMutablePointer<UInt8>
    /// The time put last, and where its text is.
    private var lastTime: (ticks: Int64, text: UnsafeMutablePointer<UInt8>, count: Int)?

    init(at place: UnsafeMutablePointer<UInt8>) { self.place = place }

    /// Bytes that a value takes at most: six for each of its own (`\\u0001`), quotation marks, and the longest text
    /// of a value of few bytes, a truth value, number or time.
    static func room(for slot: RecordBatch.Slot) -> Int { room(forBytes: Int(slot.length)) }

    private static func room(forBytes count: Int) -> Int { 6 * count + 80 }

    /// Bytes of a line at most, beside the event.
    static let lineRoom = 192

    /// Appends text as a string.
    static func append(string text: String, to out: inout [UInt8]) {
        var text = text
        text.withUTF8 { text in
            out.append(addingCapacity: room(forBytes: text.count)) { output in
                output.withUnsafeMutableBufferPointer { buffer, count in
                    guard let start = buffer.baseAddress else { return }
                    var writer = JSONText(at: start + count)
                    writer.put(string: text)
                    count = writer.place - start
                }
            }
        }
    }

    /// Puts a value: numbers and truth values bare, null as `null`, all else as a string.
    ///
    /// - Parameter scratch: A buffer the caller keeps.
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: ValueEncoding, _ scratch: inout [UInt8]) {
        switch encoding {
        // Empty arrays and objects are kept as they were written.
        case .null: if bytes.isEmpty { put("null") } else { put(bytes) }
        case .utf16: put(utf16: bytes)
        case .utf8 where isASCII(bytes): put(string: bytes)
        case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64:
            // A number of an impossible size is shown as its bytes.
            if (1...8).contains(bytes.count) { putText(bytes, encoding) } else { putQuoted(bytes, encoding) }
        case .bool: putText(bytes, encoding)
        case .fileTime: put(fileTime: bytes)
        case .guid, .sid, .hex32, .hex64, .binary, .systemTime: putQuoted(bytes, encoding)
        case .utf8, .windows1252, .float32, .float64, .numberText:
            scratch.removeAll(keepingCapacity: true)
            ValueText.append(bytes, encoding, to: &scratch)
            scratch.withUnsafeBufferPointer { text in
                if isBare(encoding, text) { put(text) } else { put(string: text) }
            }
        }
    }

    /// Puts bytes as they are.
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        place.update(from: start, count: bytes.count)
        place += bytes.count
    }

    mutating func put(_ text: StaticString) {
        put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func put(decimal number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { putText($0, .uint64) }
        }
    }

    private mutating func put(byte: UInt8) {
        place.pointee = byte
        place += 1
    }

    // MARK: Texts without anything to escape

    private mutating func putText(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: ValueEncoding) {
        place += ValueText.write(bytes, encoding, to: place)
    }

    private mutating func putQuoted(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: ValueEncoding) {
        put(byte: UInt8(ascii: "\""))
        putText(bytes, encoding)
        put(byte: UInt8(ascii: "\""))
    }

    /// Puts a moment as a string.
    mutating func put(_ moment: Timestamp) {
        put(byte: UInt8(ascii: "\""))
        // An event states the time of its record again.
        if let lastTime, lastTime.ticks == moment.ticks {
            put(UnsafeBufferPointer(start: lastTime.text, count: lastTime.count))
        } else {
            let count = moment.write(to: place)
            lastTime = (moment.ticks, place, count)
            place += count
        }
        put(byte: UInt8(ascii: "\""))
    }

    private mutating func put(fileTime bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.count == 8,
            let moment = Timestamp(ticks: UnsafeRawBufferPointer(bytes).loadUnaligned(as: Int64.self).littleEndian)
        {
            put(moment)
        } else {
            putQuoted(bytes, .fileTime)
        }
    }

    // MARK: Numbers

    /// A damaged number, and what JSON has no number for (infinity), is written as a string.
    private func isBare(_ encoding: ValueEncoding, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch encoding {
        case .float32, .float64, .numberText: Self.isNumber(text)
        default: false
        }
    }

    /// Whether text is a number of JSON's grammar: `-`, digits without a leading zero, fraction, exponent.
    static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = text.startIndex
        func next(_ byte: UInt8) -> Bool { place < text.endIndex && text[place] == byte }
        func digits() -> Int {
            let start = place
            while place < text.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[place]) { place += 1 }
            return place - start
        }
        if next(UInt8(ascii: "-")) { place += 1 }
        let startsWithZero = next(UInt8(ascii: "0"))
        let whole = digits()
        guard whole > 0, !(startsWithZero && whole > 1) else { return false }
        if next(UInt8(ascii: ".")) {
            place += 1
            guard digits() > 0 else { return false }
        }
        if next(UInt8(ascii: "e")) || next(UInt8(ascii: "E")) {
            place += 1
            if next(UInt8(ascii: "-")) || next(UInt8(ascii: "+")) { place += 1 }
            guard digits() > 0 else { return false }
        }
        return place == text.endIndex
    }

    // MARK: Strings

    private func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.allSatisfy { $0 < 0x80 } }

    /// Puts valid UTF-8 as a string.
    private mutating func put(string text: UnsafeBufferPointer<UInt8>) {
        put(byte: UInt8(ascii: "\""))
        let bytes = UnsafeRawBufferPointer(text)
        var next = 0
        while next < text.count {
            // Eight at a time where none of them is escaped, which is nearly everywhere.
            while next + 8 <= text.count {
                let word = bytes.loadUnaligned(fromByteOffset: next, as: UInt64.self)
                guard !Self.needsEscape(word) else { break }
                UnsafeMutableRawPointer(place).storeBytes(of: word, as: UInt64.self)
                place += 8
                next += 8
            }
            for byte in text[next..<min(text.count, next + 8)] { put(escaping: byte) }
            next = min(text.count, next + 8)
        }
        put(byte: UInt8(ascii: "\""))
    }

    /// Whether one of eight bytes is a quotation mark, a backslash or a control character.
    @inline(__always)
    private static func needsEscape(_ word: UInt64) -> Bool {
        let (ones, highest): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        func hits(_ word: UInt64, below limit: UInt64) -> UInt64 { (word &- limit &* ones) & ~word }
        let found =
            hits(word, below: 0x20) | hits(word ^ (0x22 &* ones), below: 1) | hits(word ^ (0x5C &* ones), below: 1)
        return found & highest != 0
    }

    private static let hexDigits: StaticString = "0123456789abcdef"

    private mutating func put(escaping byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            put(byte: UInt8(ascii: "\\"))
            put(byte: byte)
        case 0x0A: put(#"\n"#)
        case 0x0D: put(#"\r"#)
        case 0x09: put(#"\t"#)
        case ..<0x20:
            put(#"\u00"#)
            put(byte: Self.hexDigits.utf8Start[Int(byte >> 4)])
            put(byte: Self.hexDigits.utf8Start[Int(byte & 15)])
        default: put(byte: byte)
        }
    }

    /// Puts UTF-16 as a string, narrowed and escaped in one pass. A lone surrogate becomes U+FFFD, as in ``ValueText``.
    private mutating func put(utf16 bytes: UnsafeBufferPointer<UInt8>) {
        put(byte: UInt8(ascii: "\""))
        let end = bytes.count & ~1
        var next = 0
        while let start = bytes.baseAddress, next < end {
            var written = 0
            next += 2 * bytes_json_from_utf16(start + next, (end - next) / 2, place, &written)
            place += written
            if next == end { break }
            let unit = UInt32(bytes[next]) | UInt32(bytes[next + 1]) << 8
            next += 2
            if unit < 0x80 {
                put(escaping: UInt8(unit))
                continue
            }
            var scalar = unit
            if unit & 0xF800 == 0xD800 {
                scalar = 0xFFFD
                if unit < 0xDC00, next < end {
                    let low = UInt32(bytes[next]) | UInt32(bytes[next + 1]) << 8
                    if low & 0xFC00 == 0xDC00 {
                        scalar = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
                        next += 2
                    }
                }
            }
            put(scalar: scalar)
        }
        put(byte: UInt8(ascii: "\""))
    }

    private mutating func put(scalar: UInt32) {
        switch scalar {
        case ..<0x800: put(byte: UInt8(0xC0 | scalar >> 6))
        case ..<0x10000:
            put(byte: UInt8(0xE0 | scalar >> 12))
            put(byte: UInt8(0x80 | scalar >> 6 & 0x3F))
        default:
            put(byte: UInt8(0xF0 | scalar >> 18))
            put(byte: UInt8(0x80 | scalar >> 12 & 0x3F))
            put(byte: UInt8(0x80 | scalar >> 6 & 0x3F))
        }
        put(byte: UInt8(0x80 | scalar & 0x3F))
    }
}
