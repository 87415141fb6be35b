/// The identity of an evidence file: the SHA-256 of its bytes.
package struct EvidenceID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let hex: String

    package static let digits = 64

    /// Nil unless `hex` is exactly 64 lower-case hexadecimal digits.
    package init?(hex: String) {
        guard hex.utf8.count == Self.digits,
            hex.utf8.allSatisfy({
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            })
        else { return nil }
        self.hex = hex
    }

    /// - Parameter digest: The 32 bytes of a SHA-256; nil for any other number of bytes.
    package init?(digest: some Sequence<UInt8>) {
        self.init(hex: Hexadecimal.text(digest))
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = EvidenceID(hex: text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a SHA-256"))
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }

    package var description: String { hex }

    package static func < (left: EvidenceID, right: EvidenceID) -> Bool { left.hex < right.hex }
}
