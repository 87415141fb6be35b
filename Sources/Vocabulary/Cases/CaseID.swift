/// The name of a case: `C-1`, `C-2`, ... in the order of opening.
package struct CaseID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let number: Int

    package init(number: Int) { self.number = number }

    /// Reads `C-` and a number from 1 to 999,999,999 without leading zeros; nil for any other text.
    package init?(_ text: String) {
        guard let number = NumberedName.number(in: text, prefix: "C-") else { return nil }
        self.number = number
    }

    package init(from decoder: any Decoder) throws {
        number = try NumberedName.decode(decoder, prefix: "C-")
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String { "C-\(number)" }
    package static func < (left: CaseID, right: CaseID) -> Bool { left.number < right.number }
}
