/// Values between two others: by number where the bounds are numbers, by text otherwise.
package struct ValueRange: Hashable, Sendable {
    struct Bound: Hashable, Sendable {
        /// Folded.
        let text: [UInt8]
        let isIncluded: Bool
    }

    let lower: Bound?
    let upper: Bound?
    private let lowerNumber: ComparableNumber?
    private let upperNumber: ComparableNumber?
    /// Values that are no numbers do not match then.
    private let isNumeric: Bool

    init(lower: Bound?, upper: Bound?) {
        self.lower = lower
        self.upper = upper
        lowerNumber = lower.flatMap { ComparableNumber($0.text) }
        upperNumber = upper.flatMap { ComparableNumber($0.text) }
        isNumeric = (lower == nil || lowerNumber != nil) && (upper == nil || upperNumber != nil)
    }

    /// Whether no value can lie in the range, since its lower end is above the upper one.
    var isEmpty: Bool {
        guard let lower, let upper else { return false }
        let holdsEnds = lower.isIncluded && upper.isIncluded
        if let lowerNumber, let upperNumber {
            return upperNumber < lowerNumber || !holdsEnds && !(lowerNumber < upperNumber)
        }
        return upper.text.lexicographicallyPrecedes(lower.text) || !holdsEnds && lower.text == upper.text
    }

    /// Whether a folded value lies in the range.
    func matches(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        if isNumeric {
            guard let number = ComparableNumber(value) else { return false }
            return Self.lies(number, above: lowerNumber, lower?.isIncluded, below: upperNumber, upper?.isIncluded)
        }
        if let lower {
            if value.lexicographicallyPrecedes(lower.text) { return false }
            if !lower.isIncluded, value.elementsEqual(lower.text) { return false }
        }
        if let upper {
            if upper.text.lexicographicallyPrecedes(value) { return false }
            if !upper.isIncluded, value.elementsEqual(upper.text) { return false }
        }
        return true
    }

    private static func lies(
        _ number: ComparableNumber, above lower: ComparableNumber?, _ withLower: Bool?, below upper: ComparableNumber?,
        _ withUpper: Bool?
    ) -> Bool {
        if let lower, !(lower < number || withLower == true && lower == number) { return false }
        if let upper, !(number < upper || withUpper == true && upper == number) { return false }
        return true
    }
}

/// A number in text: whole ones exactly, others as far as a double holds them.
struct ComparableNumber: Hashable, Comparable, Sendable {
    /// Longer digits than any 64-bit number has are not read as one.
    private static let mostBytes = 40

    private let whole: Int64?
    private let double: Double

    init?(_ text: some Collection<UInt8>) {
        // Most text is told from numbers by its first byte.
        guard let first = text.first, text.count <= Self.mostBytes,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) || first == UInt8(ascii: "-")
                || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
        else { return nil }
        if let whole = Self.decimal(text) {
            self.whole = whole
            double = Double(whole)
            return
        }
        let string = String(decoding: text, as: UTF8.self)
        if string.hasPrefix("0x") {
            guard let bits = UInt64(string.dropFirst(2), radix: 16) else { return nil }
            whole = Int64(exactly: bits)
            double = Double(bits)
        } else if let number = Double(string), number.isFinite {
            whole = Int64(exactly: number)
            double = number
        } else {
            return nil
        }
    }

    static func < (left: ComparableNumber, right: ComparableNumber) -> Bool {
        if let one = left.whole, let other = right.whole { return one < other }
        return left.double < right.double
    }

    /// Digits with an optional minus, up to eighteen of them.
    private static func decimal(_ text: some Collection<UInt8>) -> Int64? {
        guard text.count <= 18 else { return nil }
        var number: Int64 = 0
        var isNegative = false
        for (place, byte) in text.enumerated() {
            if place == 0, byte == UInt8(ascii: "-"), text.count > 1 {
                isNegative = true
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return isNegative ? -number : number
    }
}
