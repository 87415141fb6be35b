/// A number of a rule or a record, without what a floating point number would lose of it.
enum ExactNumber: Hashable, Sendable {
    case whole(Int128)
    /// Not a whole number, or beyond ±10^37.
    case other(Double)

    init(_ number: Double) {
        self = number.magnitude < 1e15 && number == number.rounded() ? .whole(Int128(number)) : .other(number)
    }

    /// Reads decimal digits with an optional sign, fraction and exponent, or `0x` and up to 31 hexadecimal digits; nil for
    /// anything else. `10`, `10.0`, `1e1` and `0xA` are one number.
    ///
    /// - Parameter text: Case-folded.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        // Longer text is not a number that anybody compares.
        guard (1...64).contains(text.count) else { return nil }
        if text.count > 2, text[0] == UInt8(ascii: "0"), text[1] | 0x20 == UInt8(ascii: "x") {
            guard text.count <= 2 + 31 else { return nil }
            var number: Int128 = 0
            for byte in text[2...] {
                guard let digit = ByteClasses.digit(byte) else { return nil }
                number = number << 4 | Int128(digit)
            }
            self = .whole(number)
            return
        }
        let isNegative = text[0] == UInt8(ascii: "-")
        var place = isNegative || text[0] == UInt8(ascii: "+") ? 1 : 0
        var whole: Int128 = 0
        var digits = 0
        while place < text.count, text[place] &- 0x30 < 10, digits < 37 {
            whole = whole * 10 + Int128(text[place] &- 0x30)
            digits += 1
            place += 1
        }
        // A fraction of zeros is none.
        var end = place
        if digits > 0, end < text.count, text[end] == UInt8(ascii: ".") {
            end += 1
            while end < text.count, text[end] == UInt8(ascii: "0") { end += 1 }
        }
        if digits > 0, end == text.count {
            self = .whole(isNegative ? -whole : whole)
            return
        }
        guard text.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let number = Double(String(decoding: text, as: UTF8.self))
        else { return nil }
        self.init(number)
    }

    /// As near as a floating point number comes.
    var double: Double {
        switch self {
        case .whole(let number): Double(number)
        case .other(let number): number
        }
    }

    /// Less than zero where this is less than the other, more where it is more; nil where they cannot be compared.
    func order(_ other: ExactNumber) -> Int? {
        switch (self, other) {
        case (.whole(let one), .whole(let other)): one < other ? -1 : one > other ? 1 : 0
        case (.other(let one), .other(let other)): one < other ? -1 : one > other ? 1 : one == other ? 0 : nil
        case (.whole(let one), .other(let other)): Self.order(one, other)
        case (.other(let one), .whole(let other)): Self.order(other, one).map { -$0 }
        }
    }

    private static func order(_ one: Int128, _ other: Double) -> Int? {
        if other.isNaN { return nil }
        if other.magnitude >= 1e38 { return other > 0 ? -1 : 1 }
        let floor = other.rounded(.down)
        let whole = Int128(floor)
        return one < whole ? -1 : one > whole ? 1 : other > floor ? -1 : 0
    }
}

extension ExactNumber: CustomStringConvertible {
    var description: String {
        switch self {
        case .whole(let number): number.description
        case .other(let number): number.description
        }
    }
}
