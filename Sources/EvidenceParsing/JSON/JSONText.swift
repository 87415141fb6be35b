import CShims

/// The text inside of JSON strings (RFC 8259, section 7).
enum JSONText {
    private typealias Block = SIMD16<UInt8>

    /// Appends the text of a range with its escapes decoded.
    ///
    /// A surrogate without its partner becomes U+FFFD, since UTF-8 cannot hold it.
    ///
    /// - Parameter range: What stands between the quotes; a ``JSONScanner`` has accepted it.
    static func appendDecoded(_ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) {
        _ = decode(bytes, range, to: &out)
    }

    /// Appends the text of a string, and checks it at once.
    ///
    /// - Parameter range: From behind the opening quote to the end of the bytes that may belong to the string.
    /// - Returns: Where the closing quote is.
    static func decodeString(
        _ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]
    ) throws(JSONDamage) -> Int {
        let end = decode(bytes, range, to: &out)
        if let damage = end.damage { throw damage }
        return end.place
    }

    /// Where decoding stopped, and why, if not at a closing quote.
    private typealias Stop = (place: Int, damage: JSONDamage?)

    @inline(never)
    private static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) -> Stop {
        var stop: Stop = (range.lowerBound, nil)
        // Of all escapes the half of a surrogate pair is the shortest beside its text; blocks are stored whole.
        out.append(addingCapacity: range.count + MemoryLayout<Block>.size) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                bytes.withUnsafeBytes { all in
                    stop = decode(all, range, to: UnsafeMutableRawBufferPointer(buffer), &count)
                }
            }
        }
        return stop
    }

    private static func decode(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, to out: UnsafeMutableRawBufferPointer,
        _ written: inout Int
    ) -> Stop {
        guard let start = bytes.baseAddress, let target = out.baseAddress else { return (range.lowerBound, .endsEarly) }
        let end = range.upperBound
        var place = range.lowerBound
        var count = 0
        defer { written = count }
        while place < end {
            if bytes.count - place >= MemoryLayout<Block>.size {
                (target + count).storeBytes(of: (start + place).loadUnaligned(as: Block.self), as: Block.self)
                let marks = bytes_marks_of_json((start + place).assumingMemoryBound(to: UInt8.self))
                let plain = marks == 0 ? MemoryLayout<Block>.size : marks.trailingZeroBitCount
                count += min(plain, end - place)
                place += plain
                if marks == 0 { continue }
            } else {
                while place < end, isPlain(bytes[place]) {
                    out[count] = bytes[place]
                    place += 1
                    count += 1
                }
            }
            guard place < end, bytes[place] != UInt8(ascii: "\"") else { break }
            guard bytes[place] == UInt8(ascii: "\\") else { return (place, .string) }
            guard end - place >= 2 else { return (place, .endsEarly) }
            let meant = unescaped(bytes[place + 1])
            if meant != 0 {
                out[count] = meant
                count += 1
                place += 2
            } else {
                guard bytes[place + 1] == UInt8(ascii: "u") else { return (place, .string) }
                guard let unit = unit(bytes, place + 2, end) else {
                    let digits = bytes[place + 2..<min(place + 6, end)]
                    return (place, digits.contains { hexadecimal($0) == nil } ? .string : .endsEarly)
                }
                place += 6
                for byte in scalar(unit, bytes, &place, end) {
                    out[count] = byte
                    count += 1
                }
            }
        }
        return place < end ? (place, nil) : (end, .endsEarly)
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x22 && byte != 0x5C }

    /// What a letter behind a backslash stands for; 0 for `u`, and for what may not stand there.
    private static func unescaped(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "\\"): UInt8(ascii: "\\")
        case UInt8(ascii: "\""): UInt8(ascii: "\"")
        case UInt8(ascii: "/"): UInt8(ascii: "/")
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: 0
        }
    }

    static func hexadecimal(_ digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(digit - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(digit - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The character of one unit of UTF-16, or of it and the one whose escape is next.
    private static func scalar(
        _ unit: UInt32, _ bytes: UnsafeRawBufferPointer, _ place: inout Int, _ end: Int
    ) -> Unicode.UTF8.EncodedScalar {
        var scalar = unit
        if unit & 0xFC00 == 0xD800, end - place >= 6, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u"), let low = self.unit(bytes, place + 2, end), low & 0xFC00 == 0xDC00
        {
            scalar = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
            place += 6
        }
        return UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
    }

    private static func unit(_ bytes: UnsafeRawBufferPointer, _ place: Int, _ end: Int) -> UInt32? {
        guard end - place >= 4 else { return nil }
        var unit: UInt32 = 0
        for index in place..<place + 4 {
            guard let digit = hexadecimal(bytes[index]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }
}
