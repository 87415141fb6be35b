package import Vocabulary

/// A sealed file of a case: what it is, who brought it, and what reading it gave.
package struct EvidenceItem: Hashable, Sendable {
    package let sealed: SealedEvidence
    package let sealedAt: Timestamp
    /// Whose custody begins the chain.
    package let sealedBy: Principal
    /// Nil until the file was read.
    package let reading: EvidenceReading?

    package init(sealed: SealedEvidence, sealedAt: Timestamp, sealedBy: Principal, reading: EvidenceReading?) {
        self.sealed = sealed
        self.sealedAt = sealedAt
        self.sealedBy = sealedBy
        self.reading = reading
    }
}
