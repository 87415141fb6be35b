/// Points at one record of one evidence file: `<sha256>#<record>`.
package struct EvidenceReference: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let evidence: EvidenceID
    /// Zero-based place of the record in file order. Not the record's own id: ids repeat in dirty files.
    package let record: Int

    package init(evidence: EvidenceID, record: Int) {
        self.evidence = evidence
        self.record = record
    }

    /// Reads `<sha256>#<record>` as ``description`` writes it; nil for any other text.
    ///
    /// A large case holds tens of thousands of these and reads them all at once, hence bytes and not text.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard let mark = bytes.index(bytes.startIndex, offsetBy: EvidenceID.digits, limitedBy: bytes.endIndex),
            mark < bytes.endIndex, bytes[mark] == UInt8(ascii: "#"),
            let evidence = EvidenceID(hex: String(text[..<mark])),
            let record = Self.number(bytes[bytes.index(after: mark)...])
        else { return nil }
        self.init(evidence: evidence, record: record)
    }

    /// The record of the same place in another file.
    package func of(_ evidence: EvidenceID) -> EvidenceReference {
        EvidenceReference(evidence: evidence, record: record)
    }

    /// A number without sign and without leading zeros.
    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1, digits.count <= 19 else {
            return nil
        }
        var number: UInt64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + UInt64(digit - UInt8(ascii: "0"))
        }
        return Int(exactly: number)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let reference = EvidenceReference(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an evidence reference"))
        }
        self = reference
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String { "\(evidence.hex)#\(record)" }

    package static func < (left: EvidenceReference, right: EvidenceReference) -> Bool {
        (left.evidence, left.record) < (right.evidence, right.record)
    }
}
