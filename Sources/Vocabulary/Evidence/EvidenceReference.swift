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
    package init?(_ text: String) {
        let parts = text.split(separator: "#", omittingEmptySubsequences: false)
        guard parts.count == 2, let evidence = EvidenceID(hex: String(parts[0])), let record = Int(parts[1]),
            record >= 0, parts[1] == record.description
        else { return nil }
        self.init(evidence: evidence, record: record)
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
