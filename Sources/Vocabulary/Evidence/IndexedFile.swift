/// A file as the index tells it from others, before all of it was read: the sealed file, or which entry of it.
///
/// The identity of an entry is known only when it was unpacked to its end.
package struct IndexedFile: Hashable, Comparable, Sendable, Codable {
    /// What is sealed: the file itself, or the container that it is in.
    package let sealed: EvidenceID
    /// Its number among the entries of the container, from 1; 0 for the sealed file itself.
    package let entry: Int

    package init(_ sealed: EvidenceID, entry: Int = 0) {
        self.sealed = sealed
        self.entry = entry
    }

    package static func < (left: IndexedFile, right: IndexedFile) -> Bool {
        (left.sealed, left.entry) < (right.sealed, right.entry)
    }
}
