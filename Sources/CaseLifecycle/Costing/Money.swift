/// An amount in the smallest unit of its currency. What people may record is above zero; differences may be below it.
package struct Money: Hashable, Sendable, Codable, CustomStringConvertible {
    package let minorUnits: Int
    package let currency: Currency

    package init(minorUnits: Int, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Reads `33.65` or `-3`: digits and a point, and no more digits behind it than the currency has.
    ///
    /// - Throws: ``CaseRefusal/impossible(_:)`` for any other text and for what is too large to count.
    package init(_ text: String, _ currency: Currency) throws(CaseRefusal) {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        let hasPoint = parts.count == 2
        let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
        guard isNumber, parts.count <= 2, !hasPoint || fraction.utf8.count <= currency.minorDigits else {
            throw .impossible(
                "an amount of \(currency) is digits with at most \(currency.minorDigits) behind the point, not \(text)")
        }
        let digits = parts[0] + fraction + String(repeating: "0", count: currency.minorDigits - fraction.utf8.count)
        guard let units = Int((isNegative ? "-" : "") + digits) else {
            throw .impossible("\(text) \(currency) is more than can be counted")
        }
        self.init(minorUnits: units, currency: currency)
    }

    /// `1694.61 USD`.
    package var description: String {
        let digits = String(minorUnits.magnitude)
        let width = currency.minorDigits + 1
        let padded = String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        let point = padded.index(padded.endIndex, offsetBy: -currency.minorDigits)
        let sign = minorUnits < 0 ? "-" : ""
        let number = currency.minorDigits == 0 ? padded : "\(padded[..<point]).\(padded[point...])"
        return "\(sign)\(number) \(currency)"
    }
}
