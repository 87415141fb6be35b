package import Vocabulary

/// What the index of a case consists of. A file that is whole in it can be searched; any other is not in it.
package struct IndexManifest: Hashable, Sendable, Codable {
    /// Raised when segments of older ones are no longer to be read.
    static let currentVersion = 2

    package struct Segment: Hashable, Sendable, Codable {
        /// Its file in the folder of the case's index.
        package let name: String
        /// How many records of each file it has.
        package let records: [IndexedFile: Int]
    }

    /// A file that was read to its end.
    package struct File: Hashable, Sendable, Codable {
        /// SHA-256 of its bytes.
        package let id: EvidenceID
        package let records: Int

        package init(id: EvidenceID, records: Int) {
            self.id = id
            self.records = records
        }
    }

    let version: Int
    package internal(set) var segments: [Segment] = []
    package internal(set) var files: [IndexedFile: File] = [:]

    package init() { version = Self.currentVersion }

    /// The files all of whose records are in segments. Where the same file lies in several places, the first counts, so
    /// that its records are found once.
    package var whole: [IndexedFile: EvidenceID] {
        var records: [IndexedFile: Int] = [:]
        for segment in segments { records.merge(segment.records, uniquingKeysWith: +) }
        var seen: Set<EvidenceID> = []
        var whole: [IndexedFile: EvidenceID] = [:]
        for (file, known) in files.sorted(by: { $0.key < $1.key }) where records[file, default: 0] == known.records {
            if seen.insert(known.id).inserted { whole[file] = known.id }
        }
        return whole
    }

    /// Sealed files that were read to their end, containers with everything in them, and are in segments.
    package var wholeSealed: Set<EvidenceID> {
        let incomplete = incomplete()
        return Set(files.keys.filter { $0.entry == 0 && !incomplete.contains($0.sealed) }.map(\.sealed))
    }

    /// Sealed files of which segments have other records than reading gave.
    private func incomplete() -> Set<EvidenceID> {
        var counts: [IndexedFile: Int] = [:]
        for segment in segments { counts.merge(segment.records, uniquingKeysWith: +) }
        return Set(
            counts.keys.filter { files[$0]?.records != counts[$0] }.map(\.sealed)
                + files.filter { $0.value.records != counts[$0.key, default: 0] }.map(\.key.sealed))
    }

    /// Takes out certain sealed files and those that are not whole, and with them all others that share a segment with
    /// one of them.
    ///
    /// - Returns: The names of the segments that are no longer needed.
    mutating func takeOut(_ sealed: Set<EvidenceID>) -> [String] {
        var out = sealed.union(incomplete())
        var removed: [String] = []
        while case let touched = segments.filter({ $0.records.keys.contains { out.contains($0.sealed) } }),
            !touched.isEmpty
        {
            removed += touched.map(\.name)
            segments.removeAll { touched.contains($0) }
            out.formUnion(touched.flatMap { $0.records.keys.map(\.sealed) })
        }
        files = files.filter { !out.contains($0.key.sealed) }
        return removed
    }
}
