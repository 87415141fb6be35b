/// Where the bytes of sealed evidence were met once more: under another name, in another place, or on another host.
///
/// What is in them is read and counted once. That several hosts had the same file is a fact of its own.
package struct EvidencePlace: Hashable, Sendable, Codable {
    /// The file's name there. Data, never a path to open.
    package let name: String
    /// The path as given by the person who brought it.
    package let origin: String
    /// Whose evidence it is, as the person who brought it or the collection that it lay in said; nil where nobody did.
    package let host: String?
    /// What in the collection said so; nil where a person did.
    package let hostSource: String?

    package init(_ sealed: SealedEvidence) {
        name = sealed.name
        origin = sealed.origin
        host = sealed.host
        hostSource = sealed.hostSource
    }
}
