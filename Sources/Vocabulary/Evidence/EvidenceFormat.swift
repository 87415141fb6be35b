/// What an evidence file holds, recognised by its content.
package enum EvidenceFormat: String, Hashable, Sendable, Codable {
    case evtx
    case jsonLines = "jsonl"
    /// JSON that is no JSON lines: arrays, records spread over lines, lists in the answers of interfaces.
    case json
    /// Comma-separated values, and their like with another delimiter.
    case csv
    /// Zeek's tab-separated logs.
    case zeek
    /// Windows events as XML.
    case windowsXML = "windows-xml"
    /// Sealed and listed, not read.
    case unknown
}
