package import Vocabulary

/// Traces of a system or account, taken before anything was done that destroys them.
package struct Preservation: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// What is gone when the power is.
        case memory
        case disk, logs, other
    }

    package let kind: Kind
    package let evidence: EvidenceID
    package let acquired: ZonedTime
    /// Who took them, and when that was entered.
    package let collector: Stamp
}
