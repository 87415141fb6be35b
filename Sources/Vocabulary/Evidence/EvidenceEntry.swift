/// A file found inside of a sealed container, and what reading it gave.
///
/// It is not kept beside its container: whoever wants its bytes again unpacks the container and compares the SHA-256.
package struct EvidenceEntry: Hashable, Sendable, Codable {
    /// Its path in the container, as the container says. Data, never a path to open.
    package let name: String
    /// Bytes that came out of the container.
    package let bytes: Int
    /// What reading gave; its ``EvidenceReading/evidence`` is the SHA-256 of the bytes that came out. Nil where there are
    /// none.
    package let reading: EvidenceReading?
    /// Why the entry, or the rest of it, could not be had; the place is one in the container. Nil where all is well.
    package let problem: ParseIssue?
    /// Whose it is, where the container says so of some of its files; that of the container counts otherwise.
    package let host: String?
    /// What in the container said so.
    package let hostSource: String?

    package init(
        name: String, bytes: Int, reading: EvidenceReading?, problem: ParseIssue?, host: String? = nil,
        hostSource: String? = nil
    ) {
        self.name = name
        self.bytes = bytes
        self.reading = reading
        self.problem = problem
        self.host = host
        self.hostSource = hostSource
    }
}
