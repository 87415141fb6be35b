/// What an evidence file holds, recognised by its content.
package enum EvidenceFormat: String, Hashable, Sendable, Codable {
    case evtx
    case jsonLines = "jsonl"
    /// Sealed and listed, not read.
    case unknown
}
