/// Numbers in text, in the forms that records write them.
enum NumberText {
    /// Decimal digits with an optional sign, or `0x` and hexadecimal digits; nil for anything else.
    static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard (1...20).contains(text.count) else { return nil }
        var place = 0
        var radix: Int64 = 10
        let isNegative = text[0] == UInt8(ascii: "-")
        if isNegative || text[0] == UInt8(ascii: "+") { place = 1 }
        if place == 0, text.count > 2, text[0] == UInt8(ascii: "0"), text[1] | 0x20 == UInt8(ascii: "x") {
            radix = 16
            place = 2
        }
        guard place < text.count else { return nil }
        var number: Int64 = 0
        while place < text.count {
            let digit: Int64
            switch text[place] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = Int64(text[place] - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f") where radix == 16:
                digit = Int64(text[place] - UInt8(ascii: "a")) + 10
            default: return nil
            }
            let (scaled, overflow) = number.multipliedReportingOverflow(by: radix)
            let (sum, overflowed) = scaled.addingReportingOverflow(digit)
            if overflow || overflowed { return nil }
            number = sum
            place += 1
        }
        return isNegative ? -number : number
    }

    /// Whether a text is a whole number, however it is written: `10`, `10.0`, `1e1`, `0xA`.
    static func isInteger(_ number: Int64, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if let whole = integer(text) { return whole == number }
        // Most values are no numbers at all.
        guard let first = text.first, first &- 0x30 < 10 || "+-.".utf8.contains(first) else { return false }
        return ExactNumber(text)?.order(.whole(Int128(number))) == 0
    }

    /// A whole or decimal number, as near as a floating point number comes; nil for anything else.
    static func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? { ExactNumber(text)?.double }
}
