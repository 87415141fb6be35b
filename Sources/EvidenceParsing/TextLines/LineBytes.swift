/// Looking for things in the bytes of a line. Every range is cut to what there is, so that no call can trap.
extension Span<UInt8> {
    /// The first `byte` in `range`, or the end of the range.
    @inline(__always)
    func first(_ byte: UInt8, in range: Range<Int>) -> Int {
        var place = range.lowerBound
        let end = Swift.min(range.upperBound, count)
        let raw = self.bytes
        let wanted = 0x0101_0101_0101_0101 &* UInt64(byte)
        while end - place >= 8 {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)) ^ wanted
            // The high bit of each byte that is zero. A borrow can mark bytes above the first one, never below it.
            let found = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if found != 0 { return place + found.trailingZeroBitCount >> 3 }
            place += 8
        }
        while place < end, self[place] != byte { place += 1 }
        return Swift.min(place, range.upperBound)
    }

    /// The last `byte` in `range`, or nil.
    func last(_ byte: UInt8, in range: Range<Int>) -> Int? {
        var place = range.upperBound
        while place > range.lowerBound {
            place -= 1
            if self[place] == byte { return place }
        }
        return nil
    }

    /// Whether `range` begins with `text`.
    @inline(__always)
    func starts(_ range: Range<Int>, with text: StaticString) -> Bool {
        guard range.count >= text.utf8CodeUnitCount else { return false }
        let start = text.utf8Start
        for index in 0..<text.utf8CodeUnitCount where self[range.lowerBound + index] != start[index] { return false }
        return true
    }

    @inline(__always)
    func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount && starts(range, with: text)
    }

    /// Whether `range` ends with `text`.
    func ends(_ range: Range<Int>, with text: StaticString) -> Bool {
        range.count >= text.utf8CodeUnitCount
            && starts(range.upperBound - text.utf8CodeUnitCount..<range.upperBound, with: text)
    }

    /// Where `text` begins first in `range`; nil where it does not.
    func first(_ text: StaticString, in range: Range<Int>) -> Int? {
        let lead = text.utf8Start[0]
        var place = range.lowerBound
        while true {
            place = first(lead, in: place..<range.upperBound)
            guard range.upperBound - place >= text.utf8CodeUnitCount else { return nil }
            if starts(place..<range.upperBound, with: text) { return place }
            place += 1
        }
    }

    /// Where `text` begins last in `range`; nil where it does not.
    func last(_ text: StaticString, in range: Range<Int>) -> Int? {
        var place = range.upperBound - text.utf8CodeUnitCount
        while place >= range.lowerBound {
            if starts(place..<range.upperBound, with: text) { return place }
            place -= 1
        }
        return nil
    }

    /// The range without the blanks at its ends.
    @inline(__always)
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, self[lower] == 0x20 || self[lower] == 0x09 { lower += 1 }
        while upper > lower, self[upper - 1] == 0x20 || self[upper - 1] == 0x09 { upper -= 1 }
        return lower..<upper
    }

    /// The range without the blanks that it begins with.
    @inline(__always)
    func withoutIndent(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        while lower < range.upperBound, self[lower] == 0x20 || self[lower] == 0x09 { lower += 1 }
        return lower..<range.upperBound
    }

    /// Where the word that begins with `range` ends: at its first blank, or its end.
    @inline(__always)
    func wordEnd(_ range: Range<Int>) -> Int { first(0x20, in: range) }

    /// Whether the range is not empty and holds decimal digits alone.
    @inline(__always)
    func areDigits(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        for place in range where !self[place].isDigit { return false }
        return true
    }

    /// The number that up to 18 decimal digits write; nil for anything else.
    @inline(__always)
    func number(_ range: Range<Int>) -> Int? {
        guard (1...18).contains(range.count) else { return nil }
        var number = 0
        for place in range {
            guard self[place].isDigit else { return nil }
            number = number &* 10 &+ Int(self[place] &- 0x30)
        }
        return number
    }

    /// Whether the range reads like an IPv4 or IPv6 address: enough to tell it from a name, a time of day and an address of
    /// a network card.
    func isAddress(_ range: Range<Int>) -> Bool {
        guard (2...45).contains(range.count) else { return false }
        var dots = 0
        var colons = 0
        var hasLetters = false
        scanning: for place in range {
            switch self[place] {
            case UInt8(ascii: "."): dots += 1
            case UInt8(ascii: ":"): colons += 1
            // What stands behind is a zone.
            case UInt8(ascii: "%"): break scanning
            case let byte where byte.isDigit: break
            case let byte where byte.hexadecimal != nil: hasLetters = true
            default: return false
            }
        }
        if colons == 0 { return dots == 3 && !hasLetters }
        // Eight groups, the last two of which can be an IPv4 address, or fewer with `::`.
        return first("::", in: range) != nil ? colons <= 8 : colons == (dots == 3 ? 6 : 7)
    }
}

extension UInt8 {
    @inline(__always)
    var isDigit: Bool { self &- 0x30 < 10 }

    @inline(__always)
    var isUpperLetter: Bool { self &- 0x41 < 26 }

    @inline(__always)
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// The value of a hexadecimal digit.
    @inline(__always)
    var hexadecimal: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}
