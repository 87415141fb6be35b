/// The id of an ATT&CK technique or sub-technique: `T1021` or `T1021.006`.
package struct TechniqueID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    /// Nil unless `text` is `T` and four digits, with an optional `.` and three digits. Lower case is accepted.
    package init?(_ text: String) {
        let upper = text.uppercased()
        let parts = upper.split(separator: ".", omittingEmptySubsequences: false)
        func digits(_ part: Substring, _ count: Int) -> Bool {
            part.utf8.count == count && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        guard let first = parts.first, first.hasPrefix("T"), digits(first.dropFirst(), 4),
            parts.count == 1 || parts.count == 2 && digits(parts[1], 3)
        else { return nil }
        self.text = upper
    }

    /// Reads a Sigma tag, `attack.t1021.006`; nil for tags that name no technique.
    package init?(tag: String) {
        guard tag.lowercased().hasPrefix("attack.t") else { return nil }
        self.init(String(tag.dropFirst("attack.".count)))
    }

    /// The technique that a sub-technique belongs to; itself for a technique.
    package var parent: TechniqueID { TechniqueID(String(text.prefix(5))) ?? self }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = TechniqueID(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a technique id"))
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var description: String { text }
    package static func < (left: TechniqueID, right: TechniqueID) -> Bool { left.text < right.text }
}
