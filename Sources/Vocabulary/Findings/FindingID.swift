/// The name of a finding within its case: `F-1`, `F-2`, ... in the order of recording.
package struct FindingID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let number: Int

    package init(number: Int) { self.number = number }

    /// Reads `F-` and a number; nil for any other text.
    package init?(_ text: String) {
        guard let number = NumberedName.number(in: text, prefix: "F-") else { return nil }
        self.number = number
    }

    package init(from decoder: any Decoder) throws {
        number = try NumberedName.decode(decoder, prefix: "F-")
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String { "F-\(number)" }
    package static func < (left: FindingID, right: FindingID) -> Bool { left.number < right.number }
}
