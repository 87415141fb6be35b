/// Writes ASCII and UTF-8 into memory whose owner made sure that there is room.
struct TextCursor {
    private(set) var place: UnsafeMutablePointer<UInt8>

    init(_ place: UnsafeMutablePointer<UInt8>) { self.place = place }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        place.pointee = byte
        place += 1
    }

    @inline(__always)
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        place.update(from: start, count: bytes.count)
        place += bytes.count
    }

    /// Puts ASCII out of UTF-16 (little-endian), sixteen units at a time, up to the first sixteen that have anything else.
    ///
    /// - Parameter index: The unit to begin with.
    /// - Returns: How many units were put.
    @inline(__always)
    mutating func put(asciiOf utf16: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
        let bytes = UnsafeRawBufferPointer(utf16)
        var next = 2 * index
        while next + 32 <= bytes.count {
            let units = bytes.loadUnaligned(fromByteOffset: next, as: SIMD16<UInt16>.self)
            let words = unsafeBitCast(units, to: SIMD4<UInt64>.self)
            let seen = words[0] | words[1] | words[2] | words[3]
            guard UInt64(littleEndian: seen) & 0xFF80_FF80_FF80_FF80 == 0 else { break }
            for unit in 0..<16 { place[unit] = UInt8(truncatingIfNeeded: UInt16(littleEndian: units[unit])) }
            place += 16
            next += 32
        }
        return next / 2 - index
    }

    mutating func put(_ text: StaticString) {
        put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func put(_ text: String) {
        for byte in text.utf8 { put(byte) }
    }

    // MARK: Numbers

    /// Two digits of each number below 100: a division for every two digits, and none for dates.
    private static let pairs: StaticString = """
        00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051\
        525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """

    @inline(__always)
    private static func putPair(_ number: Int, at place: UnsafeMutablePointer<UInt8>) {
        let digits = pairs.utf8Start + 2 * number
        place[0] = digits[0]
        place[1] = digits[1]
    }

    mutating func put(decimal number: UInt64) {
        if number < 10 { return put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number)) }
        var count = 1
        var limit: UInt64 = 10
        while number >= limit {
            count += 1
            if count == 20 { break }
            limit *= 10
        }
        put(UInt(number), width: count)
    }

    /// Puts the last `width` digits of a number.
    @inline(__always)
    mutating func put(_ number: UInt, width: Int) {
        var rest = number
        var left = width
        while left >= 2 {
            left -= 2
            Self.putPair(Int(rest % 100), at: place + left)
            rest /= 100
        }
        if left == 1 { place[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10) }
        place += width
    }

    mutating func put(hexadecimal number: UInt64) {
        var shift = (63 - (number | 1).leadingZeroBitCount) & ~3
        while shift >= 0 {
            put(Self.lowerCase.utf8Start[Int(truncatingIfNeeded: number >> UInt64(shift)) & 15])
            shift -= 4
        }
    }

    private static let lowerCase: StaticString = "0123456789abcdef"
    private static let upperCase: StaticString = "0123456789ABCDEF"

    @inline(__always)
    mutating func put(upperHexadecimal byte: UInt8) {
        place[0] = Self.upperCase.utf8Start[Int(byte >> 4)]
        place[1] = Self.upperCase.utf8Start[Int(byte & 15)]
        place += 2
    }

    // MARK: Characters

    mutating func put(scalar: UInt32) {
        switch scalar {
        case ..<0x80: return put(UInt8(truncatingIfNeeded: scalar))
        case ..<0x800: put(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
        case ..<0x10000:
            put(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
        default:
            put(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
        }
        put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
}

extension [UInt8] {
    /// Appends what `write` puts, at most `room` bytes.
    mutating func append(room: Int, _ write: (inout TextCursor) -> Void) {
        append(addingCapacity: room) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                guard let start = buffer.baseAddress else { return }
                var cursor = TextCursor(start + count)
                write(&cursor)
                count = cursor.place - start
            }
        }
    }
}
