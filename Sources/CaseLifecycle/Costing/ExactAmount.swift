/// An amount that is not rounded yet: hours × rate × percent, and sums of such.
///
/// It is counted in 36,000,000ths of a minor unit, which every product of whole seconds, minor units per hour and
/// hundredths of a percent is a whole number of. Only what is shown is rounded, and that once.
package struct ExactAmount: Hashable, Sendable {
    private static let secondsPerHour: Int128 = 3600
    private static let wholeInHundredthsOfPercent: Int128 = 10_000
    private static let scale = secondsPerHour * wholeInHundredthsOfPercent

    private let parts: Int128

    package static let zero = ExactAmount(parts: 0)

    private init(parts: Int128) { self.parts = parts }

    /// - Parameter minorUnits: Whole minor units of a currency.
    package init(minorUnits: Int) { parts = Int128(minorUnits) * Self.scale }

    /// - Parameters:
    ///   - seconds: How long.
    ///   - rate: Minor units for an hour.
    ///   - extra: What comes on top, such as benefits, in hundredths of a percent.
    /// - Returns: Nil where that is more than can be counted.
    package init?(seconds: Int, rate: Int, extra: Int = 0) {
        let (product, overflow) = Int128(seconds).multipliedReportingOverflow(by: Int128(rate))
        let (parts, overflowed) = product.multipliedReportingOverflow(
            by: Self.wholeInHundredthsOfPercent + Int128(extra))
        guard !overflow, !overflowed else { return nil }
        self.parts = parts
    }

    /// - Returns: Nil where the sum is more than can be counted.
    package func adding(_ other: ExactAmount) -> ExactAmount? {
        let (sum, overflow) = parts.addingReportingOverflow(other.parts)
        return overflow ? nil : ExactAmount(parts: sum)
    }

    /// - Returns: Nil where the difference is more than can be counted.
    package func subtracting(_ other: ExactAmount) -> ExactAmount? {
        let (difference, overflow) = parts.subtractingReportingOverflow(other.parts)
        return overflow ? nil : ExactAmount(parts: difference)
    }

    /// The nearest whole number of minor units; of two equally near, the one further from zero.
    ///
    /// - Parameter band: By how much the amount is first made larger or smaller, in percent.
    /// - Returns: Nil where that is more than can be counted.
    package func rounded(band: Int = 0) -> Int? {
        let (banded, overflow) = parts.multipliedReportingOverflow(by: Int128(100 + band))
        guard !overflow else { return nil }
        let divisor = Self.scale * 100
        let (quotient, remainder) = banded.quotientAndRemainder(dividingBy: divisor)
        let isUp = remainder.magnitude * 2 >= divisor.magnitude
        return Int(exactly: isUp ? quotient + banded.signum() : quotient)
    }
}

/// Kept as text: no form of numbers that programs exchange has this many digits.
extension ExactAmount: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let parts = Int128(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a number"))
        }
        self.parts = parts
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(parts))
    }
}
